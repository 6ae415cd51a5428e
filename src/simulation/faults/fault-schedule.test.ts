import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAULT_KINDS } from '../../config/fault-vocabulary.ts'
import { parseFaultsFile } from '../../config/faults-file.ts'
import { Random } from '../../random/random.ts'
import { testInputs } from '../../run/run-inputs.fixture.ts'
import { FAULT_BIT, type FaultPlan, planFaults } from './fault-plan.ts'
import { FaultSchedule } from './fault-schedule.ts'

const START = '2025-03-10T00:00:00+07:00'
const START_MS = Date.parse(START)
const { fleet } = testInputs({ meters: 20 })
const IDS = new Set(Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).meterId))
const DAY = 96

function planOf(document: object): FaultPlan {
  return planFaults(parseFaultsFile(JSON.stringify(document), 'faults.json', IDS), fleet, START_MS, 900)
}

/** The masks of a range at each of some ticks. */
function masks(plan: FaultPlan, from: number, to: number, first: number, last: number): number[][] {
  const schedule = new FaultSchedule(plan, new Random(7), from, to)
  const all: number[][] = []
  for (let tick = first; tick <= last; tick++) {
    schedule.advance(tick)
    all.push(Array.from(schedule.active))
  }
  return all
}

const RANDOM = planOf({
  random: FAULT_KINDS.map((kind) => ({ kind, per_meter_and_day: 0.2, shortest: '15m', longest: '3d' })),
})

describe('a given fault', () => {
  const at = (from: string, duration: string, meter: unknown = 'AMI_METER_003') =>
    planOf({ faults: [{ kind: 'stuck', meter_id: meter, from, duration }] })

  it('acts on every interval it shares a moment with', () => {
    // Intervals end at 00:15, 00:30, …: from 00:20 to 00:45 are the second and the third.
    const active = masks(at('2025-03-10T00:20:00+07:00', '25m'), 0, 20, 1, 5).map((row) => row[2])
    expect(active).toEqual([0, FAULT_BIT.stuck, FAULT_BIT.stuck, 0, 0])
    const short = masks(at('2025-03-10T00:20:00+07:00', '1s'), 0, 20, 1, 3).map((row) => row[2])
    expect(short).toEqual([0, FAULT_BIT.stuck, 0])
  })

  it('that began before the run acts from its first tick', () => {
    expect(masks(at('2025-03-09T00:00:00Z', '1d'), 0, 20, 1, 1)[0][2]).toBe(FAULT_BIT.stuck)
  })

  it('acts on its meters and no others', () => {
    const [row] = masks(at(START, '1d', ['AMI_METER_009', 'AMI_METER_002']), 0, 20, 1, 1)
    expect(row.flatMap((mask, i) => (mask === 0 ? [] : [i]))).toEqual([1, 8])
    expect(masks(at(START, '1d', '*'), 5, 9, 1, 1)[0]).toEqual([1, 1, 1, 1].map(() => FAULT_BIT.stuck))
  })

  it('tells what it does and since when', () => {
    const schedule = new FaultSchedule(at('2025-03-10T01:00:00+07:00', '1h'), new Random(1), 0, 20)
    schedule.advance(6)
    expect(schedule.episode(2, 'stuck')).toMatchObject({ meter: 2, fromTick: 5, untilTick: 9 })
    expect(schedule.episode(2, 'gap')).toBeUndefined()
  })
})

describe('random faults', () => {
  it('begin about as often as they should, and last as long', () => {
    const plan = planOf({ random: [{ kind: 'gap', per_meter_and_day: 0.25, shortest: '30m', longest: '30m' }] })
    const rows = masks(plan, 0, 20, 1, 100 * DAY)
    const ticks = rows.reduce((sum, row) => sum + row.filter((mask) => mask !== 0).length, 0)
    // 500 faults of two ticks are expected, with a standard deviation of 19; the seed is fixed.
    expect(ticks / 2).toBeGreaterThan(440)
    expect(ticks / 2).toBeLessThan(560)
  })

  it('never begin with no chance, every day with a chance of one', () => {
    const of = (chance: number) =>
      planOf({ random: [{ kind: 'gap', per_meter_and_day: chance, shortest: '15m', longest: '15m' }] })
    expect(
      masks(of(0), 0, 20, 1, 10 * DAY)
        .flat()
        .some((mask) => mask !== 0),
    ).toBe(false)
    const days = masks(of(1), 3, 4, 1, 10 * DAY).map(([mask]) => mask)
    for (let day = 0; day < 10; day++) expect(days.slice(day * DAY, (day + 1) * DAY)).toContain(FAULT_BIT.gap)
  })

  it('are the same from whatever tick they are followed, and however the fleet is split', () => {
    const whole = masks(RANDOM, 0, 20, 1, 8 * DAY)
    expect(whole.flat().filter((mask) => mask !== 0).length).toBeGreaterThan(100)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 * DAY }), fc.integer({ min: 1, max: 19 }), (first, cut) => {
        const left = masks(RANDOM, 0, cut, first, 8 * DAY)
        const right = masks(RANDOM, cut, 20, first, 8 * DAY)
        expect(left.map((row, k) => [...row, ...right[k]])).toEqual(whole.slice(first - 1))
      }),
      { numRuns: 20 },
    )
  })
})
