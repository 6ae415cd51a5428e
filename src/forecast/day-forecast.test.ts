import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { START_MS } from '../run/run-inputs.fixture.ts'
import { DAY_MS, HOUR_MS } from '../time/local-clock.ts'
import { forecastDay, STEP_MS } from './day-forecast.ts'
import type { MeanPower } from './mean-power.ts'
import { utccSky } from './utcc-plant.fixture.ts'

const dayMs = [START_MS, START_MS + DAY_MS] as const
const { sky, ratedKw } = utccSky()
const clearKw = (ms: number): number => sky.at(ms).generationKw
const loadKw = (): number => 700
const { sunriseMs, sunsetMs } = sky.times(START_MS)

/** Generation in whole quarters before an instant, as a share of the clear sky's. */
function measuredBefore(nowMs: number, share: number, quarters = 8): MeanPower[] {
  return Array.from({ length: quarters }, (_, i) => {
    const toMs = nowMs - i * STEP_MS
    const kw = ([1, 3, 5].reduce((sum, sixth) => sum + clearKw(toMs - (sixth * STEP_MS) / 6), 0) / 3) * share
    return { fromMs: toMs - STEP_MS, toMs, kw }
  })
}

describe('forecastDay', () => {
  it('takes the last hour to go on', () => {
    const nowMs = START_MS + 11 * HOUR_MS
    // What was before the last hour does not count.
    const measured = [...measuredBefore(nowMs, 0.4, 4), ...measuredBefore(nowMs - HOUR_MS, 1, 4)]
    const { clearSkyIndex, basis, steps } = forecastDay({ dayMs, nowMs, clearKw, loadKw, measured, usualIndex: 0.7 })
    expect(basis).toBe('last hour')
    expect(clearSkyIndex).toBeCloseTo(0.4, 6)
    expect(steps).toHaveLength(96)
    const noon = steps.find(({ endMs }) => endMs === START_MS + 12.5 * HOUR_MS)
    expect(noon?.generationKw).toBeCloseTo(0.4 * (noon?.clearKw ?? 0), 9)
  })

  it('forecasts nothing that is past, and the clear sky for all of the day', () => {
    const nowMs = START_MS + 11 * HOUR_MS + 60_000
    const { steps } = forecastDay({ dayMs, nowMs, clearKw, loadKw, measured: [], usualIndex: 0.7 })
    for (const { endMs, generationKw, loadKw: expectedKw } of steps) {
      expect([generationKw === null, expectedKw === null]).toEqual([endMs <= nowMs, endMs <= nowMs])
    }
    expect(steps.filter(({ clearKw: kw }) => kw > 0).length).toBeGreaterThan(44)
  })

  it('falls back on the climate before the sun has told anything', () => {
    const nowMs = START_MS + 5 * HOUR_MS
    const measured = measuredBefore(nowMs, 0)
    expect(forecastDay({ dayMs, nowMs, clearKw, loadKw, measured, usualIndex: 0.7 })).toMatchObject({
      basis: 'climate',
      clearSkyIndex: 0.7,
    })
  })

  it('is never above the clear sky or the inverters, never negative, and nothing without sun', () => {
    const power = fc.record({
      hoursAgo: fc.double({ min: 0.1, max: 3, noNaN: true }),
      kw: fc.double({ min: 0, max: 1e4, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 96 }),
        fc.array(power, { maxLength: 5 }),
        fc.double({ min: -1, max: 3, noNaN: true }),
        (quarter, powers, usualIndex) => {
          const nowMs = START_MS + quarter * STEP_MS
          const measured = powers.map(({ hoursAgo, kw }) => {
            const toMs = nowMs - (hoursAgo - 0.1) * HOUR_MS
            return { fromMs: toMs - STEP_MS, toMs, kw }
          })
          for (const step of forecastDay({ dayMs, nowMs, clearKw, loadKw, measured, usualIndex }).steps) {
            const generationKw = step.generationKw ?? 0
            expect(generationKw).toBeGreaterThanOrEqual(0)
            expect(generationKw).toBeLessThanOrEqual(step.clearKw)
            expect(step.clearKw).toBeLessThanOrEqual(ratedKw)
            if (step.endMs <= Number(sunriseMs) || step.endMs - STEP_MS >= Number(sunsetMs))
              expect(generationKw).toBe(0)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
