import { describe, expect, it } from 'vitest'
import { type EmissionFactors, namedEmissions } from '../certificates/emission-factors.ts'
import { WEATHER_CONDITIONS } from '../config/settings.ts'
import { START_MS, testInputs, UTCC_SITE } from '../run/run-inputs.fixture.ts'
import { LocalClock } from '../time/local-clock.ts'
import { fleetLayout } from './fleet-layout.ts'
import { LoadReplayer } from './load-replayer.ts'
import { CONDITION, createSiteConditions } from './site-conditions.ts'
import { SiteModel } from './site-model.ts'
import { StochasticSky } from './stochastic-sky.ts'

const HOUR_MS = 3_600_000

function siteOf(startMs: number, intervalSeconds = 900, seed = 42, factors?: EmissionFactors): SiteModel {
  const { settings, fleet, emissions: usual } = testInputs({ intervalSeconds, seed })
  const { planes } = fleetLayout(fleet)
  const clock = new LocalClock(UTCC_SITE.timeZone)
  const feeders = fleet.feeders.length
  const replayer = new LoadReplayer(fleet, null)
  const conditions = createSiteConditions(planes.length, feeders, 0)
  const sky = new StochasticSky(settings, UTCC_SITE, clock)
  const emissions = factors ?? usual
  const parts = { clock, sky, planes, feeders, replayer, emissions, conditions }
  return new SiteModel({ settings, site: UTCC_SITE, startMs, ...parts })
}

/** A scalar condition of each of the first ticks. */
function scalarsOf(site: SiteModel, position: number, ticks: number): number[] {
  return Array.from({ length: ticks }, (_, i) => {
    site.advance(i + 1)
    return site.conditions.scalars[position]
  })
}

/** On peak or not, hour by hour, of the local date a run of hours begins on. */
const onPeakHours = (date: string): string =>
  scalarsOf(siteOf(Date.parse(`${date}T00:00:00+07:00`), 3600), CONDITION.onPeak, 24).join('')
const WORKDAY = '000000000111111111111100'
const DAY_OFF = '0'.repeat(24)

describe('SiteModel', () => {
  it('labels a tick with the end of its interval', () => {
    const site = siteOf(START_MS)
    site.advance(1)
    const { scalars } = site.conditions
    expect([scalars[CONDITION.tick], scalars[CONDITION.timeMs]]).toEqual([1, START_MS + 900_000])
  })

  it.each([
    ['a Monday', '2025-03-10', WORKDAY],
    ['a Saturday', '2025-03-15', DAY_OFF],
    ['a Sunday', '2025-03-16', DAY_OFF],
    ['Songkran, a Monday', '2026-04-13', DAY_OFF],
    ['29 February, a Thursday', '2024-02-29', WORKDAY],
    ['New Year, a Thursday', '2026-01-01', DAY_OFF],
  ])('is on peak from 9 to 22 on workdays only: %s', (_, date, expected) => {
    expect(onPeakHours(date)).toBe(expected)
  })

  it('notices a holiday that begins within the run', () => {
    const site = siteOf(Date.parse('2026-04-10T00:00:00+07:00'), 3600)
    expect(scalarsOf(site, CONDITION.onPeak, 5 * 24).join('')).toBe(WORKDAY + DAY_OFF.repeat(4))
  })

  it('has the sun highest when the sun is south or north of Bangkok, and no light without it', () => {
    const site = siteOf(START_MS, 3600)
    const elevations: number[] = []
    for (let tick = 1; tick <= 24; tick++) {
      site.advance(tick)
      const { scalars, planeIrradiance, planeDcPerKwp, planeCellC } = site.conditions
      elevations.push(scalars[CONDITION.sunElevationDeg])
      if (scalars[CONDITION.sunElevationDeg] <= 0) {
        expect(scalars[CONDITION.ghiWm2]).toBe(0)
        expect([...planeIrradiance, ...planeDcPerKwp].every((value) => value === 0)).toBe(true)
        expect([...planeCellC].every((cellC) => cellC === scalars[CONDITION.ambientC])).toBe(true)
      } else {
        expect(scalars[CONDITION.ghiWm2]).toBeGreaterThan(0)
      }
    }
    // Solar noon in Bangkok is at about 12:28 in March: the interval from 12 to 13 o'clock.
    expect(elevations.indexOf(Math.max(...elevations))).toBe(12)
    // 90° − 13.76° − 4° of southern declination.
    expect(Math.max(...elevations)).toBeCloseTo(72, 0)
  })

  it('keeps plausible conditions through a day', () => {
    const site = siteOf(START_MS)
    for (let tick = 1; tick <= 96; tick++) {
      site.advance(tick)
      const { scalars, unitLoad, supplyVoltage } = site.conditions
      expect(WEATHER_CONDITIONS[scalars[CONDITION.weather]]).toBeDefined()
      expect(Math.abs(scalars[CONDITION.frequencyHz] - 50)).toBeLessThan(0.1)
      expect(scalars[CONDITION.ambientC]).toBeGreaterThan(15)
      expect(scalars[CONDITION.ambientC]).toBeLessThan(45)
      expect(scalars[CONDITION.windMs]).toBeGreaterThan(0)
      expect([...unitLoad].every((share) => share > 0 && share < 1.2)).toBe(true)
      expect([...supplyVoltage].every((volts) => Math.abs(volts / 230 - 1.025) < 0.05)).toBe(true)
    }
  })

  it('continues from a saved state as if it had never stopped', () => {
    for (const stop of [0, 1, 50, 96]) {
      const whole = siteOf(START_MS)
      for (let tick = 1; tick <= stop; tick++) whole.advance(tick)
      const resumed = siteOf(START_MS)
      resumed.loadState(whole.saveState())
      for (let tick = stop + 1; tick <= stop + 20; tick++) {
        whole.advance(tick)
        resumed.advance(tick)
        expect(resumed.conditions).toEqual(whole.conditions)
      }
    }
  })

  it('has another weather, frequency and voltage with another seed', () => {
    const [one, other] = [1, 2].map((seed) => {
      const site = siteOf(START_MS + 12 * HOUR_MS, 900, seed)
      site.advance(1)
      const { scalars, supplyVoltage } = site.conditions
      return [scalars[CONDITION.frequencyHz], scalars[CONDITION.ambientC], scalars[CONDITION.windMs], supplyVoltage[0]]
    })
    one.forEach((value, k) => {
      expect(value).not.toBe(other[k])
    })
  })
})

describe('the emission factor', () => {
  it('is the mean of the interval that ends with the tick, and changes at midnight in Thailand', () => {
    const factors = namedEmissions('thailand-tgo')
    const startMs = Date.parse('2025-12-31T22:00:00+07:00')
    expect(scalarsOf(siteOf(startMs, 3600, 42, factors), CONDITION.kgPerKwh, 4)).toEqual([0.4999, 0.4999, 0.475, 0.475])
    const [across] = scalarsOf(siteOf(startMs, 14_400, 42, factors), CONDITION.kgPerKwh, 1)
    expect(across).toBe(0.487_45)
  })

  it('is the rate of the settings where none is named', () => {
    expect(scalarsOf(siteOf(START_MS), CONDITION.kgPerKwh, 2)).toEqual([0.7, 0.7])
  })
})
