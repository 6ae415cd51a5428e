/** @module The end of an issue interval: certificates are issued, and those sold with energy go to their buyers. */

import { applyAction } from './apply-action.ts'
import type { EmissionFactors } from './emission-factors.ts'
import { closeInterval, type IssuanceState, type Issues } from './issuance.ts'
import type { Ledger } from './ledger.ts'
import type { OwedCertificates } from './trade-transfer.ts'

/** What the certificates of a run are kept in. */
export interface CertificateOffice {
  readonly ledger: Ledger
  readonly issuance: IssuanceState
  readonly owed: OwedCertificates
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
  const { ledger, issuance, issues, owed, emissions } = office
  closeInterval(issuance, startMs, endMs, ledger.rules.unitWh, issues)
  for (let i = 0; i < issues.size; i++) {
    const intervalStartMs = issues.intervalStartMs[i]
    const action = {
      type: 'issue',
      by: ledger.rules.issuer,
      atMs: endMs,
      meterId: office.meterId(issues.meter[i]),
      intervalStartMs,
      intervalEndMs: endMs,
      serialStart: issues.serialStart[i],
      serialEnd: issues.serialEnd[i],
      kgPerKwh: emissions.meanKgPerKwh(intervalStartMs, endMs),
    } as const
    ledger.append(applyAction(ledger, action, write))
  }
  owed.deliver(ledger, (meter) => office.meterId(meter), endMs, write)
}
