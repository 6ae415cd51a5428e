import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anySlot } from '../settlement.fixture.ts'
import { createSettlement, type Settlement, settleSlot } from '../settlement.ts'
import type { SlotTimes } from './record-fields.ts'
import { anyNames, anySlotTimes, fleetNamed, instant, linesOf } from './record-lines.fixture.ts'
import { SETTLEMENT_FIELDS, SETTLEMENT_SCHEMA, type SettlementRecord } from './settlement-record.ts'
import { SettlementWriter } from './settlement-writer.ts'

const METERS = 4

/** Adding 0 makes a zero of either sign the one that JSON has. */
const decimal = (millionths: number): number => millionths / 1e6 + 0

function recordOf(settlement: Settlement, i: number, slot: SlotTimes, meterId: string): SettlementRecord {
  const received = settlement.received[i] + settlement.gridReceived[i]
  const balance = received - settlement.paid[i] - settlement.fee[i] - settlement.gridPaid[i]
  return {
    timestamp: instant(slot.endMs),
    slot_start: instant(slot.startMs),
    meter_id: meterId,
    energy_bought: decimal(settlement.bought[i]),
    energy_sold: decimal(settlement.sold[i]),
    energy_from_grid: decimal(settlement.fromGrid[i]),
    energy_to_grid: decimal(settlement.toGrid[i]),
    paid: decimal(settlement.paid[i]),
    received: decimal(settlement.received[i]),
    network_fee: decimal(settlement.fee[i]),
    grid_paid: decimal(settlement.gridPaid[i]),
    grid_received: decimal(settlement.gridReceived[i]),
    balance: decimal(balance),
    grid_only_balance: decimal(settlement.gridOnly[i]),
    saving: decimal(balance - settlement.gridOnly[i]),
  }
}

describe('SettlementWriter', () => {
  it('writes one line per meter with energy: the slot worked by hand', () => {
    const settlement = createSettlement(4)
    // The first takes 3 kWh, buys 2 of them from the third for 3 a kWh and a fee of 0.1; the grid asks 4 and pays 2.
    settleSlot(
      {
        size: 1,
        bid: new Int32Array(1),
        offer: new Int32Array(1),
        buyer: Int32Array.of(0),
        seller: Int32Array.of(2),
        quantity: Float64Array.of(2_000_000),
        paid: Float64Array.of(6_000_000),
        received: Float64Array.of(6_000_000),
        fee: Float64Array.of(200_000),
        level: new Uint8Array(1),
      },
      { imported: Float64Array.of(3_000_000, 0, 0, 1), exported: Float64Array.of(0, 0, 2_500_000, 0) },
      { purchase: 4_000_000, feedIn: 2_000_000 },
      settlement,
    )
    const slot = { startMs: Date.UTC(2025, 2, 3, 4, 45), endMs: Date.UTC(2025, 2, 3, 5) }
    const start = '{"timestamp":"2025-03-03T05:00:00Z","slot_start":"2025-03-03T04:45:00Z","meter_id":'
    expect(linesOf(new SettlementWriter(fleetNamed(['A', 'B', 'C', 'D'])), slot, settlement, 4)).toEqual([
      `${start}"A","energy_bought":2,"energy_sold":0,"energy_from_grid":1,"energy_to_grid":0,"paid":6,"received":0,` +
        '"network_fee":0.2,"grid_paid":4,"grid_received":0,"balance":-10.2,"grid_only_balance":-12,"saving":1.8}',
      `${start}"C","energy_bought":0,"energy_sold":2,"energy_from_grid":0,"energy_to_grid":0.5,"paid":0,"received":6,` +
        '"network_fee":0,"grid_paid":0,"grid_received":1,"balance":7,"grid_only_balance":5,"saving":2}',
      `${start}"D","energy_bought":0,"energy_sold":0,"energy_from_grid":0.000001,"energy_to_grid":0,"paid":0,` +
        '"received":0,"network_fee":0,"grid_paid":0.000004,"grid_received":0,"balance":-0.000004,' +
        '"grid_only_balance":-0.000004,"saving":0}',
    ])
  })

  it('writes for every settlement the text JSON.stringify gives, valid by the published schema', () => {
    const validate = new Ajv2020({ strict: true }).compile(SETTLEMENT_SCHEMA)
    fc.assert(
      fc.property(anyNames(METERS), anySlotTimes, anySlot(METERS), (names, slot, { trades, energies, prices }) => {
        const settlement = createSettlement(METERS)
        settleSlot(trades, energies, prices, settlement)
        const lines = linesOf(new SettlementWriter(fleetNamed(names)), slot, settlement, METERS)
        const active = [...names.keys()].filter((i) => energies.imported[i] + energies.exported[i] > 0)
        expect(lines).toEqual(Array.from(active, (i) => JSON.stringify(recordOf(settlement, i, slot, names[i]))))
        for (const line of lines) {
          const record: object = JSON.parse(line)
          expect(Object.keys(record)).toEqual(SETTLEMENT_FIELDS.map(({ name }) => name))
          validate(record)
          expect(validate.errors).toBeNull()
        }
      }),
      { numRuns: 200 },
    )
  })
})
