import { describe, expect, it } from 'vitest'
import { type FaultyReading, faultyRun, type TestFault } from './faulty-run.fixture.ts'
import type { QualityReason } from './quality-reasons.ts'

/** A workshop with an array and a battery, and a building with neither. */
const HYBRID = 3
const CONSUMER = 6
const MORNING = 8

const run = (faults: readonly TestFault[], meter = HYBRID, ticks = 16) =>
  faultyRun({ meter, hour: MORNING, ticks, faults })
const reasonsAt = (readings: readonly FaultyReading[], tick: number): readonly QualityReason[] =>
  readings[tick - 1].reasons
/** Ticks whose reading has reasons. */
const flagged = (readings: readonly FaultyReading[]): number[] =>
  readings.flatMap(({ reasons }, k) => (reasons.length > 0 ? [k + 1] : []))

describe('meters without a fault', () => {
  it('are written as they were, also when faults of others are looked for', () => {
    const { readings, others, summary } = run([])
    expect(others).toEqual([])
    for (const { truth, written, reasons } of readings) {
      expect(written).toEqual(truth)
      expect(reasons).toEqual([])
    }
    expect(summary).toMatchObject({ good: 16 * 25, estimated: 0, suspect: 0, reasons: {}, faults: {} })
  })
})

describe('a gap', () => {
  const { readings, summary, others } = run([{ kind: 'gap', first: 5, last: 8 }])

  it('leaves estimates that balance, of the load and the sun, with the registers standing still', () => {
    expect(flagged(readings)).toEqual([5, 6, 7, 8])
    for (const tick of [5, 6, 7, 8]) {
      const { reasons, written, truth } = readings[tick - 1]
      expect(reasons).toEqual(['missing'])
      expect(written.consumed + written.charged - written.generated - written.discharged).toBe(
        written.imported - written.exported,
      )
      expect(written.generated).toBeCloseTo(truth.generated, -1)
      expect(written.consumed / truth.consumed).toBeGreaterThan(0.6)
      expect(written.consumed / truth.consumed).toBeLessThan(1.6)
      expect(written.importRegister).toBe(readings[3].written.importRegister)
      expect(written.generationRegister).toBe(readings[3].written.generationRegister)
      expect(written.voltage).toBe(readings[3].written.voltage)
    }
  })

  it('costs nothing of the registers', () => {
    expect(readings[8].written).toEqual(readings[8].truth)
  })

  it('is found, and blames nobody else', () => {
    expect(others).toEqual([])
    expect(summary.faults?.gap?.episodes).toEqual({
      faulty: 1,
      found: 1,
      flagged: 1,
      justified: 1,
      recall: 1,
      precision: 1,
    })
    expect(summary.faults?.gap?.readings).toMatchObject({ faulty: 4, found: 4, flagged: 4, justified: 4 })
  })
})

describe('an outage', () => {
  it('is missing energy in the registers for ever', () => {
    const { readings } = run([{ kind: 'outage', first: 5, last: 8 }])
    expect(flagged(readings)).toEqual([5, 6, 7, 8])
    const lost = readings.slice(4, 8).reduce((sum, { truth }) => sum + truth.generated, 0)
    const { truth, written } = readings[15]
    expect(truth.generationRegister - written.generationRegister).toBe(lost)
    expect({ ...written, importRegister: 0, exportRegister: 0, generationRegister: 0 }).toEqual({
      ...truth,
      importRegister: 0,
      exportRegister: 0,
      generationRegister: 0,
    })
  })

  it('from the first tick is estimated from what is known of the meter', () => {
    const { readings } = run([{ kind: 'outage', first: 1, last: 2 }])
    const { written, reasons } = readings[0]
    expect(reasons).toEqual(['missing'])
    expect([written.importRegister, written.exportRegister, written.voltage]).toEqual([0, 0, 230])
    expect(written.stateOfCharge).toBe(50)
    expect(reasonsAt(readings, 3)).toEqual([])
  })
})

describe('a spike', () => {
  it.each([
    ['consumption', 10, ['energy_imbalance']],
    ['consumption', 1.02, ['energy_imbalance']],
    ['generation', 3, ['energy_imbalance', 'out_of_range', 'register_mismatch']],
    ['voltage', 1.3, ['out_of_range', 'rate_of_change']],
  ])('of the %s by %d shows', (channel, factor, expected) => {
    const { readings, summary } = run([{ kind: 'spike', first: 6, last: 6, channel, factor }])
    expect(reasonsAt(readings, 6)).toEqual(expect.arrayContaining(expected))
    expect(summary.faults?.spike?.readings).toMatchObject({ faulty: 1, found: 1 })
    const { truth, written } = readings[6]
    expect(written).toEqual(truth)
  })

  it('of what is zero is none', () => {
    const { summary } = run([{ kind: 'spike', first: 6, last: 6, channel: 'generation' }], CONSUMER)
    expect(summary).toMatchObject({ suspect: 0, faults: {} })
  })
})

