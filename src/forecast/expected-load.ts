/** @module The load that calendar, hour and warmth let expect of a campus: the model's course without its chance. */

import { BUILDING_TYPES, type BuildingType } from '../campus/building-type.ts'
import type { Fleet } from '../campus/meter.ts'
import { UnitLoad } from '../physics/load/unit-load.ts'
import type { LocalClock } from '../time/local-clock.ts'

/** Design peak of all buildings of a type [kW]. */
export type DesignLoads = Readonly<Record<BuildingType, number>>

export function designLoads(fleet: Fleet): DesignLoads {
  const sums = Object.fromEntries(BUILDING_TYPES.map((type) => [type, 0])) as Record<BuildingType, number>
  for (let i = 0; i < fleet.size; i++) {
    const { buildingType, capacityKw } = fleet.meter(i)
    sums[buildingType] += capacityKw
  }
  return sums
}

export class ExpectedLoad {
  readonly #unitLoad: UnitLoad
  readonly #designKw: readonly number[]
  readonly #shares = new Float64Array(BUILDING_TYPES.length)

  constructor(loads: DesignLoads, clock: LocalClock) {
    this.#unitLoad = new UnitLoad({ clock })
    this.#designKw = BUILDING_TYPES.map((type) => loads[type])
  }

  /**
   * Expected load of the campus.
   *
   * @param epochMs - instant; the middle of a quarter hour gives its mean [ms since 1970 UTC]
   * @param meanTemperatureC - mean outdoor temperature of the last day or two [°C]
   * @returns the load [kW]
   */
  at(epochMs: number, meanTemperatureC: number): number {
    this.#unitLoad.update(epochMs, meanTemperatureC, this.#shares)
    return this.#designKw.reduce((sum, kw, type) => sum + kw * this.#shares[type], 0)
  }
}
