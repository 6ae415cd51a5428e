import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { listOf, objectOf } from '../json-object.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'

const FEE = 0.01
/** The uniform-price mechanism in one pool, where the curves say it all. */
const campus = useRecordedCampus({
  marketMechanism: 'call-auction',
  ownZoneFirst: false,
  networkFeeAcrossZones: FEE,
  smallestTradeKwh: 0.000001,
})

async function book(query: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await campus().app.inject(`/api/v1/market/book?${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return objectOf(response.json())
}

const slots = (): readonly JournalRecord[] => campus().records.get('market_slots') ?? []
const total = (items: unknown, field: string): number =>
  listOf(items).reduce<number>((sum, item) => sum + Number(objectOf(item)[field]), 0)

describe('the book of a slot', () => {
  it('has the orders that were cleared, and curves that cross at what was traded', async () => {
    let crossed = 0
    for (const slot of slots().filter((_, i) => i % 5 === 0)) {
      const answer = await book(`slot=${String(slot.timestamp)}`)
      expect(answer).toMatchObject({ slot, is_complete: true, own_zone_first: false, network_fee: FEE })
      const { bids, offers, crossing } = answer
      expect([listOf(bids).length, listOf(offers).length]).toEqual([slot.bids, slot.offers])
      expect(total(bids, 'energy')).toBeCloseTo(Number(slot.energy_bid), 6)
      expect(total(offers, 'energy')).toBeCloseTo(Number(slot.energy_offered), 6)
      expect(total(bids, 'filled')).toBeCloseTo(Number(slot.energy_traded), 6)
      if (crossing === null) {
        expect(slot.energy_traded).toBe(0)
        continue
      }
      crossed += 1
      const { energy, price_from, price_to } = objectOf(crossing)
      expect(energy).toBeCloseTo(Number(slot.energy_traded), 6)
      // Every amount is rounded to a millionth of the currency, which a mean over little energy shows.
      const rounding = 1e-6 * (1 + Number(slot.trades) / Number(energy))
      expect(slot.price).toBeGreaterThanOrEqual(Number(price_from) - rounding)
      expect(slot.price).toBeLessThanOrEqual(Number(price_to) + rounding)
    }
    expect(crossed).toBeGreaterThan(3)
  })

  it('stands in merit order, and its curves add up', async () => {
    const slot = slots().find(({ trades }) => Number(trades) > 1)
    const { bids, offers, demand, supply, levels } = await book(`slot=${String(slot?.timestamp)}`)
    const limits = (side: unknown): number[] => listOf(side).map((order) => Number(objectOf(order).limit))
    expect(limits(bids)).toEqual(limits(bids).toSorted((a, b) => b - a))
    expect(limits(offers)).toEqual(limits(offers).toSorted((a, b) => a - b))
    for (const [side, curve] of [
      [bids, demand],
      [offers, supply],
    ]) {
      expect(Number(objectOf(listOf(curve).at(-1)).cumulated)).toBeCloseTo(total(side, 'energy'), 6)
      expect(total(curve, 'orders')).toBe(listOf(side).length)
    }
    expect(levels).toMatchObject([{ level: 'campus', trades: slot?.trades, energy: slot?.energy_traded }])
  })

  it('is that of the last slot unless one is named, by any instant in it', async () => {
    const [before, last] = slots().slice(-2)
    expect(await book('')).toMatchObject({ slot: last, previous: before?.timestamp, next: null })
    const within = new Date(Date.parse(String(before?.timestamp)) - 1).toISOString()
    expect(await book(`slot=${within}`)).toMatchObject({ slot: before, next: last?.timestamp })
    expect(await book(`slot=${String(slots()[0]?.timestamp)}&orders=1`)).toMatchObject({
      previous: null,
      next: slots()[1]?.timestamp,
      bids: [expect.anything()],
    })
  })

  it.each([
    ['2025-03-09T17:00:00Z', 404],
    ['2031-01-01T00:00:00Z', 404],
    ['yesterday', 400],
  ])('is refused for slot = %s', async (slot, status) => {
    const response = await campus().app.inject(`/api/v1/market/book?slot=${slot}`)
    expect(response.json()).toMatchObject({ status, errors: [{ in: 'query', field: 'slot' }] })
  })
})
