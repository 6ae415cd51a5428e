import { describe, expect, it } from 'vitest'
import { UNCONTROLLED_DER } from '../../simulation/commands/command.ts'
import type { AlertChange } from './alert.ts'
import { CampusJudge } from './campus-judge.ts'
import { BATTERY, CAMPUS, INTERVAL_HOURS, INTERVAL_MS, MISSING, reading, SOLAR, START_MS } from './judged.fixture.ts'
import type { JudgedMeter, JudgedReading } from './judged-campus.ts'

type Changes = Partial<JudgedReading>

/** What comes of the readings of one meter, as rule, first and last tick that was wrong. */
function found(
  meter: JudgedMeter,
  days: readonly (readonly [ticks: number, changes: Changes])[],
  judge = judgeOf(meter),
) {
  let tick = 0
  for (const [ticks, changes] of days) {
    for (let k = 0; k < ticks; k++) judge.takeReading(reading(++tick, meter, changes))
  }
  return judge.takeChanges().map(plain)
}

function judgeOf(meter: JudgedMeter): CampusJudge {
  return new CampusJudge(CAMPUS, [meter])
}

function plain({ alert: { rule, startMs, value, limit, unit }, foundMs, endMs }: AlertChange) {
  const tick = (ms: number) => (ms - START_MS) / INTERVAL_MS
  const at = { start: tick(startMs), found: tick(foundMs), end: endMs === null ? null : tick(endMs) }
  return [rule, at, `${value} of ${limit} ${unit}`] as const
}

describe('no data', () => {
  it.each<[string, number, number]>([
    ['two intervals are no matter', 2, 0],
    ['three are', 3, 2],
  ])('%s', (_, missing, changes) => {
    expect(
      found(BATTERY, [
        [3, {}],
        [missing, MISSING],
        [3, {}],
      ]),
    ).toHaveLength(changes)
  })

  it('begins with the first that is missing and ends with the first that comes', () => {
    expect(
      found(BATTERY, [
        [3, {}],
        [5, MISSING],
        [3, {}],
      ]),
    ).toEqual([
      ['no_data', { start: 4, found: 6, end: null }, '15 of 15 min'],
      ['no_data', { start: 4, found: 9, end: 9 }, '15 of 15 min'],
    ])
  })

  it('waits five minutes where intervals are short', () => {
    const judge = new CampusJudge({ ...CAMPUS, intervalMs: 15_000 }, [BATTERY])
    const take = (second: number): void =>
      judge.takeReading({
        ...reading(0, BATTERY, MISSING),
        timestamp: new Date(START_MS + second * 1000).toISOString(),
      })
    for (let second = 15; second <= 285; second += 15) take(second)
    expect(judge.takeChanges()).toEqual([])
    take(300)
    expect(judge.takeChanges()).toHaveLength(1)
  })
})

describe('voltage', () => {
  it.each<[number, string[]]>([
    [206, ['voltage_low']],
    [207.1, []],
    [252.9, []],
    [254, ['voltage_high']],
  ])('of %f V', (voltage, rules) => {
    expect(found(SOLAR, [[2, { voltage }]]).map(([rule]) => rule)).toEqual(rules)
  })

  it('is a mean of ten minutes and ends a hundredth inside', () => {
    expect(
      found(SOLAR, [
        [1, { voltage: 250 }],
        [1, { voltage: 260 }],
        [2, { voltage: 252 }],
        [2, { voltage: 250 }],
      ]),
    ).toEqual([
      ['voltage_high', { start: 0, found: 2, end: null }, '255 of 253 V'],
      ['voltage_high', { start: 0, found: 6, end: 4 }, '255 of 253 V'],
    ])
  })

  it('is not judged where it was not measured, or not by a sound meter', () => {
    const wrong: Changes = { voltage: 400, quality: 'suspect', quality_reasons: ['out_of_range'] }
    expect(found(SOLAR, [[4, wrong]])).toEqual([])
    expect(found(SOLAR, [[2, { voltage: 400, ...MISSING }]])).toEqual([])
  })
})

