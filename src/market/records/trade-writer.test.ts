import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKET_MECHANISMS, type MarketMechanismName } from '../../config/settings.ts'
import { type TradeRow, tradesOf } from '../settlement.fixture.ts'
import type { SlotTimes } from './record-fields.ts'
import { anyNames, anySlotTimes, fleetNamed, instant, linesOf } from './record-lines.fixture.ts'
import { TRADE_FIELDS, TRADE_LEVELS, TRADE_SCHEMA, type TradeRecord } from './trade-record.ts'
import { type TradesWithCarbon, TradeWriter } from './trade-writer.ts'

interface Row extends TradeRow {
  readonly level: number
  readonly certified: number
}

const METERS = 3
const money = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 5_000_000 }),
  fc.integer({ min: 0, max: 10 ** 15 - 1 }),
)
const anyRow: fc.Arbitrary<Row> = fc
  .record({
    buyer: fc.nat(METERS - 1),
    seller: fc.nat(METERS - 1),
    quantity: fc.oneof(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10 ** 12 })),
    price: fc.nat(1_000_000_000),
    received: money,
    fee: money,
    level: fc.nat(2),
    share: fc.constantFrom(0, 0.3, 1),
  })
  .map(({ price, share, ...row }) => ({
    ...row,
    certified: Math.floor(share * row.quantity),
    paid: Math.min(10 ** 15 - 1, Math.round((price * row.quantity) / 1e6)),
  }))

function columnsOf(rows: readonly Row[], kgPerKwh: number): TradesWithCarbon {
  return {
    trades: { ...tradesOf(rows), level: Uint8Array.from(rows, ({ level }) => level) },
    certified: Float64Array.from(rows, ({ certified }) => certified),
    kgPerKwh,
  }
}

function recordOf(
  row: Row,
  index: number,
  { startMs, endMs }: SlotTimes,
  names: readonly string[],
  mechanism: MarketMechanismName,
  kgPerKwh: number,
): TradeRecord {
  return {
    timestamp: instant(endMs),
    slot_start: instant(startMs),
    trade_id: `${instant(endMs).replaceAll('-', '').replaceAll(':', '')}-${index + 1}`,
    buyer_id: names[row.buyer],
    seller_id: names[row.seller],
    energy: row.quantity / 1e6,
    price: Math.round((row.paid / row.quantity) * 1e6) / 1e6,
    buyer_amount: row.paid / 1e6,
    seller_amount: row.received / 1e6,
    network_fee: row.fee / 1e6,
    carbon_offset: Math.round(row.certified * kgPerKwh) / 1e6,
    level: TRADE_LEVELS[row.level],
    mechanism,
  }
}

describe('TradeWriter', () => {
  it('writes the trade worked by hand', () => {
    const slot = { startMs: Date.UTC(2025, 2, 3, 4, 45), endMs: Date.UTC(2025, 2, 3, 5) }
    const row = {
      buyer: 1,
      seller: 0,
      quantity: 1_500_000,
      paid: 4_875_001,
      received: 4_875_000,
      fee: 150_000,
      level: 1,
      // The last half kilowatt-hour came out of the battery.
      certified: 1_000_000,
    }
    const writer = new TradeWriter(fleetNamed(['AMI_METER_UTCC_001', 'อาคาร "2"']), 'pay-as-bid')
    expect(linesOf(writer, slot, columnsOf([row], 0.475), 1)).toEqual([
      '{"timestamp":"2025-03-03T05:00:00Z","slot_start":"2025-03-03T04:45:00Z","trade_id":"20250303T050000Z-1",' +
        '"buyer_id":"อาคาร \\"2\\"","seller_id":"AMI_METER_UTCC_001","energy":1.5,"price":3.250001,' +
        '"buyer_amount":4.875001,"seller_amount":4.875,"network_fee":0.15,"carbon_offset":0.475,"level":"zone","mechanism":"pay-as-bid"}',
    ])
  })

  it('writes for every trade the text JSON.stringify gives, valid by the published schema', () => {
    const validate = new Ajv2020({ strict: true }).compile(TRADE_SCHEMA)
    const anyMechanism = fc.constantFrom(...MARKET_MECHANISMS)
    const anyFactor = fc.constantFrom(0, 0.4999, 0.475, 0.7, 10)
    const anyRows = fc.array(anyRow, { maxLength: 5 })
    fc.assert(
      fc.property(
        anyNames(METERS),
        anySlotTimes,
        anyRows,
        anyMechanism,
        anyFactor,
        (names, slot, rows, mechanism, kg) => {
          const writer = new TradeWriter(fleetNamed(names), mechanism)
          const lines = linesOf(writer, slot, columnsOf(rows, kg), rows.length)
          expect(lines).toEqual(
            rows.map((row, index) => JSON.stringify(recordOf(row, index, slot, names, mechanism, kg))),
          )
          for (const line of lines) {
            const record: object = JSON.parse(line)
            expect(Object.keys(record)).toEqual(TRADE_FIELDS.map(({ name }) => name))
            validate(record)
            expect(validate.errors).toBeNull()
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('numbers any count of trades', () => {
    const row = { buyer: 0, seller: 1, quantity: 1, paid: 0, received: 0, fee: 0, level: 0, certified: 0 }
    const rows = Array.from({ length: 1001 }, () => row)
    const slot = { startMs: 0, endMs: 900_000 }
    const lines = linesOf(new TradeWriter(fleetNamed(['A', 'B']), 'vcg'), slot, columnsOf(rows, 0.7), rows.length)
    expect(lines[1000]).toContain('"trade_id":"19700101T001500Z-1001",')
    expect(new Set(lines).size).toBe(1001)
  })
})
