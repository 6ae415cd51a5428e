/** @module What became of a run's certificates. */

/** Energies [kWh]: issued = active + retired + claimed + expired, and what else people did with certificates. */
export interface CertificateSummary {
  readonly issuedKwh: number
  readonly activeKwh: number
  /** Used up, and not claimed for a consumption. */
  readonly retiredKwh: number
  readonly claimedKwh: number
  readonly expiredKwh: number
  /** Generation that waits for a unit to be full, or for its interval to end. */
  readonly uncertifiedKwh: number
}
