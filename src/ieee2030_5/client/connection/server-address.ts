/** @module Where the utility server is, and what of it is trusted. */

import { createSecureContext, type SecureContext } from 'node:tls'
import { ClientError } from './client-error.ts'
import { handshakeHint } from './handshake-hint.ts'

export interface UtilityServer {
  /** `https://host:port/dcap`: the address of its DeviceCapability. */
  readonly url: string
  /** Authorities that are trusted, in PEM. */
  readonly ca: string
  /** OpenSSL's list of ciphers. */
  readonly ciphers: string
}

/** Who speaks to it. */
export interface ClientIdentity {
  readonly lfdi: string
  readonly sfdi: number
  /** PEM: its certificate and those above it. */
  readonly chainPem: string
  readonly keyPem: string
}

/** The path of DeviceCapability where an address names none. @see IEEE Std 2030.5-2018, 10.2.1 */
const DEFAULT_PATH = '/dcap'

/** Where a client begins. */
export function deviceCapabilityPath({ url }: UtilityServer): string {
  const { pathname, search } = new URL(url)
  return pathname === '/' && search === '' ? DEFAULT_PATH : pathname + search
}

/**
 * Keys and authorities made ready once: to parse them again for every connection costs more than the handshake.
 *
 * @throws ClientError where this OpenSSL has none of the ciphers
 */
export function secureContextOf({ ca, ciphers }: UtilityServer, { chainPem, keyPem }: ClientIdentity): SecureContext {
  try {
    return createSecureContext({
      cert: chainPem,
      key: keyPem,
      ca,
      ciphers,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ecdhCurve: 'prime256v1',
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new ClientError('handshake', `TLS cannot be set up (${error.message}): ${handshakeHint(error) ?? ciphers}`)
  }
}
