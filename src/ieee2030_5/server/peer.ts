/** @module Who is at the other end of a connection, by the certificate. */

import { lfdi, sfdi } from '../pki/device-identifiers.ts'
import { profileViolations } from '../pki/device-profile.ts'
import { parseCertificate } from '../pki/parsed-certificate.ts'

export interface Peer {
  readonly lfdi: string
  readonly sfdi: number
  /** In which ways its certificate is not that of a device; none for one that is. */
  readonly violations: readonly string[]
}

/** Peers that are remembered, so that a device that reconnects often is looked at once. */
const MOST_PEERS = 20_000
const peers = new Map<string, Peer>()

/** @param certificate - in DER */
export function peerOf(certificate: Uint8Array): Peer {
  const name = lfdi(certificate)
  const known = peers.get(name)
  if (known !== undefined) return known
  const peer = { lfdi: name, sfdi: sfdi(name), violations: violationsOf(certificate) }
  if (peers.size >= MOST_PEERS) peers.clear()
  peers.set(name, peer)
  return peer
}

function violationsOf(certificate: Uint8Array): readonly string[] {
  try {
    return profileViolations(parseCertificate(certificate))
  } catch (error) {
    return [`it cannot be decoded: ${error instanceof Error ? error.message : String(error)}`]
  }
}
