import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../sink.ts'
import { addReadings, readSums, totalsFields } from './campus-totals.ts'

const METERS = 4

function reading(tick: number, loadKwh: number): JournalRecord {
  const energies = { energy_generated: 0.1, energy_imported: 0, energy_exported: 0.05 }
  const battery = { battery_charged: 0.02, battery_discharged: 0 }
  const timestamp = new Date(Date.UTC(2026, 2, 2) + tick * 15_000).toISOString().replace('.000', '')
  return { timestamp, interval_seconds: 15, energy_consumed: loadKwh, ...energies, ...battery }
}

describe('campus totals', () => {
  it('are complete with the last meter of an interval, however the readings are cut', () => {
    const readings = Array.from({ length: 3 * METERS }, (_, index) => reading(1 + Math.floor(index / METERS), index))
    fc.assert(
      fc.property(fc.nat(readings.length), (cut) => {
        const first = addReadings(null, readings.slice(0, cut), METERS)
        const kept = readSums(JSON.stringify(first.current))
        const second = addReadings(kept, readings.slice(cut), METERS)
        const latest = second.complete ?? first.complete
        expect(latest).toMatchObject({ timestamp: '2026-03-02T00:00:45Z', meters: METERS, load_kwh: 8 + 9 + 10 + 11 })
      }),
    )
  })

  it('are none of an interval on the way', () => {
    expect(addReadings(null, [reading(1, 1), reading(1, 2)], METERS).complete).toBeNull()
  })

  it('are of an interval that lacks meters when the next one begins', () => {
    const { complete } = addReadings(null, [reading(1, 1), reading(1, 2), reading(2, 7)], METERS)
    expect(complete).toMatchObject({ meters: 2, load_kwh: 3 })
  })

  it('have mean powers: 1 kWh in 15 s is 240 kW', () => {
    const { complete } = addReadings(
      null,
      Array.from({ length: METERS }, () => reading(1, 0.25)),
      METERS,
    )
    const fields = complete === null ? new Map() : totalsFields(complete)
    expect(Object.fromEntries(fields)).toMatchObject({
      load_kwh: '1',
      load_kw: '240',
      export_kwh: '0.2',
      generation_kw: '96',
      battery_kw: '19.2',
    })
  })

  it.each([null, 'null', '{}'])('are not read from %j', (text) => {
    expect(readSums(text)).toBeNull()
  })
})
