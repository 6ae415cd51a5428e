import { describe, expect, it } from 'vitest'
import { parseEmissionFactors } from '../certificates/emission-file.ts'
import type { Settings } from '../config/settings.ts'
import { CampusSimulation } from './campus-simulation.ts'
import { START_MS, testInputs, utccCampusFile } from './run-inputs.fixture.ts'

const MINUTE_MS = 60_000

/** Bounds of the slots a simulation closes, as UTC times of day. */
async function slotsOf(changes: Partial<Settings>, startMs: number, ticks: number, timeZone?: string) {
  const campusFile = utccCampusFile()
  const inputs = testInputs({ meters: 3, ...changes }, campusFile)
  const site = timeZone === undefined ? inputs.site : { ...inputs.site, timeZone }
  const simulation = await CampusSimulation.create({ ...inputs, site }, startMs, null)
  if (simulation === null) throw new Error('a new simulation always fits')
  const slots: string[] = []
  for (let tick = 0; tick < ticks; tick++) {
    await simulation.advance()
    const outcome = simulation.slotOutcome
    if (outcome !== null) {
      slots.push([outcome.startMs, outcome.endMs].map((ms) => new Date(ms).toISOString().slice(11, 16)).join(' '))
    }
  }
  await simulation.close()
  return slots
}

describe('the slots of a simulation', () => {
  it('begin with the rest of the one the run begins in, and leave the last one open', async () => {
    const slots = await slotsOf({ intervalSeconds: 60 }, START_MS + 7 * MINUTE_MS, 40)
    expect(slots).toEqual(['17:07 17:15', '17:15 17:30', '17:30 17:45'])
  })

  it('meet where intervals lie across their bounds: an interval belongs to the slot it begins in', async () => {
    const slots = await slotsOf({ intervalSeconds: 600, slotSeconds: 1800 }, START_MS + 7 * MINUTE_MS, 10)
    expect(slots).toEqual(['17:07 17:37', '17:37 18:07', '18:07 18:37'])
  })

  it('are as long as an interval that is longer than them', async () => {
    const slots = await slotsOf({ intervalSeconds: 3600, slotSeconds: 900 }, START_MS + 7 * MINUTE_MS, 3)
    expect(slots).toEqual(['17:07 18:07', '18:07 19:07', '19:07 20:07'])
  })

  it('end where the clocks are changed', async () => {
    const start = Date.parse('2025-03-29T23:00:00Z')
    const slots = await slotsOf({ intervalSeconds: 3600, slotSeconds: 21_600 }, start, 11, 'Europe/Berlin')
    expect(slots).toEqual(['23:00 01:00', '01:00 04:00', '04:00 10:00'])
  })
})

describe('the carbon of trades', () => {
  it('is of the mean factor over the part of the slot that the run covers, and of what sellers generated', async () => {
    const startMs = Date.parse('2025-03-10T12:07:00+07:00')
    const rows = ['2025-03-10T12:00:00+07:00,0.4', '2025-03-10T12:10:00+07:00,0.6', '2025-03-10T13:00:00+07:00,0.6']
    const emissions = parseEmissionFactors(['timestamp,kg_per_kwh', ...rows].join('\n'), 'grid.csv')
    const inputs = testInputs({ meters: 40, intervalSeconds: 60 })
    const simulation = await CampusSimulation.create({ ...inputs, emissions }, startMs, null)
    if (simulation === null) throw new Error('a new simulation always fits')
    const factors: number[] = []
    for (let tick = 0; tick < 23; tick++) {
      await simulation.advance()
      if (simulation.slotOutcome !== null) {
        const { trades } = simulation.slotOutcome.clearing
        const { certified, kgPerKwh } = simulation.tradeCarbon
        expect(certified).toHaveLength(trades.size)
        // At noon arrays sell, each within its generation.
        expect(certified.every((energy, i) => energy >= 0 && energy <= trades.quantity[i])).toBe(true)
        expect(certified.some((energy) => energy > 0)).toBe(true)
        factors.push(kgPerKwh)
      }
    }
    await simulation.close()
    // Three minutes at 0.4 and five at 0.6.
    expect(factors).toEqual([0.525, 0.6])
  })
})
