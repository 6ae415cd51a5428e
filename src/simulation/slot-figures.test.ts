import { describe, expect, it } from 'vitest'
import { tradesOf } from '../market/settlement.fixture.ts'
import { CampusSimulation } from '../run/campus-simulation.ts'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { slotFigures } from './slot-figures.ts'

const HOUR_MS = 3_600_000
const KWH = 1_000_000

describe('slotFigures', () => {
  const { fleet, settings } = testInputs()
  const id = (i: number): string => fleet.meter(i).meterId
  const figuresOf = (rows: Parameters<typeof tradesOf>[0], price: number | null) => {
    const filled = new Float64Array(0)
    const clearing = { trades: tradesOf(rows), price, filledBids: filled, filledOffers: filled }
    return slotFigures({ startMs: START_MS, endMs: START_MS + 900_000, clearing }, settings, fleet)
  }
  const trade = (buyer: number, kwh: number, paid: number) => {
    return { buyer, seller: 0, quantity: kwh * KWH, paid, received: paid, fee: 0 }
  }

  it('keeps price, volume and the three largest trades, of two alike the earlier one', () => {
    const rows = [trade(1, 2, 480_000), trade(2, 1, 240_000), trade(3, 4, 1_000_000), trade(4, 2, 500_000)]
    expect(figuresOf([...rows, trade(5, 0.5, 100_000)], 244_211)).toEqual({
      currency: settings.currency,
      mechanism: settings.marketMechanism,
      slotStartMs: START_MS,
      slotEndMs: START_MS + 900_000,
      price: 0.244211,
      tradedKwh: 9.5,
      trades: 5,
      largestTrades: [
        { sellerId: id(0), buyerId: id(3), kwh: 4, price: 0.25 },
        { sellerId: id(0), buyerId: id(1), kwh: 2, price: 0.24 },
        { sellerId: id(0), buyerId: id(4), kwh: 2, price: 0.25 },
      ],
    })
  })

  it('has no price where nobody traded', () => {
    expect(figuresOf([], null)).toMatchObject({ price: null, tradedKwh: 0, trades: 0, largestTrades: [] })
  })
})

describe("a simulation's market", () => {
  const begin = async (changes: Parameters<typeof testInputs>[0]) => {
    const simulation = await CampusSimulation.create(
      testInputs({ intervalSeconds: 300, ...changes }),
      START_MS + 12 * HOUR_MS,
      null,
    )
    if (simulation === null) throw new Error('a new simulation always fits')
    return simulation
  }

  it('says nothing before a slot has closed, then keeps the last one through the next', async () => {
    const simulation = await begin({})
    await simulation.advance()
    await simulation.advance()
    expect(simulation.snapshot().market).toBeNull()
    await simulation.advance()
    const trades = simulation.slotOutcome?.clearing.trades.size
    const { market } = simulation.snapshot()
    expect(trades).toBeGreaterThan(0)
    expect(market).toMatchObject({ trades, slotStartMs: START_MS + 12 * HOUR_MS, slotEndMs: simulation.timeMs(3) })
    await simulation.advance()
    expect(simulation.snapshot().market).toEqual(market)
    await simulation.close()
  })

  it('shows what the grid offers in the present slot, not the closed one', async () => {
    const flat = testInputs({ intervalSeconds: 900 })
    let slots = 0
    const tariff = { at: () => ({ purchase: 300_000 + ++slots, feedIn: 100_000 + slots }) }
    const simulation = await CampusSimulation.create({ ...flat, tariff }, START_MS, null)
    await simulation?.advance()
    expect(simulation?.snapshot().market).toMatchObject({ gridPurchaseRate: 0.300001, gridFeedInRate: 0.100001 })
    await simulation?.advance()
    expect(simulation?.snapshot().market).toMatchObject({ gridPurchaseRate: 0.300002, gridFeedInRate: 0.100002 })
    await simulation?.close()
  })

  it('says nothing where there is none', async () => {
    const simulation = await begin({ marketMechanism: 'none' })
    for (let tick = 0; tick < 3; tick++) await simulation.advance()
    expect(simulation.snapshot().market).toBeNull()
    await simulation.close()
  })
})
