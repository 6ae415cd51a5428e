/**
 * @module The cipher suites of servers and clients, in the notation of OpenSSL.
 *
 * @see IEEE Std 2030.5-2018, 6.7 (TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, the only one a client has to have)
 */

import { createSecureContext } from 'node:tls'
import { RunError } from '../../errors/problem.ts'

/** OpenSSL 3.2 and later have it on security level 0 only. */
const LEVEL = '@SECLEVEL=0'
const STANDARD = 'ECDHE-ECDSA-AES128-CCM8'
/** What clients have whose TLS library lacks the standard's. */
const OTHERS = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384']

/** In the notation of OpenSSL. */
export function cipherList(lenient: boolean): string {
  return [STANDARD, ...(lenient ? OTHERS : []), LEVEL].join(':')
}

/**
 * Tries whether the TLS library has the standard's cipher suite.
 *
 * @throws RunError that says how to mend it
 */
export function requireStandardCipher(): void {
  try {
    createSecureContext({ ciphers: `${STANDARD}:${LEVEL}`, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RunError(
      `This Node.js (${process.version}, OpenSSL ${process.versions.openssl}) lacks the cipher suite of IEEE 2030.5, ` +
        `${STANDARD}: ${reason}. Use an official build of Node.js 20 or later, with its own OpenSSL and not in FIPS mode`,
    )
  }
}
