/** @module Reactive power an inverter is told to give, within what its current can carry beside the active power. */

/**
 * The most reactive power beside an active power: √(S² − P²).
 *
 * Active power goes first: at its rating an inverter has no reactive power left. (IEEE 1547-2018 asks for inverters with
 * more apparent than active power; the rating here stands for both.)
 *
 * @param activeW - P, either sign [W]
 * @param ratedVa - S [VA]
 * @returns 0 or more [var]
 */
export function reactiveRoomVar(activeW: number, ratedVa: number): number {
  return Math.sqrt(Math.max(0, ratedVa * ratedVa - activeW * activeW))
}

/**
 * Reactive power at a constant displacement power factor: |P|·tan φ, cos φ the power factor.
 *
 * @param activeW - P, either sign [W]
 * @param powerFactor - cos φ, above 0 to 1
 * @param isUnderExcited - whether reactive power is taken up, as a coil does
 * @param ratedVa - S [VA]
 * @returns injected reactive power, negative when taken up [var]
 * @see IEEE 1547-2018, clause 5.3.2
 */
export function fixedPowerFactorVar(
  activeW: number,
  powerFactor: number,
  isUnderExcited: boolean,
  ratedVa: number,
): number {
  const wanted = (Math.abs(activeW) * Math.sqrt(1 - powerFactor * powerFactor)) / powerFactor
  const given = Math.min(wanted, reactiveRoomVar(activeW, ratedVa))
  return isUnderExcited ? -given : given
}

/**
 * Reactive power as a share of the rating, such as a volt-var curve asks for.
 *
 * @param share - −1 taken up to 1 injected
 * @param activeW - P, either sign [W]
 * @param ratedVa - S [VA]
 * @returns injected reactive power [var]
 * @see IEEE 1547-2018, clause 5.3.3
 */
export function sharedReactiveVar(share: number, activeW: number, ratedVa: number): number {
  const room = reactiveRoomVar(activeW, ratedVa)
  return Math.max(-room, Math.min(room, share * ratedVa))
}
