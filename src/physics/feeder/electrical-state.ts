/** @module What a meter shows of its connection: apparent power, current and power factor, consistent with one another. */

/**
 * Apparent power.
 *
 * S = √(P² + Q²)
 *
 * @param activeW - net active power [W], either sign
 * @param reactiveVar - net reactive power [var], either sign
 * @returns [VA]
 */
export function apparentPowerVa(activeW: number, reactiveVar: number): number {
  return Math.sqrt(activeW * activeW + reactiveVar * reactiveVar)
}

/**
 * Current in each phase of a balanced connection.
 *
 * I = S / (V·phases)
 *
 * @param apparentVa - apparent power of all phases together [VA]
 * @param voltageV - phase-to-neutral voltage [V]
 * @param phases - 1 or 3
 * @returns [A]; 0 at a dead connection
 */
export function currentPerPhaseA(apparentVa: number, voltageV: number, phases: number): number {
  return voltageV > 0 ? apparentVa / (voltageV * phases) : 0
}

/**
 * Power factor as a meter shows it, without sign.
 *
 * λ = |P| / S
 *
 * @param activeW - net active power [W]
 * @param apparentVa - apparent power [VA]
 * @returns 0 to 1; 1 when nothing flows
 * @see IEC 60050-131:2002, 131-11-46
 */
export function powerFactor(activeW: number, apparentVa: number): number {
  return apparentVa > 0 ? Math.abs(activeW) / apparentVa : 1
}

/**
 * Reactive power a load draws per active power.
 *
 * tan φ = √(1 − λ²) / λ
 *
 * Inverters of arrays and batteries run at unity power factor and add no reactive power unless they are told otherwise, so
 * that the power factor at the meter falls as the sun covers a load's active power but not its reactive power.
 *
 * @param loadPowerFactor - inductive power factor of the load λ, in (0, 1]
 * @returns [var/W]
 */
export function loadReactivePerActive(loadPowerFactor: number): number {
  return Math.sqrt(1 - loadPowerFactor * loadPowerFactor) / loadPowerFactor
}
