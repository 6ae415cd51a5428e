import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFleet } from '../campus/create-fleet.ts'
import { MARKET_MECHANISMS, type MarketMechanismName, type Settings } from '../config/settings.ts'
import { parseTariffFile } from '../config/tariff-file.ts'
import { Random } from '../random/random.ts'
import { testSettings, utccCampusFile } from '../run/run-inputs.fixture.ts'
import { LocalClock } from '../time/local-clock.ts'
import { trialBalance } from './ledger.ts'
import { MarketSession, type SlotOutcome } from './market-session.ts'
import { toMicro } from './money.ts'
import type { SlotEnergies } from './settlement.ts'
import { POLICY_OF_PREFERENCE } from './strategies/price-policies.ts'
import { flatTariff, scheduleTariff, type Tariff } from './tariff.ts'

const METERS = 8
const SLOT_MS = 900_000
const START_MS = Date.parse('2025-03-10T00:00:00+07:00')
const CLOCK = new LocalClock('Asia/Bangkok')

interface Opened {
  readonly market: MarketSession
  readonly maxSellPrice: Float64Array
  readonly maxBuyPrice: Float64Array
}

function open(changes: Partial<Settings> = {}, tariff?: Tariff, random = new Random(42)): Opened {
  const settings = testSettings({ meters: METERS, ...changes })
  const fleet = createFleet(settings, utccCampusFile())
  const quotes = { maxSellPrice: new Float64Array(fleet.size), maxBuyPrice: new Float64Array(fleet.size) }
  const flat = flatTariff(toMicro(settings.gridPurchaseRate), toMicro(settings.gridFeedInRate))
  return {
    market: new MarketSession({ fleet, settings, clock: CLOCK, tariff: tariff ?? flat, random, quotes }),
    ...quotes,
  }
}

/** Net energies by meter [mWh], exports negative. */
function energiesOf(net: readonly number[]): SlotEnergies {
  return {
    imported: Float64Array.from(net, (energy) => Math.max(0, energy)),
    exported: Float64Array.from(net, (energy) => Math.max(0, -energy)),
  }
}

/** What a meter takes (or gives) in a slot: nothing, a trace, or up to 25 kWh. */
const net = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -3000, max: 3000 }),
  fc.integer({ min: -25_000_000, max: 25_000_000 }),
)
const anySlots = (slots: number): fc.Arbitrary<SlotEnergies[]> =>
  fc.array(fc.array(net, { minLength: METERS, maxLength: METERS }).map(energiesOf), {
    minLength: slots,
    maxLength: slots,
  })

/** Opens and closes slots one after the other, from slot `first` of the day. */
function trade({ market }: Opened, slots: readonly SlotEnergies[], visit: (outcome: SlotOutcome) => void, first = 0) {
  for (const [i, energies] of slots.entries()) {
    const startMs = START_MS + (first + i) * SLOT_MS
    market.openSlot(startMs)
    visit(market.closeSlot(startMs, startMs + SLOT_MS, energies))
  }
}

/** Copies of everything a session remembers. */
function remembered({ market }: Opened): Map<string, unknown> {
  return new Map([...market.columns()].map(([name, column]) => [name, [...column]]))
}

/** The numbers of an outcome, as they were when its slot closed. */
function figuresOf({ clearing, opportunities, settlement, prices }: SlotOutcome): string {
  const { trades } = clearing
  return JSON.stringify([
    prices,
    clearing.price,
    [...trades.buyer],
    [...trades.seller],
    [...trades.quantity],
    [...trades.paid],
    [...trades.received],
    [...trades.fee],
    [...opportunities.score],
    [...opportunities.quantity],
    [...settlement.balance],
  ])
}