describe('generation', () => {
  const share = (of: number, irradiance: number): Changes => ({
    irradiance,
    energy_generated: of * Math.min(100 * (irradiance / 1000), 80) * INTERVAL_HOURS,
  })

  it.each<[string, Changes, number]>([
    ['half of what light and inverter allow is enough', share(0.5, 1000), 0],
    ['less is not', share(0.49, 1000), 1],
    ['rain is no fault', share(0.8, 120), 0],
    ['nor is an inverter that hardly starts in little light', share(0.1, 199), 0],
    ['nor night', { irradiance: 0, energy_generated: 0 }, 0],
    ['nothing in sun is', share(0, 600), 1],
    ['what was estimated says nothing', { ...share(0, 600), quality: 'estimated' }, 0],
    ['nor what is taken off the grid', { ...share(0, 600), grid_connection_status: 'Disconnected' }, 0],
  ])('%s', (_, changes, alerts) => {
    expect(found(SOLAR, [[12, changes]])).toHaveLength(alerts)
  })

  it('stays wrong over night and is right when the sun says so', () => {
    const night: Changes = { irradiance: 0, energy_generated: 0 }
    expect(
      found(SOLAR, [
        [12, share(0.2, 800)],
        [24, night],
        [12, share(0.55, 800)],
        [12, share(0.8, 800)],
      ]),
    ).toEqual([
      ['generation_low', { start: 0, found: 12, end: null }, '20 of 50 %'],
      ['generation_low', { start: 0, found: 60, end: 48 }, '20 of 50 %'],
    ])
  })

  it('that was told to be low is no fault, until nothing is told any more', () => {
    const judge = judgeOf(SOLAR)
    judge.takeControl({ meterId: 'SOLAR', fromMs: START_MS, control: { ...UNCONTROLLED_DER, maxLimit: 0.1 } })
    judge.takeControl({ meterId: 'SOLAR', fromMs: START_MS + 12 * INTERVAL_MS, control: null })
    expect(found(SOLAR, [[24, share(0.1, 1000)]], judge)).toEqual([
      ['generation_low', { start: 12, found: 24, end: null }, '10 of 50 %'],
    ])
  })
})

describe('battery', () => {
  /** A quarter of an hour of charging [kWh each interval] that ends at a level. */
  const charging = (kwh: number, level: number): [number, Changes] => [
    3,
    { battery_charged: kwh, battery_level: level },
  ]

  it('keeps what flows into it', () => {
    expect(found(BATTERY, [charging(0, 50), charging(4, 61.4), charging(4, 72.8)])).toEqual([])
  })

  it('is at fault when it does not', () => {
    expect(found(BATTERY, [charging(0, 50), charging(4, 50), charging(4, 61.4)])).toEqual([
      ['battery_fault', { start: 3, found: 6, end: null }, '11.4 of 4.6 kWh'],
      ['battery_fault', { start: 3, found: 9, end: 6 }, '11.4 of 4.6 kWh'],
    ])
  })

  it.each([
    [8.1, 0],
    [7.9, 1],
    [92, 0],
    [92.1, 1],
  ])('at %f %% of its charge', (level, alerts) => {
    expect(found(BATTERY, [charging(0, level)])).toHaveLength(alerts)
  })

  it.each<[string, number, Changes, number]>([
    ['does not charge', -1, {}, 1],
    ['charges', -1, { battery_charged: 1, battery_level: 50 }, 0],
    ['is full', -1, { battery_level: 86 }, 0],
    ['does not discharge', 0.5, { battery_charged: 1 }, 1],
    ['is empty', 0.5, { battery_level: 14 }, 0],
  ])('that is told to and %s', (_, fixedPower, changes, alerts) => {
    const judge = judgeOf(BATTERY)
    judge.takeControl({ meterId: 'BATTERY', fromMs: START_MS, control: { ...UNCONTROLLED_DER, fixedPower } })
    expect(found(BATTERY, [[3, changes]], judge)).toHaveLength(alerts)
  })
})

describe('suspect data', () => {
  const suspect: Changes = { quality: 'suspect', quality_reasons: ['consumption_anomaly'] }

  it.each([
    [5, 0],
    [6, 1],
  ])('in %i of 12 readings', (ticks, alerts) => {
    expect(
      found(BATTERY, [
        [ticks, suspect],
        [12 - ticks, {}],
      ]),
    ).toHaveLength(alerts)
  })

  it('does not count what only came twice', () => {
    expect(found(BATTERY, [[12, { quality: 'suspect', quality_reasons: ['duplicate'] }]])).toEqual([])
  })
})
