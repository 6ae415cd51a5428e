/** @module What became of a run's certificates. */

/** Energies [kWh]: issued = active + claimed + expired, and what else people did with certificates. */
export interface CertificateSummary {
  readonly issuedKwh: number
  readonly activeKwh: number
  readonly claimedKwh: number
  readonly expiredKwh: number
  /** Generation that waits for a unit to be full, or for its interval to end. */
  readonly uncertifiedKwh: number
}
