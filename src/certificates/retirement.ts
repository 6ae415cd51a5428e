/** @module What the owner of a certificate wants to use up. */

export interface Retirement {
  readonly certificateId: string
  /** Account on whose behalf; null for the owner's own. */
  readonly beneficiary: string | null
  /** How much of it, from its first unit on [Wh]; null for all. */
  readonly energyWh: number | null
}
