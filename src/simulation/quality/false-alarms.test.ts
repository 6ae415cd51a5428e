import { describe, expect, it } from 'vitest'
import type { FaultsFile } from '../../config/faults-file.ts'
import { CampusSimulation } from '../../run/campus-simulation.ts'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'

/** Faults are looked for, and there are none. */
const WATCHED: FaultsFile = { faults: [], random: [] }
const HOUR_SECONDS = 3600
const DAY_SECONDS = 86_400
/** Minutes on a busy machine, for tens of millions of checks. */
const TIMEOUT_MS = 300_000

/** What a run without faults is told of its readings. */
async function qualityOf(
  faults: FaultsFile | null,
  seconds: number,
  settings: { meters: number | null; intervalSeconds: number; seed?: number },
) {
  const inputs = { ...testInputs({ ...settings, marketMechanism: 'none' }), faults }
  const simulation = await CampusSimulation.create(inputs, START_MS, null)
  if (simulation === null) throw new Error('a new simulation always fits')
  for (let tick = 0; tick < seconds / settings.intervalSeconds; tick++) await simulation.advance()
  const { good, estimated, suspect, reasons } = simulation.summary().quality
  return { good, estimated, suspect, reasons }
}

/** Nothing but good readings. */
const good = (readings: number) => ({ good: readings, estimated: 0, suspect: 0, reasons: {} })

describe('without faults no reading is doubted', () => {
  it.each([
    ['by the screen', null],
    ['by a head-end that looks for faults', WATCHED],
  ])(
    '%s: a year of the campus, and a day of a thousand homes',
    async (_, faults) => {
      const campus = await qualityOf(faults, 365 * DAY_SECONDS, { meters: null, intervalSeconds: 900 })
      expect(campus).toEqual(good(365 * 96 * 25))
      const homes = await qualityOf(faults, DAY_SECONDS, { meters: 1000, intervalSeconds: 300, seed: 3 })
      expect(homes).toEqual(good(288 * 1000))
    },
    TIMEOUT_MS,
  )

  it(
    'by a head-end that looks for faults: a fortnight of the campus at 15 s, and half a day of 500 homes',
    async () => {
      const campus = await qualityOf(WATCHED, 14 * DAY_SECONDS, { meters: null, intervalSeconds: 15 })
      expect(campus).toEqual(good(14 * 5760 * 25))
      const homes = await qualityOf(WATCHED, 12 * HOUR_SECONDS, { meters: 500, intervalSeconds: 15, seed: 5 })
      expect(homes).toEqual(good(12 * 240 * 500))
    },
    TIMEOUT_MS,
  )
})
