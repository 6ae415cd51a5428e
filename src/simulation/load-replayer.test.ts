import { describe, expect, it } from 'vitest'
import { type LoadReplay, parseLoadCsv } from '../physics/load/load-replay.ts'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { LoadReplayer } from './load-replayer.ts'

const HOUR_MS = 3_600_000
const inputs = testInputs({ meters: 100, intervalSeconds: 900 })
const { fleet } = inputs

/** A recording from rows of hour, number of the meter and kW. */
function recording(...rows: readonly (readonly [hour: number, meter: number, kw: number])[]): LoadReplay {
  const lines = rows.map(
    ([hour, meter, kw]) => `${new Date(START_MS + hour * HOUR_MS).toISOString()},${fleet.meter(meter).meterId},${kw}`,
  )
  const known = new Set(Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).meterId))
  return parseLoadCsv(['timestamp,meter_id,kw', ...lines].join('\n'), 'load.csv', known)
}

describe('LoadReplayer', () => {
  it('finds the recorded meters in fleet order, whatever the order of the file', () => {
    const replayer = new LoadReplayer(fleet, recording([0, 70, 3], [0, 2, 1], [1, 2, 2], [1, 70, 4]))
    expect([...replayer.meters]).toEqual([2, 70])
    const out = new Float64Array(2)
    replayer.meanKw(START_MS, START_MS + HOUR_MS, out)
    expect([...out]).toEqual([1, 3])
  })

  it('gives means over the interval, and no number where the recording does not cover it', () => {
    const replayer = new LoadReplayer(fleet, recording([0, 5, 1], [1, 5, 3]))
    const out = new Float64Array(1)
    replayer.meanKw(START_MS + HOUR_MS / 2, START_MS + 1.5 * HOUR_MS, out)
    expect(out[0]).toBe(2)
    replayer.meanKw(START_MS - HOUR_MS / 4, START_MS + HOUR_MS / 4, out)
    expect(out[0]).toBeNaN()
    replayer.meanKw(START_MS + 2 * HOUR_MS, START_MS + 2.25 * HOUR_MS, out)
    expect(out[0]).toBeNaN()
  })

  it('replays nobody without a recording', () => {
    expect(new LoadReplayer(fleet, null).meters).toHaveLength(0)
  })
})

describe('a replayed load', () => {
  it('replaces the model where it was recorded and changes nothing else', () => {
    const loadReplay = recording([1, 5, 2.5], [2, 5, 0], [1, 50, 7.1234567], [2, 50, 0.4])
    const modelled = new TestEngine(inputs, START_MS)
    const replayed = new TestEngine({ ...inputs, loadReplay }, START_MS)
    for (let tick = 1; tick <= 16; tick++) {
      modelled.advance()
      replayed.advance()
      const expected = modelled.memory.columns.consumed.slice()
      const hour = Math.floor((tick - 1) / 4)
      if (hour === 1) {
        // A quarter of an hour of 2.5 kW, and of 7.1234567 kW rounded to the milliwatt-hour.
        expected[5] = 625_000
        expected[50] = 1_780_864
      } else if (hour === 2) {
        expected[5] = 0
        expected[50] = 100_000
      }
      expect(replayed.memory.columns.consumed).toEqual(expected)
      expect(replayed.memory.columns.generated).toEqual(modelled.memory.columns.generated)
    }
    // The model's memory goes on behind a recording, so that the load takes up again where it would have been.
    expect(replayed.memory.state.fastNoise).toEqual(modelled.memory.state.fastNoise)
  })

  it('reaches its meter whichever range the meter is in', () => {
    const loadReplay = recording([0, 5, 2.5], [1, 5, 0], [0, 50, 7], [1, 50, 0.4], [0, 99, 1], [1, 99, 1])
    const cut: ConstructorParameters<typeof TestEngine>[2] = ({ batteryStart }) =>
      [0, 1, 2].map((f) => ({
        feeders: [f, f + 1] as const,
        meters: [40 * f, Math.min(100, 40 * f + 40)] as const,
        batteries: [batteryStart[f], batteryStart[f + 1]] as const,
      }))
    const engine = new TestEngine({ ...inputs, loadReplay }, START_MS, cut)
    engine.advance()
    const { consumed } = engine.memory.columns
    expect([consumed[5], consumed[50], consumed[99]]).toEqual([625_000, 1_750_000, 250_000])
  })
})
