/** @module The end of an issue interval: certificates expire, are issued, go to the buyers of the energy, and are claimed. */

import type { EmissionFactors } from './emission-factors.ts'
import { IntervalClosing } from './interval-closing.ts'
import { closeInterval, type IssuanceState, type Issues } from './issuance.ts'
import type { Ledger } from './ledger.ts'
import type { MatchedClaims } from './matched-claims.ts'
import type { OwedCertificates } from './trade-transfer.ts'

/** What the certificates of a run are kept in. */
export interface CertificateOffice {
  readonly ledger: Ledger
  readonly issuance: IssuanceState
  readonly owed: OwedCertificates
  /** Null where nothing is claimed. */
  readonly claims: MatchedClaims | null
  readonly emissions: EmissionFactors
  /** Scratch of one interval. */
  readonly issues: Issues
  /** Id of the meter of an index. */
  meterId(meter: number): string
}

/**
 * Closes an issue interval.
 *
 * @param startMs - its begin [ms since 1970-01-01 UTC]
 * @param endMs - its end [ms since 1970-01-01 UTC]
 * @param write - receives the lines of the ledger's new entries, in order
 */
export function issueCertificates(
  office: CertificateOffice,
  startMs: number,
  endMs: number,
  write: (line: string) => void,
): void {
  const closing = new IntervalClosing(office.ledger, endMs, (meter) => office.meterId(meter), write)
  expire(closing)
  closeInterval(office.issuance, startMs, endMs, office.ledger.rules.unitWh, office.issues)
  issue(closing, office)
  office.owed.deliver(closing, (buyer, certificateId) => office.claims?.receive(buyer, certificateId))
  office.claims?.claim(closing, startMs)
}

function expire(closing: IntervalClosing): void {
  const { ledger, atMs } = closing
  for (const certificateId of ledger.expired(atMs)) {
    closing.perform({ type: 'expire', by: ledger.rules.issuer, atMs, certificateId })
  }
}

function issue(closing: IntervalClosing, { issues, emissions }: CertificateOffice): void {
  const { ledger, atMs } = closing
  for (let i = 0; i < issues.size; i++) {
    const intervalStartMs = issues.intervalStartMs[i]
    closing.perform({
      type: 'issue',
      by: ledger.rules.issuer,
      atMs,
      meterId: closing.meterId(issues.meter[i]),
      intervalStartMs,
      intervalEndMs: atMs,
      serialStart: issues.serialStart[i],
      serialEnd: issues.serialEnd[i],
      kgPerKwh: emissions.meanKgPerKwh(intervalStartMs, atMs),
    })
  }
}