describe('quotes', () => {
  it('stay within the configured bounds and are never worse than the grid', () => {
    const price = fc.integer({ min: 0, max: 500_000 }).map((micro) => micro / 1_000_000)
    const range = fc.tuple(price, price).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(range, range, range, anySlots(3), (sell, buy, grid, slots) => {
        const opened = open({
          minSellPrice: sell[0],
          maxSellPrice: sell[1],
          minBuyPrice: buy[0],
          maxBuyPrice: buy[1],
          gridFeedInRate: grid[0],
          gridPurchaseRate: grid[1],
        })
        trade(opened, slots, () => {
          for (let i = 0; i < METERS; i++) {
            const ask = opened.maxSellPrice[i]
            const bid = opened.maxBuyPrice[i]
            // Where the bounds leave no room that is no worse than the grid, the grid's price is quoted.
            expect(ask).toBeGreaterThanOrEqual(Math.max(sell[0], grid[0]))
            expect(ask).toBeLessThanOrEqual(Math.max(sell[1], grid[0]))
            expect(bid).toBeLessThanOrEqual(Math.min(buy[1], grid[1]))
            expect(bid).toBeGreaterThanOrEqual(Math.min(buy[0], grid[1]))
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  it('begin at the shares of the spread that the preferences start from', () => {
    const opened = open({ minSellPrice: 0, maxSellPrice: 1, minBuyPrice: 0, maxBuyPrice: 1 })
    opened.market.openSlot(START_MS)
    // Of the spread from 0.12 to 0.28: 15 %, 35 % and 60 %.
    const asks = new Set([0.144, 0.176, 0.216])
    const bids = new Set([0.256, 0.224, 0.184])
    expect([...opened.maxSellPrice].every((ask) => asks.has(ask))).toBe(true)
    expect([...opened.maxBuyPrice].every((bid) => bids.has(bid))).toBe(true)
  })

  it('follow the tariff: by the hour, and on holidays', () => {
    const path = fileURLToPath(new URL('../../config/thai_tou_tariff.json', import.meta.url))
    const tariff = scheduleTariff(parseTariffFile(readFileSync(path, 'utf8'), path))
    const { market } = open({}, tariff)
    const purchaseAt = (local: string): number => {
      market.openSlot(Date.parse(`${local}+07:00`))
      return market.prices.purchase
    }
    const offPeak = purchaseAt('2025-03-10T08:45:00')
    const peak = purchaseAt('2025-03-10T09:00:00')
    expect(peak).toBeGreaterThan(offPeak)
    expect(purchaseAt('2025-03-10T21:45:00')).toBe(peak)
    expect(purchaseAt('2025-03-10T22:00:00')).toBe(offPeak)
    expect(purchaseAt('2025-03-15T12:00:00')).toBe(offPeak)
    // Songkran: a holiday on a Monday.
    expect(purchaseAt('2025-04-14T12:00:00')).toBe(offPeak)
  })
})

describe.each(MARKET_MECHANISMS)('a market cleared by %s', (marketMechanism: MarketMechanismName) => {
  it('keeps its books: nothing over-filled, nothing made or lost, everything learned within its band', () => {
    fc.assert(
      fc.property(anySlots(4), (slots) => {
        const opened = open({ marketMechanism })
        const deals = new Float64Array(METERS)
        trade(opened, slots, ({ book, clearing, settlement }) => {
          for (const [side, filled] of [
            [book.bids, clearing.filledBids],
            [book.offers, clearing.filledOffers],
          ] as const) {
            expect([...filled].every((energy, i) => energy >= 0 && energy <= side.quantity[i])).toBe(true)
          }
          const { trades } = clearing
          for (let i = 0; i < trades.size; i++) {
            expect(trades.buyer[i]).not.toBe(trades.seller[i])
            deals[trades.buyer[i]] += 1
            deals[trades.seller[i]] += 1
          }
          expect([...settlement.balance].reduce((sum, amount) => sum + amount, 0)).toBe(0)
        })
        const { ledger } = opened.market
        expect(trialBalance(ledger)).toBe(0n)
        if (marketMechanism !== 'bill-sharing') {
          // Each amount of a trade is rounded once: half a micro-unit for the energy, less than one for the fee.
          for (let i = 0; i < METERS; i++) {
            expect(ledger.balance[i] - ledger.gridOnly[i]).toBeGreaterThanOrEqual(-deals[i])
          }
        }
        const lambda = opened.market.columns().get('marketConcession') ?? []
        const highest = Math.max(...POLICY_OF_PREFERENCE.map((policy) => policy.highest))
        for (const value of lambda) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(highest)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('continues after a restart as if nothing had happened, whatever was remembered', () => {
    fc.assert(
      fc.property(anySlots(6), (slots) => {
        const whole = open({ marketMechanism })
        const expected: string[] = []
        trade(whole, slots, (outcome) => expected.push(figuresOf(outcome)))
        const before = open({ marketMechanism })
        const seen: string[] = []
        trade(before, slots.slice(0, 3), (outcome) => seen.push(figuresOf(outcome)))
        const after = open({ marketMechanism })
        for (const [name, column] of after.market.columns()) {
          const saved = before.market.columns().get(name)
          if (saved === undefined) throw new Error(`${name} is not saved`)
          new Uint8Array(column.buffer, column.byteOffset, column.byteLength).set(
            new Uint8Array(saved.buffer, saved.byteOffset, saved.byteLength),
          )
        }
        trade(after, slots.slice(3), (outcome) => seen.push(figuresOf(outcome)), 3)
        expect(seen).toEqual(expected)
        expect(remembered(after)).toEqual(remembered(whole))
        expect(after.market.summary()).toEqual(whole.market.summary())
      }),
      { numRuns: 10 },
    )
  })
})

describe('the mechanisms', () => {
  const noon = energiesOf([-9_000_000, 4_000_000, -2_000_000, -1_000_000, 6_000_000, 2_000_000, -500_000, 3_000_000])
  const evening = energiesOf([2_000_000, -4_000_000, -1_500_000, -1_000_000, 6_000_000, -300_000, 500_000, 3_000_000])

  it('all trade where there is something to gain, and grid-only never does', () => {
    for (const marketMechanism of MARKET_MECHANISMS) {
      const opened = open({ marketMechanism, ownZoneFirst: false })
      let trades = 0
      trade(opened, [noon, evening, noon, evening, noon, evening], ({ clearing }) => {
        trades += clearing.trades.size
      })
      if (marketMechanism === 'grid-only') {
        expect(trades).toBe(0)
        expect(opened.market.ledger.balance).toEqual(opened.market.ledger.gridOnly)
      } else {
        expect(trades, marketMechanism).toBeGreaterThan(0)
      }
    }
  })

  it('of bill sharing leave a seller worse off than the grid would', () => {
    const opened = open({ marketMechanism: 'bill-sharing' })
    trade(opened, [noon], () => {})
    const { balance, gridOnly } = opened.market.ledger
    expect([...balance].some((amount, i) => amount < gridOnly[i] - 1000)).toBe(true)
    expect(opened.market.summary().worseOff).toBeGreaterThan(0)
  })

  it('depend on the seed only where chance decides', () => {
    const run = (marketMechanism: MarketMechanismName, seed: number): string => {
      const figures: string[] = []
      trade(open({ marketMechanism }, undefined, new Random(seed)), [noon], (outcome) =>
        figures.push(figuresOf(outcome)),
      )
      return figures.join()
    }
    expect(run('call-auction', 1)).toBe(run('call-auction', 2))
    expect(run('continuous', 1)).toBe(run('continuous', 1))
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => run('continuous', seed))).size).toBeGreaterThan(1)
  })
})

describe('orders', () => {
  it('are no larger and no smaller than the settings allow', () => {
    const opened = open({ largestOrderKwh: 2, smallestTradeKwh: 0.5 })
    const energies = energiesOf([-9_000_000, 499_999, 500_000, -499_999, 6_000_000, 0, 0, 0])
    trade(opened, [energies], ({ book }) => {
      expect([...book.offers.quantity]).toEqual([2_000_000])
      expect([...book.bids.quantity]).toEqual([500_000, 2_000_000])
    })
  })
})

describe('bills', () => {
  it('of a month come with the first slot of the next, and add up to the accounts', () => {
    const opened = open()
    const { market } = opened
    const lastSlot = Date.parse('2025-03-31T23:45:00+07:00')
    const energies = energiesOf([-9_000_000, 4_000_000, 2_000_000, 0, 0, 0, 0, 3_000_000])
    market.openSlot(lastSlot)
    expect(market.closeSlot(lastSlot, lastSlot + SLOT_MS, energies).closedBills).toEqual([])
    const march = [...market.ledger.balance]
    market.openSlot(lastSlot + SLOT_MS)
    const { closedBills } = market.closeSlot(lastSlot + SLOT_MS, lastSlot + 2 * SLOT_MS, energies)
    expect(closedBills.map(({ month }) => month)).toEqual(Array(METERS).fill('2025-03'))
    expect(closedBills.map(({ balance }) => balance)).toEqual(march)
    const april = [...market.openBills()].map(({ balance }) => balance)
    expect(april.map((amount, i) => amount + march[i])).toEqual([...market.ledger.balance])
  })
})
