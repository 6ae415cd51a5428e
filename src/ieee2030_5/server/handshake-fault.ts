/** @module Why a connection did not come about, in words for whoever looks after the other end. */

import { errorCode } from '../../journal/write-failure.ts'

/** By the code of OpenSSL or of Node.js. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ERR_SSL_NO_SHARED_CIPHER', 'no shared cipher: the client offers none of ours, or its key is not ECDSA on P-256'],
  ['ERR_SSL_NO_SHARED_SIGNATURE_ALGORITHMS', 'no shared signature algorithm: the client takes no ECDSA with SHA-256'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'the client offers no TLS 1.2'],
  ['ERR_SSL_VERSION_TOO_LOW', 'the client offers no TLS 1.2'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the client does not speak TLS'],
  ['ERR_SSL_HTTP_REQUEST', 'the client speaks HTTP without TLS: the address begins with https://'],
  ['ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE', 'the client has no certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', "the client does not trust the server's authority: give it ca-bundle.pem"],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', "the client does not take the server's certificate"],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', "the client does not take the server's certificate"],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown CA: no trusted authority has issued the certificate of the client'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'unknown CA: no trusted authority has issued the certificate of the client'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown CA: no trusted authority has issued the certificate of the client'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown CA: the root behind the certificate of the client is not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of the client is signed by itself and not known here'],
  ['CERT_HAS_EXPIRED', 'the certificate of the client, or of its authority, has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate of the client is not valid yet: is a clock wrong?'],
  ['INVALID_PURPOSE', 'the certificate of the client is not for clients'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'the client was silent during the handshake'],
  ['ECONNRESET', 'the client hung up during the handshake'],
])

/**
 * @param authorizationError - what was found wrong with the client's certificate; Node.js ends the connection then, and
 *   says of the error itself only that it did
 */
export function handshakeFault(error: Error, authorizationError: unknown): string {
  const code = typeof authorizationError === 'string' ? authorizationError : errorCode(error)
  return REASONS.get(code) ?? `${code === '' ? 'error' : code}: ${error.message.split('\n', 1)[0]}`
}
