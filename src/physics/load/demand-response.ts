/** @module What remains of a load that is asked to use less. */

import type { BuildingType } from '../../campus/building-type.ts'
import { coolingFactor } from './cooling-response.ts'
import { LOAD_SHAPES } from './load-shapes.ts'

/** What a load is asked; null where nothing is. */
export interface LoadReduction {
  /** Share of the time the controllable part may run, 0 to 1. */
  readonly dutyCycle: number | null
  /** By how much the set-point of cooling is raised [K]. */
  readonly coolingOffsetK: number | null
  /** Share of the rest that is left, 0 to 1. */
  readonly loadShare: number | null
}

/** Share of a garage's energy that charges cars, which can be switched like cooling elsewhere; see `load-shapes.ts`. */
const CHARGING_SHARE: Partial<Record<BuildingType, number>> = { parking: 0.5 }

/**
 * The share of a load that is left:
 *
 * left = (1 − c − e + (c·f(T̄ − ΔT) + e)·d) / (1 − c + c·f(T̄)) · s
 *
 * c is the cooling share and f the response of cooling to the mean outdoor temperature T̄ as in the load model, e the
 * share of the charging of cars, d the duty cycle, ΔT the offset of the set-point and s the load share. Raising a
 * set-point by ΔT moves the temperature above which a building cools by as much: it is to the cooling as if it were ΔT
 * colder outside. The floor of f holds: fans and dehumidification stay on.
 *
 * @param type - building type, for c, f and e
 * @param meanTemperatureC - T̄ [°C]
 * @returns 0 or more; above 1 where the set-point is lowered
 * @see M. F. Fels, 1986, PRISM: an introduction, Energy and Buildings 9(1–2), doi:10.1016/0378-7788(86)90003-4
 */
export function reducedLoadShare(type: BuildingType, meanTemperatureC: number, reduction: LoadReduction): number {
  const { coolingShare, coolingSensitivityPerC } = LOAD_SHAPES[type]
  const { dutyCycle, coolingOffsetK, loadShare } = reduction
  const charging = CHARGING_SHARE[type] ?? 0
  const usual = coolingShare * coolingFactor(meanTemperatureC, coolingSensitivityPerC)
  const cooling = coolingShare * coolingFactor(meanTemperatureC - (coolingOffsetK ?? 0), coolingSensitivityPerC)
  const left = 1 - coolingShare - charging + (cooling + charging) * (dutyCycle ?? 1)
  return (left / (1 - coolingShare + usual)) * (loadShare ?? 1)
}
