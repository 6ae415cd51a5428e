import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  consumptionTariffIntervalList,
  rateComponentList,
  tariffProfile,
  timeTariffIntervalList,
} from '../../model/pricing.ts'
import { createProgram, entriesOf, fieldOf, programServer } from '../programs.fixture.ts'
import { LFDI_A, NOW, type TestUtility } from '../utility.fixture.ts'
import { tariffPeriods } from './tariff-periods.ts'

let server: TestUtility
let program: string
beforeEach(() => {
  server = programServer()
  program = createProgram(server, 'pricing')
})

const HOUR = 3600
const period = (hour: number, hours: number, purchaseRate: number, feedInRate = 2.2) => ({
  start: NOW + hour * HOUR,
  durationSeconds: hours * HOUR,
  purchaseRate,
  feedInRate,
})

function publish(periods: readonly object[], fields: object = {}): unknown {
  return server.operate('tariffs.publish', { program, currency: 'THB', rateCode: 'TOU', periods, ...fields })
}

/** Prices that hold at a time after now [s], of purchase (1) or feed-in (2), in millionths. */
function pricesAt(after: number, component = 1): (number | undefined)[] {
  server.now = NOW + after
  const { TimeTariffInterval } = server.get(LFDI_A, `${program}/rc/${component}/acttti?l=9`, timeTariffIntervalList)
  return TimeTariffInterval.flatMap(({ ConsumptionTariffIntervalListLink: link }) => {
    const list = server.get(LFDI_A, link?.href ?? '', consumptionTariffIntervalList)
    return list.ConsumptionTariffInterval.map(({ price }) => price)
  })
}

describe('a tariff', () => {
  it('is a profile with a component for each direction', () => {
    publish([period(0, 2, 4.1839)])
    expect(server.get(LFDI_A, program, tariffProfile)).toMatchObject({
      currency: 764,
      pricePowerOfTenMultiplier: -6,
      rateCode: 'TOU',
      serviceCategoryKind: 0,
      RateComponentListLink: { href: `${program}/rc`, all: 2 },
    })
    const components = server.get(LFDI_A, `${program}/rc?l=9`, rateComponentList).RateComponent
    expect(components.map(({ mRID }) => mRID)).toEqual(
      components
        .map(({ mRID }) => mRID)
        .sort()
        .reverse(),
    )
  })

  it('has no components before it is published', () => {
    expect(server.get(LFDI_A, program, tariffProfile).RateComponentListLink).toBeUndefined()
    expect(server.send(LFDI_A, 'GET', `${program}/rc`).status).toBe(404)
  })

  it('has one price at a time, that of its period', () => {
    publish([period(0, 2, 4.1839), period(2, 1, 2.6037)])
    expect([pricesAt(0), pricesAt(2 * HOUR - 1), pricesAt(2 * HOUR), pricesAt(3 * HOUR)]).toEqual([
      [4_183_900],
      [4_183_900],
      [2_603_700],
      [],
    ])
    expect(pricesAt(0, 2)).toEqual([2_200_000])
  })

  it('ranks its tiers by price', () => {
    publish([period(0, 1, 5), period(1, 1, 2), period(2, 1, 5), period(3, 1, 3)])
    const { TimeTariffInterval } = server.get(LFDI_A, `${program}/rc/1/tti?l=9`, timeTariffIntervalList)
    expect(TimeTariffInterval.map(({ touTier }) => touTier)).toEqual([3, 1, 3, 2])
  })

  it('that is published again as it was adds nothing', () => {
    const periods = [period(0, 2, 4), period(2, 2, 3)]
    publish(periods)
    server.now += HOUR
    publish(periods)
    expect(server.get(LFDI_A, `${program}/rc/1/tti`, timeTariffIntervalList).all).toBe(2)
  })

  it('that is published anew takes the place of the one before', () => {
    publish([period(0, 4, 4)])
    publish([period(0, 1, 4), period(1, 2, 9), period(3, 1, 4)])
    expect([pricesAt(0), pricesAt(HOUR), pricesAt(3 * HOUR)]).toEqual([[4_000_000], [9_000_000], [4_000_000]])
  })

  it('of another scale has fewer decimals', () => {
    publish([period(0, 1, 250_000)], { currency: 'IDR' })
    expect(server.get(LFDI_A, program, tariffProfile)).toMatchObject({ currency: 0, pricePowerOfTenMultiplier: -3 })
    expect(pricesAt(0)).toEqual([250_000_000])
  })

  it.each([
    ['overlaps', [period(0, 2, 4), period(1, 2, 4)], {}, 'periods.1.start'],
    ['a currency that is none', [period(0, 2, 4)], { currency: 'baht' }, 'currency'],
    ['no periods', [], {}, 'periods'],
  ])('with %s is refused', (_, periods, fields, field) => {
    expect(() => publish(periods, fields)).toThrow(expect.objectContaining({ field }))
  })
})

