/** @module What becomes of a control on its way to the simulation: what it says there, and what it cannot say there. */

/** Something a server asks for that the simulation has no means to do. */
export interface Unmapped {
  /** Field of the standard. */
  readonly field: string
  readonly reason: string
}

export interface Mapped<Control> {
  /** Null where nothing is told. */
  readonly control: Control | null
  readonly unmapped: readonly Unmapped[]
}

/** The number of a quantity: its value times a power of ten. */
export function scaled(value: number, multiplier: number): number {
  // Dividing by a whole power of ten gives the nearest number to what was written, multiplying by a fraction may not.
  return multiplier < 0 ? value / 10 ** -multiplier : value * 10 ** multiplier
}

/** What share of a whole something is; 0 of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
