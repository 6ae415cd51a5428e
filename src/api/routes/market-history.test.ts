import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { savingSpread } from '../../market/indicators/savings.ts'
import { listOf, objectOf } from '../json-object.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'

const campus = useRecordedCampus()
const METERS = 8
const MICRO = 1_000_000

async function items(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const response = await campus().app.inject(`/api/v1/market/${path}`)
  expect(response.statusCode, response.body).toBe(200)
  return listOf(objectOf(response.json()).items).map(objectOf)
}

const slots = (): readonly JournalRecord[] => campus().records.get('market_slots') ?? []
const sum = (records: readonly JournalRecord[], of: (record: JournalRecord) => number): number =>
  records.reduce((total, record) => total + of(record), 0)
const field =
  (name: string) =>
  (record: JournalRecord): number =>
    Number(record[name])

/** As the summary of a run counts it, from what each meter saved. */
function spreadOf(from: string, to: string) {
  const saved = new Map<string, number>()
  for (const { timestamp, meter_id, saving } of campus().records.get('settlements') ?? []) {
    if (Date.parse(String(timestamp)) <= Date.parse(from) || Date.parse(String(timestamp)) > Date.parse(to)) continue
    saved.set(String(meter_id), (saved.get(String(meter_id)) ?? 0) + Math.round(Number(saving) * MICRO))
  }
  const values = [...saved.values()]
  return savingSpread(Float64Array.from({ length: METERS }, (_, i) => values[i] ?? 0))
}

describe('prices', () => {
  it('are those of the slots where slots are asked for', async () => {
    const all = await items('prices?resolution=slot&limit=1000')
    const expected = slots().map((slot) => ({
      timestamp: slot.timestamp,
      slot_start: slot.slot_start,
      slots: 1,
      trades: slot.trades,
      energy_traded: slot.energy_traded,
      grid_purchase_rate: slot.grid_purchase_rate,
      grid_feed_in_rate: slot.grid_feed_in_rate,
      price: slot.price,
      price_min: slot.price,
      price_max: slot.price,
    }))
    expect(all).toEqual(expected)
  })

  it('of a day are means by energy, page by page', async () => {
    const response = await campus().app.inject('/api/v1/market/prices?resolution=1d&limit=1')
    const first = objectOf(response.json())
    const [day] = listOf(first.items).map(objectOf)
    const ofDay = slots().slice(0, 96)
    const priced = ofDay.filter(({ price }) => price !== null)
    expect(day).toMatchObject({ slots: 96, slot_start: slots()[0]?.slot_start, timestamp: slots()[95]?.timestamp })
    const money = sum(priced, (slot) => Number(slot.price) * Number(slot.energy_traded))
    expect(day?.price).toBeCloseTo(money / sum(priced, field('energy_traded')), 5)
    expect(day?.price_max).toBe(Math.max(...priced.map(field('price'))))
    const rest = await items(`prices?resolution=1d&limit=1&after=${String(first.next)}`)
    expect(rest).toMatchObject([{ slots: 96, timestamp: slots().at(-1)?.timestamp }])
  })
})

describe('indicators', () => {
  it.each([
    ['run', [192]],
    ['1d', [96, 96]],
  ])('of %s are ratios of sums, and savings are of all of it', async (resolution, lengths) => {
    const periods = await items(`indicators?resolution=${resolution}`)
    expect(periods.map((period) => period.slots)).toEqual(lengths)
    let first = 0
    for (const period of periods) {
      const part = slots().slice(first, first + Number(period.slots))
      first += part.length
      expect(period.energy_traded).toBeCloseTo(sum(part, field('energy_traded')), 5)
      expect(period.efficiency).toBeCloseTo(sum(part, field('welfare')) / sum(part, field('maximal_welfare')), 5)
      expect(period.self_sufficiency).toBeCloseTo(
        sum(part, (slot) => Number(slot.campus_self_sufficiency) * Number(slot.energy_consumed)) /
          sum(part, field('energy_consumed')),
        5,
      )
      expect(period.local_share_of_tradable).toBeCloseTo(
        sum(part, field('energy_traded')) /
          sum(part, (slot) => Math.min(Number(slot.energy_imported), Number(slot.energy_exported))),
        5,
      )
      const { worseOff, gini, jain } = spreadOf(String(period.slot_start), String(period.timestamp))
      expect(period.worse_off).toBe(worseOff)
      expect(period.gini_of_savings).toBeCloseTo(Number(gini), 5)
      expect(period.jain_of_savings).toBeCloseTo(Number(jain), 5)
    }
  })

  it('of a slot are those of its record', async () => {
    const all = await items('indicators?resolution=slot&limit=1000')
    expect(all).toHaveLength(slots().length)
    for (const [i, slot] of slots().entries()) {
      expect(all[i]).toMatchObject({ timestamp: slot.timestamp, welfare: slot.welfare, worse_off: slot.worse_off })
      for (const name of ['efficiency', 'local_share_of_imports', 'gini_of_savings', 'jain_of_savings']) {
        // Sums of a slot with little to gain have few digits left in a record.
        if (slot[name] === null) expect(all[i]?.[name]).toBeNull()
        else expect(all[i]?.[name]).toBeCloseTo(Number(slot[name]), 2)
      }
    }
  })

  it('are refused for a time that ends before it begins', async () => {
    const response = await campus().app.inject(
      '/api/v1/market/indicators?from=2025-03-11T00:00:00Z&to=2025-03-10T00:00:00Z',
    )
    expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'to' }] })
  })
})
