import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { MeterBill } from '../bills.ts'
import { BILL_FIELDS, BILL_SCHEMA, billRecord } from './bill-record.ts'

const BILL: MeterBill = {
  meter: 0,
  month: '2025-03',
  fromMs: Date.UTC(2025, 1, 28, 17),
  untilMs: Date.UTC(2025, 2, 31, 17),
  complete: true,
  imported: 4_000_001,
  exported: 0,
  bought: 2_000_000,
  sold: 0,
  paid: 6_000_000,
  received: 0,
  fee: 200_000,
  gridPaid: 8_000_000,
  gridReceived: 0,
  gridOnly: -16_000_000,
  balance: -14_200_000,
  saving: 1_800_000,
}

describe('billRecord', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(BILL_SCHEMA)

  it('has energies in kWh, amounts in the currency and instants in UTC, in the documented order', () => {
    const record = billRecord(BILL, 'AMI_METER_UTCC_001')
    expect(JSON.stringify(record)).toBe(
      '{"month":"2025-03","from":"2025-02-28T17:00:00Z","until":"2025-03-31T17:00:00Z","complete":true,' +
        '"meter_id":"AMI_METER_UTCC_001","energy_imported":4.000001,"energy_exported":0,"energy_bought":2,' +
        '"energy_sold":0,"paid":6,"received":0,"network_fee":0.2,"grid_paid":8,"grid_received":0,"balance":-14.2,' +
        '"grid_only_balance":-16,"saving":1.8}',
    )
    expect(Object.keys(record)).toEqual(BILL_FIELDS.map(({ name }) => name))
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
  })

  it('is refused by the schema with another month, a negative amount or a field too many', () => {
    const record = billRecord(BILL, 'M')
    for (const wrong of [
      { month: '2025-13' },
      { paid: -1 },
      { complete: null },
      { until: '2025-03-31' },
      { note: '' },
    ]) {
      expect(validate({ ...record, ...wrong })).toBe(false)
    }
  })
})
