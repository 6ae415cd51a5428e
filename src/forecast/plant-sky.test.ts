import { describe, expect, it } from 'vitest'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { CONDITION } from '../simulation/site-conditions.ts'
import { DAY_MS, HOUR_MS } from '../time/local-clock.ts'
import { clearSkyIndexOf } from './clear-sky-index.ts'
import { PlantSky } from './plant-sky.ts'
import { solarPlant } from './solar-plant.ts'
import { utccSky } from './utcc-plant.fixture.ts'

const SUNNY = [1, 0, 0, 0, 0]
const { sky, plant, clock } = utccSky()

describe('PlantSky', () => {
  it('is about what the campus generates on a day without clouds', () => {
    const inputs = testInputs({ intervalSeconds: 900, weatherWeights: SUNNY })
    const engine = new TestEngine(inputs, START_MS)
    let [generated, expected] = [0, 0]
    for (let tick = 1; tick <= 96; tick++) {
      engine.advance()
      generated += engine.memory.columns.generated.reduce((sum, energy) => sum + energy, 0) / 1e6
      expected += sky.at(START_MS + (tick - 0.5) * 900_000).generationKw / 4
    }
    expect(generated / expected).toBeGreaterThan(0.96)
    expect(generated / expected).toBeLessThan(1.04)
  })

  it('knows the sun of the run', () => {
    const engine = new TestEngine(testInputs({ intervalSeconds: 900 }), START_MS)
    for (let tick = 1; tick <= 40; tick++) {
      engine.advance()
      const { sun } = sky.at(START_MS + (tick - 0.5) * 900_000)
      const { scalars } = engine.memory.conditions
      expect(90 - sun.apparentZenithDeg).toBeCloseTo(scalars[CONDITION.sunElevationDeg], 4)
    }
  })

  it('is dark at night: no light and no power, and that is no error', () => {
    const { sunriseMs, sunsetMs } = sky.times(START_MS)
    for (const ms of [START_MS, Number(sunriseMs) - 600_000, Number(sunsetMs) + 600_000, START_MS + DAY_MS]) {
      expect(sky.at(ms)).toMatchObject({ ghiWm2: 0, dniWm2: 0, dhiWm2: 0, poaWm2: 0, generationKw: 0 })
    }
  })

  // By hand: noon is 4 min later for each of the 4.4° that Bangkok lies west of its time's 105°, and by the equation of
  // time, −10.4 min on 10 March; near the equinox the day lasts twelve hours.
  it('rises and sets when longitude and equation of time say', () => {
    const { sunriseMs, transitMs, sunsetMs } = sky.times(START_MS)
    const minutes = [sunriseMs, transitMs, sunsetMs].map((ms) => (Number(ms) - START_MS) / 60_000)
    for (const [i, byHand] of [6 * 60 + 28, 12 * 60 + 28, 18 * 60 + 28].entries()) {
      expect(Math.abs((minutes[i] ?? 0) - byHand)).toBeLessThan(1.5)
    }
  })

  it('has the sun of a recording at its own hour', () => {
    const there = {
      latitudeDeg: plant.location.latitudeDeg,
      longitudeDeg: plant.location.longitudeDeg - 90,
      elevationM: 0,
    }
    const moved = new PlantSky({ ...plant, location: there, recordedOffsetHours: 1 }, clock)
    const noon = START_MS + 12 * HOUR_MS
    // A quarter of a day of longitude is six hours of clock: the sun stands alike, but for its yearly course.
    expect(moved.at(noon).sun.azimuthDeg).toBeCloseTo(sky.at(noon).sun.azimuthDeg, 0)
    expect(moved.times(START_MS).transitMs / 60_000).toBeCloseTo(sky.times(START_MS).transitMs / 60_000, 0)
  })

  it('does without arrays', () => {
    const none = new PlantSky({ ...plant, planes: [] }, clock)
    expect(none.at(START_MS + 12 * HOUR_MS)).toMatchObject({ poaWm2: null, generationKw: 0 })
  })
})

describe('solarPlant', () => {
  it('takes arrays together without changing what they give', () => {
    const { fleet } = testInputs({ meters: 400 })
    const sun = { location: plant.location, recordedOffsetHours: null }
    const together = solarPlant(fleet, sun)
    const units = together.planes.flatMap((plane) => plane.units)
    const arrays = Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).pv).filter((pv) => pv !== null)
    expect(units.length).toBeLessThan(arrays.length)
    expect(together.planes.reduce((sum, plane) => sum + plane.arrays, 0)).toBe(arrays.length)
    const apart = {
      ...sun,
      planes: arrays.map(({ tiltDeg, azimuthDeg, kwp, performanceFactor, inverterKw }) => ({
        tiltDeg,
        azimuthDeg,
        arrays: 1,
        sensorMeterId: '',
        units: [{ dcKwp: kwp * performanceFactor, acKw: inverterKw }],
      })),
    }
    const [one, many] = [new PlantSky(together, clock), new PlantSky(apart, clock)]
    for (const hour of [8, 10, 12, 15]) {
      const [grouped, single] = [one.at(START_MS + hour * HOUR_MS), many.at(START_MS + hour * HOUR_MS)]
      expect(grouped.generationKw / single.generationKw).toBeCloseTo(1, 3)
      expect(grouped.poaWm2).toBeCloseTo(Number(single.poaWm2), 6)
    }
  })
})

describe('clearSkyIndexOf', () => {
  it.each([0.1, 0.35, 0.7, 1, 1.08])('finds the index %f again from what the planes received', (index) => {
    for (const hour of [8, 10, 12, 15]) {
      const planes = (k: number): number => Number(sky.at(START_MS + hour * HOUR_MS, k).poaWm2)
      expect(clearSkyIndexOf(planes(index), planes)).toBeCloseTo(index, 3)
    }
  })

  it('tells nothing while the sun is low or down', () => {
    expect(clearSkyIndexOf(0, (k) => Number(sky.at(START_MS, k).poaWm2))).toBeNull()
  })
})
