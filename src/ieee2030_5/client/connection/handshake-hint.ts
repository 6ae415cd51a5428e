/** @module Why TLS was not agreed on, in words that say which side has to change what. */

import { errorCode } from '../../../journal/write-failure.ts'
import { cipherList } from '../../tls/cipher-suites.ts'

/** What servers without it have instead. */
export const LENIENT_CIPHERS = `${cipherList(false)}:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA256`

const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
])
const OUTSIDE_VALIDITY: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/** Each by what OpenSSL says. */
const HINTS: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /wrong version number|http request|packet length too long/i,
    'it does not speak TLS there: is the port that of https?',
  ],
  [/unsupported protocol|protocol version|version too low/i, 'it does not take TLS 1.2, the version of IEEE 2030.5'],
  [
    /unknown ca/i,
    "it does not know the authority of the meters' certificates: give it ca/ca-bundle.pem, or bring its own with certificates --import",
  ],
  [
    /bad certificate|unsupported certificate|certificate unknown|certificate required|access denied/i,
    "it does not accept the meter's certificate",
  ],
  [/certificate expired/i, "for it the meter's certificate has expired: compare the clocks"],
  [
    /no cipher match|no ciphers available/i,
    'this OpenSSL has none of these ciphers: leave UTILITY_SERVER_CIPHERS out, or name others there',
  ],
  [
    /handshake failure|no shared cipher/i,
    'there is no cipher both have, or it does not accept the certificate. Ours is ECDHE-ECDSA-AES128-CCM8, which servers with OpenSSL 3.2 or later offer only with @SECLEVEL=0; UTILITY_SERVER_CIPHERS=lenient offers more',
  ],
]

/** What a failed handshake means; null where the error tells it all. */
export function handshakeHint(error: Error): string | null {
  const code = errorCode(error)
  if (UNKNOWN_AUTHORITY.has(code)) {
    return "its certificate is not from an authority that is trusted here: UTILITY_SERVER_CA names the file with the server's"
  }
  if (OUTSIDE_VALIDITY.has(code)) return 'its certificate is not valid now: compare the clocks'
  const hint = HINTS.find(([pattern]) => pattern.test(error.message))
  if (hint !== undefined) return hint[1]
  return code === 'ECONNRESET' || code === 'EPIPE'
    ? "it hung up during the handshake: perhaps it does not accept the meter's certificate, or has no cipher in common"
    : null
}
