/** @module The arrays of the UTCC campus under its own sun. */

import { testInputs } from '../run/run-inputs.fixture.ts'
import { LocalClock } from '../time/local-clock.ts'
import { PlantSky } from './plant-sky.ts'
import { type SolarPlant, solarPlant } from './solar-plant.ts'

export interface TestSky {
  readonly sky: PlantSky
  readonly plant: SolarPlant
  readonly clock: LocalClock
  /** Of all inverters [kW]. */
  readonly ratedKw: number
}

export function utccSky(): TestSky {
  const { fleet, site } = testInputs()
  const plant = solarPlant(fleet, { location: site, recordedOffsetHours: null })
  const clock = new LocalClock(site.timeZone)
  const ratedKw = plant.planes.flatMap(({ units }) => units).reduce((sum, { acKw }) => sum + acKw, 0)
  return { sky: new PlantSky(plant, clock), plant, clock, ratedKw }
}
