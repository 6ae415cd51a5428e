/** @module Mean powers over stretches of time, and what they come to over another. */

/** A mean over a time [kW]; instants in ms since 1970 UTC. */
export interface MeanPower {
  readonly fromMs: number
  readonly toMs: number
  readonly kw: number
}

/**
 * Mean power over a time, of those of its parts that are known.
 *
 * @returns the mean [kW]; null where nothing is known
 */
export function meanPowerOver(powers: readonly MeanPower[], fromMs: number, toMs: number): number | null {
  let [energy, known] = [0, 0]
  for (const power of powers) {
    const shared = Math.min(toMs, power.toMs) - Math.max(fromMs, power.fromMs)
    if (shared <= 0) continue
    energy += shared * power.kw
    known += shared
  }
  return known === 0 ? null : energy / known
}
