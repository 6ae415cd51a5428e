import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { streamPath } from '../journal/journal-streams.ts'
import { executeRun } from './run.ts'
import { RunFolder } from './run-folder.fixture.ts'
import { type RunInputs, runEmissions } from './run-inputs.ts'
import { openSlotJournal } from './slot-journal.ts'

const MINUTE_MS = 60_000
const tradeSchema = z.object({ energy: z.number(), carbon_offset: z.number() })

let folder: RunFolder
beforeEach(() => {
  folder = new RunFolder()
})
afterEach(() => folder.remove())

/** Runs a batch and returns the trades of each slot, by the slot's end. */
async function tradesOf(inputs: RunInputs): Promise<Map<string, z.infer<typeof tradeSchema>[]>> {
  const { simulation } = await executeRun({
    inputs,
    clock: { wallMs: () => 0, monotonicMs: () => 0, sleep: async () => {} },
    signal: new AbortController().signal,
    openSlots: openSlotJournal,
    observer: { onTick: () => {}, onWaiting: () => {}, onNotice: () => {} },
  })
  await simulation.close()
  const trades = new Map<string, z.infer<typeof tradeSchema>[]>()
  for (const line of readFileSync(streamPath(inputs.settings.outputFile, 'trades'), 'utf8').trim().split('\n')) {
    const value: unknown = JSON.parse(line)
    const { timestamp } = z.object({ timestamp: z.string() }).parse(value)
    trades.set(timestamp, [...(trades.get(timestamp) ?? []), tradeSchema.parse(value)])
  }
  return trades
}

describe('the carbon of trades', () => {
  it('is of the mean factor over the part of the slot that the run covers, and of what sellers generated', async () => {
    const startMs = Date.parse('2025-03-10T12:07:00+07:00')
    const rows = ['2025-03-10T12:00:00+07:00,0.4', '2025-03-10T12:10:00+07:00,0.6', '2025-03-10T13:00:00+07:00,0.6']
    const emissionText = ['timestamp,kg_per_kwh', ...rows].join('\n')
    const inputs = folder.inputs({ meters: 40, intervalSeconds: 60, startMs, durationMs: 23 * MINUTE_MS })
    const emissions = runEmissions(inputs.settings, emissionText)
    const trades = await tradesOf({ ...inputs, emissionText, emissions })
    expect([...trades.keys()]).toEqual(['2025-03-10T05:15:00Z', '2025-03-10T05:30:00Z'])
    // Three minutes at 0.4 and five at 0.6.
    for (const [end, factor] of [
      ['2025-03-10T05:15:00Z', 0.525],
      ['2025-03-10T05:30:00Z', 0.6],
    ] as const) {
      const ofSlot = trades.get(end) ?? []
      const shares = ofSlot.map(({ energy, carbon_offset }) => carbon_offset / (energy * factor))
      // At noon arrays sell, each within its generation; kilograms have six decimals.
      expect(Math.max(...shares)).toBeCloseTo(1, 3)
      for (const [i, { energy, carbon_offset }] of ofSlot.entries()) {
        expect(carbon_offset).toBeLessThanOrEqual(energy * factor + 1e-6)
        expect(shares[i]).toBeGreaterThanOrEqual(0)
      }
    }
  })
})
