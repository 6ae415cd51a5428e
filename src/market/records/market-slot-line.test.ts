import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { quietSlot, tradedSlot } from '../settled-slot.fixture.ts'
import { type SettledSlot, slotSums } from '../slot-sums.ts'
import { marketSlotRecord } from './market-slot-line.ts'
import { MARKET_SLOT_FIELDS, MARKET_SLOT_SCHEMA, type MarketSlotRecord } from './market-slot-record.ts'
import type { CampusSums } from './record-columns.ts'

const KWH = 1_000_000
const NOTHING: CampusSums = { generated: 0, consumed: 0, selfConsumed: 0, selfSupplied: 0 }

function recordOf(slot: SettledSlot, campus: CampusSums): MarketSlotRecord {
  const closed = {
    startMs: Date.UTC(2025, 2, 3, 4, 45),
    endMs: Date.UTC(2025, 2, 3, 5),
    prices: { purchase: 280_000, feedIn: 120_000 },
    sums: slotSums(slot),
    opportunities: { size: 2 },
    settlement: slot.settlement,
  }
  return marketSlotRecord(closed, campus, 'call-auction')
}

describe('marketSlotRecord', () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(MARKET_SLOT_SCHEMA)

  it('has the figures of a slot worked by hand, in the documented order', () => {
    const campus = { generated: 7 * KWH, consumed: 8 * KWH, selfConsumed: 3 * KWH, selfSupplied: 3 * KWH }
    const record = recordOf(tradedSlot(), campus)
    expect(record).toEqual({
      timestamp: '2025-03-03T05:00:00Z',
      slot_start: '2025-03-03T04:45:00Z',
      mechanism: 'call-auction',
      grid_feed_in_rate: 0.12,
      grid_purchase_rate: 0.28,
      energy_generated: 7,
      energy_consumed: 8,
      energy_imported: 5,
      energy_exported: 4,
      bids: 2,
      offers: 1,
      energy_bid: 5,
      energy_offered: 4,
      opportunities: 2,
      trades: 1,
      energy_traded: 3,
      price: 0.2,
      network_fees: 0.03,
      operator_balance: 0,
      welfare: 0.3,
      maximal_welfare: 0.35,
      // 6/7 and 1/7.
      efficiency: 0.857143,
      price_of_fairness: 0.142857,
      local_share_of_imports: 0.6,
      local_share_of_exports: 0.75,
      local_share_of_tradable: 0.75,
      // 3/7 and 3/8, by the minima of the intervals and not of the totals.
      campus_self_consumption: 0.428571,
      campus_self_sufficiency: 0.375,
      bill: 0.47,
      grid_only_bill: 0.92,
      saving: 0.45,
      worse_off: 0,
      // Savings of 24, 21 and 0 parts: mean difference 96/9 over twice the mean, 30; and 45² / (3 · 1017).
      gini_of_savings: 0.355556,
      jain_of_savings: 0.663717,
      // All, none and three quarters of the orders: 7/12, 0 and (7/4)² / (3 · 25/16).
      quality_of_service_mean: 0.583333,
      quality_of_service_min: 0,
      quality_of_service_jain: 0.653333,
    })
    expect(Object.keys(record)).toEqual(MARKET_SLOT_FIELDS.map(({ name }) => name))
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
  })

  it('is null where nothing can be said, and 0 only where it is 0', () => {
    const record = recordOf(quietSlot(), NOTHING)
    const unknown = Object.entries(record).flatMap(([name, value]) => (value === null ? [name] : []))
    expect(unknown).toEqual([
      'price',
      'efficiency',
      'price_of_fairness',
      'local_share_of_exports',
      'local_share_of_tradable',
      'campus_self_consumption',
      'campus_self_sufficiency',
      'gini_of_savings',
      'jain_of_savings',
      'quality_of_service_mean',
      'quality_of_service_min',
      'quality_of_service_jain',
    ])
    expect(record).toMatchObject({ energy_imported: 1, energy_traded: 0, local_share_of_imports: 0, bill: 0 })
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
  })

  it('counts losses as no savings, and who lost more than roundings cost', () => {
    const slot = tradedSlot()
    slot.settlement.balance.set([480_000 - 1001, -840_000 - 1000, -560_000 + 500])
    // Of three meters one saved: the Gini coefficient is 2/3 and Jain's index 1/3.
    expect(recordOf(slot, NOTHING)).toMatchObject({
      worse_off: 1,
      saving: -0.001501,
      gini_of_savings: 0.666667,
      jain_of_savings: 0.333333,
    })
  })

  it('is refused by the schema with another mechanism, half a trade, a share above 1 or a field too many', () => {
    const record = recordOf(quietSlot(), NOTHING)
    for (const wrong of [
      { mechanism: 'auction' },
      { trades: 0.5 },
      { local_share_of_imports: 1.000001 },
      { saving: null },
      { note: '' },
    ]) {
      expect(validate({ ...record, ...wrong })).toBe(false)
    }
  })
})
