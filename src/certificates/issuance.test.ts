import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addGeneration,
  closeInterval,
  createIssuanceState,
  createIssues,
  type IssuanceState,
  UNIT_WH,
} from './issuance.ts'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2025, 0, 1)

interface Row {
  readonly meter: number
  readonly start: number
  readonly end: number
  readonly from: number
}

/** Closes the hour after the last one. */
function close(state: IssuanceState, unitWh: number = UNIT_WH.wh): Row[] {
  const issues = createIssues(state.lastSerial.length)
  const [startMs] = state.closedMs
  closeInterval(state, startMs, startMs + HOUR_MS, unitWh, issues)
  return Array.from({ length: issues.size }, (_, i) => ({
    meter: issues.meter[i],
    start: issues.serialStart[i],
    end: issues.serialEnd[i],
    from: (issues.intervalStartMs[i] - START_MS) / HOUR_MS,
  }))
}

const add = (state: IssuanceState, ...milliWh: number[]) =>
  addGeneration(state, Float64Array.of(1000, 1000, 0), Float64Array.from(milliWh))

describe('issuance', () => {
  it('numbers whole watt-hours and carries fractions over', () => {
    const state = createIssuanceState(3, START_MS)
    add(state, 1500, 999, 5000)
    add(state, 1499, 0, 5000)
    expect(close(state)).toEqual([{ meter: 0, start: 1, end: 2, from: 0 }])
    expect([...state.pendingMilliWh]).toEqual([999, 999, 0])
    add(state, 1, 1, 5000)
    expect(close(state)).toEqual([
      { meter: 0, start: 3, end: 3, from: 1 },
      { meter: 1, start: 1, end: 1, from: 1 },
    ])
    expect(close(state)).toEqual([])
    expect([...state.pendingMilliWh]).toEqual([0, 0, 0])
  })

  it('never certifies a meter that is not eligible', () => {
    const state = createIssuanceState(3, START_MS)
    add(state, 0, 0, 1e9)
    expect(close(state)).toEqual([])
    expect(state.pendingMilliWh[2]).toBe(0)
  })

  it('loses nothing over the end of a day and a leap year', () => {
    const state = createIssuanceState(3, START_MS)
    let certified = 0
    for (let hour = 0; hour < 366 * 24; hour++) {
      add(state, 333, 0, 0)
      certified += close(state).reduce((sum, { start, end }) => sum + end - start + 1, 0)
    }
    // 8784 · 0.333 Wh = 2925.072 Wh.
    expect(certified).toBe(2925)
    expect(state.pendingMilliWh[0]).toBe(72)
  })

  it('issues whole megawatt-hours for the time since the last one', () => {
    const state = createIssuanceState(3, START_MS)
    const unit = UNIT_WH.mwh
    add(state, 999_999_999, 0, 0)
    expect(close(state, unit)).toEqual([])
    add(state, 1, 2_500_000_000, 0)
    expect(close(state, unit)).toEqual([
      { meter: 0, start: 1, end: 1_000_000, from: 0 },
      { meter: 1, start: 1, end: 2_000_000, from: 0 },
    ])
    add(state, 0, 500_000_000, 0)
    expect(close(state, unit)).toEqual([{ meter: 1, start: 2_000_001, end: 3_000_000, from: 2 }])
  })

  it('closes no interval twice', () => {
    const state = createIssuanceState(1, START_MS)
    const issues = createIssues(1)
    const again = () => closeInterval(state, START_MS, START_MS + HOUR_MS, 1, issues)
    again()
    state.pendingMilliWh[0] = 5000
    expect(again).toThrow(RangeError)
    expect(() => closeInterval(state, START_MS + HOUR_MS - 1, START_MS + 2 * HOUR_MS, 1, issues)).toThrow(RangeError)
    expect(() => closeInterval(state, START_MS + HOUR_MS, START_MS + HOUR_MS, 1, issues)).toThrow(RangeError)
    expect(state.lastSerial[0]).toBe(0)
    expect(state.pendingMilliWh[0]).toBe(5000)
  })

  it('certifies all eligible generation but less than a unit, in ranges without gaps, also after a restart', () => {
    const hour = fc.array(fc.tuple(fc.nat(5_000_000), fc.nat(1200), fc.nat(9000)), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 12 }), fc.nat(12), fc.constantFrom(1, 1000), (hours, stop, unitWh) => {
        let state = createIssuanceState(3, START_MS)
        const generated = [0, 0]
        const last = [0, 0]
        hours.forEach((slots, index) => {
          if (index === stop) state = structuredClone(state)
          for (const slot of slots) {
            add(state, ...slot)
            generated[0] += slot[0]
            generated[1] += slot[1]
          }
          for (const { meter, start, end } of close(state, unitWh)) {
            expect(start).toBe(last[meter] + 1)
            expect((end - start + 1) % unitWh).toBe(0)
            last[meter] = end
          }
          for (const meter of [0, 1]) {
            expect(state.lastSerial[meter]).toBe(last[meter])
            expect(last[meter] * 1000 + state.pendingMilliWh[meter]).toBe(generated[meter])
            expect(state.pendingMilliWh[meter]).toBeLessThan(unitWh * 1000)
          }
        })
      }),
      { numRuns: 200 },
    )
  })
})