describe('a price event', () => {
  const event = (fields: object) => server.operate('prices.create', { program, ...fields })

  it('holds for its time, and the schedule again after it', () => {
    publish([period(0, 8, 4)])
    event({ start: NOW + HOUR, durationSeconds: HOUR, purchaseRate: 12 })
    expect([pricesAt(0), pricesAt(HOUR), pricesAt(2 * HOUR), pricesAt(7 * HOUR)]).toEqual([
      [4_000_000],
      [12_000_000],
      [4_000_000],
      [4_000_000],
    ])
    expect(pricesAt(HOUR, 2)).toEqual([2_200_000])
  })

  it('that is cancelled returns to the schedule at once', () => {
    publish([period(0, 8, 4)])
    const [made] = entriesOf(event({ start: NOW + HOUR, durationSeconds: 2 * HOUR, purchaseRate: 12 }))
    server.now = NOW + 1.5 * HOUR
    server.operate('events.cancel', { event: fieldOf(made, 'mrid') })
    expect([pricesAt(1.5 * HOUR), pricesAt(2.5 * HOUR), pricesAt(4 * HOUR)]).toEqual([[4e6], [4e6], [4e6]])
  })

  it.each([
    ['without a price', { durationSeconds: 60 }, ''],
    ['beyond what the decimals carry', { durationSeconds: 60, purchaseRate: 5000 }, 'purchaseRate'],
  ])('%s is refused', (_, fields, field) => {
    publish([period(0, 8, 4)])
    expect(() => event(fields)).toThrow(expect.objectContaining({ field }))
  })

  it.each([
    ['superseded', () => event({ start: NOW, durationSeconds: 2 * HOUR, purchaseRate: 14 })],
    ['cancelled', (mrid: string) => server.operate('events.cancel', { event: mrid })],
  ])('holds again when what was to end it is %s before it begins', (_, ends) => {
    publish([period(0, 8, 4)])
    event({ start: NOW + 2 * HOUR, durationSeconds: 3 * HOUR, purchaseRate: 12 })
    const [made] = entriesOf(event({ start: NOW + HOUR, durationSeconds: 2 * HOUR, purchaseRate: 13 }))
    ends(fieldOf(made, 'mrid'))
    expect([pricesAt(2 * HOUR), pricesAt(4 * HOUR), pricesAt(5 * HOUR)]).toEqual([[12e6], [12e6], [4e6]])
  })

  it('needs a tariff', () => {
    expect(() => event({ durationSeconds: 60, purchaseRate: 1 })).toThrow(/publish one first/)
  })
})

it('at every time there is one price: the newest event of operators, else that of the schedule', () => {
  const given = fc.record({
    start: fc.nat(20),
    duration: fc.integer({ min: 1, max: 10 }),
    price: fc.integer({ min: 100, max: 110 }),
  })
  const schedule = fc.array(fc.record({ hours: fc.integer({ min: 1, max: 6 }), price: fc.nat(3) }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(schedule, fc.array(given, { maxLength: 5 }), (periods, events) => {
      server = programServer()
      program = createProgram(server, 'pricing')
      const scheduled: number[] = []
      publish(
        periods.map(({ hours, price }) => {
          const first = scheduled.length
          for (let hour = 0; hour < hours; hour++) scheduled.push(price)
          return period(first, hours, price)
        }),
      )
      for (const { start, duration, price } of events) {
        const times = { start: NOW + start * HOUR, durationSeconds: duration * HOUR }
        server.operate('prices.create', { program, ...times, purchaseRate: price })
      }
      const operators = inForce(events)
      for (const [hour, price] of scheduled.entries()) {
        const event = operators.find(({ start, until }) => start <= hour && hour < until)
        expect(pricesAt(hour * HOUR)).toEqual([(event?.price ?? price) * 1e6])
      }
    }),
    { numRuns: 60 },
  )
})

/** From the newest to the oldest: each until the first newer one that begins within it, or before it and reaches it. */
function inForce(events: readonly { start: number; duration: number; price: number }[]) {
  const found: { start: number; until: number; price: number }[] = []
  for (const { start, duration, price } of [...events].reverse()) {
    const end = start + duration
    const newer = found.filter((other) => other.start < end && start < other.until)
    const until = Math.min(end, ...newer.map((other) => other.start))
    if (start < until) found.push({ start, until, price })
  }
  return found
}

describe('the schedule ahead of a run', () => {
  it('has a period for as long as the prices are the same', () => {
    const pricesAtSecond = (second: number) =>
      second < 7200 ? { purchase: 4_183_900, feedIn: 2_200_000 } : { purchase: 2_603_700, feedIn: 2_200_000 }
    expect(tariffPeriods(pricesAtSecond, 1800, 9000, 1800)).toEqual([
      { start: 1800, duration: 5400, purchaseRate: 4.1839, feedInRate: 2.2 },
      { start: 7200, duration: 1800, purchaseRate: 2.6037, feedInRate: 2.2 },
    ])
  })
})