describe('a stuck meter', () => {
  it('repeats itself, with registers that stand still', () => {
    const { readings } = run([{ kind: 'stuck', first: 5, last: 7 }])
    for (const tick of [5, 6, 7]) {
      expect(reasonsAt(readings, tick)).toEqual(['stuck', 'register_mismatch'])
      expect(readings[tick - 1].written).toEqual(readings[3].written)
    }
    expect(flagged(readings)).toEqual([5, 6, 7])
  })
})

describe('a clock that is wrong', () => {
  it.each([
    [90, ['clock_error']],
    [-90, ['clock_error']],
    [1, []],
  ])('by %d s is told by its messages', (seconds, expected) => {
    const { readings, summary } = run([{ kind: 'clock_skew', first: 5, last: 5, seconds }])
    expect(reasonsAt(readings, 5)).toEqual(expected)
    expect(summary.faults?.clock_skew?.readings.faulty).toBe(1)
  })
})

describe('messages', () => {
  it('that come twice count once', () => {
    const { readings } = run([{ kind: 'duplicate', first: 5, last: 5 }])
    expect(flagged(readings)).toEqual([5])
    expect(reasonsAt(readings, 5)).toEqual(['duplicate'])
    for (const { truth, written } of readings) expect(written).toEqual(truth)
  })

  it('that come one tick late leave an estimate, and are told by the next', () => {
    const { readings, summary } = run([{ kind: 'out_of_order', first: 5, last: 6 }])
    expect([4, 5, 6, 7, 8].map((tick) => reasonsAt(readings, tick))).toEqual([
      [],
      ['missing'],
      ['missing', 'out_of_order'],
      ['out_of_order'],
      [],
    ])
    // The late message brought its registers.
    expect(readings[5].written.importRegister).toBe(readings[4].truth.importRegister)
    expect(readings[6].written).toEqual(readings[6].truth)
    expect(summary.faults?.out_of_order?.episodes).toMatchObject({ faulty: 1, found: 1, flagged: 1, justified: 1 })
  })
})

describe('tampering', () => {
  it('that sets registers back is told once; the published ones go on', () => {
    // By then the meter has imported more than the 50 kWh.
    const { readings } = faultyRun({
      meter: CONSUMER,
      hour: MORNING,
      ticks: 20,
      faults: [{ kind: 'tamper', first: 12, last: 12, scale: 1, set_back_kwh: 50 }],
    })
    expect(reasonsAt(readings, 12)).toContain('register_regression')
    expect(flagged(readings)).toEqual([12])
    for (const { truth, written } of readings) expect(written).toEqual(truth)
  })

  it('and theft show at once when they take much, and balance', () => {
    for (const fault of [{ kind: 'theft', share: 0.5 } as const, { kind: 'tamper', scale: 0.5 } as const]) {
      const { readings, summary, others } = run([{ ...fault, first: 5, last: 12 }], CONSUMER)
      expect(flagged(readings)).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
      expect(reasonsAt(readings, 8)).toEqual(['consumption_anomaly'])
      const { truth, written } = readings[7]
      expect(written.consumed).toBe(Math.round(truth.consumed * 0.5))
      expect(written.imported - written.exported).toBe(
        written.consumed + written.charged - written.generated - written.discharged,
      )
      expect(summary.faults?.[fault.kind]?.readings).toMatchObject({ recall: 1, precision: 1 })
      expect(others).toEqual([])
    }
  })

  it('of a fifth shows in the step, by what the transformer delivered more than its meters counted', () => {
    const { readings, others } = run([{ kind: 'theft', share: 0.2, first: 5, last: 14 }], CONSUMER)
    expect(flagged(readings)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    expect(reasonsAt(readings, 8)).toEqual(['consumption_anomaly'])
    expect(others).toEqual([])
  })
})

describe('a drift', () => {
  it('shows in the sun once it is beyond what meter and sensor leave', () => {
    const { readings } = run([{ kind: 'drift', first: 1, last: 16, percent_per_day: 100 }])
    const first = 1 + readings.findIndex(({ reasons }) => reasons.includes('generation_anomaly'))
    // 100 % a day are 1.04 % per interval: past 6 % with the sixth at the latest.
    expect(first).toBeGreaterThan(3)
    expect(first).toBeLessThanOrEqual(7)
    expect(reasonsAt(readings, 12)).toContain('generation_anomaly')
  })
})
