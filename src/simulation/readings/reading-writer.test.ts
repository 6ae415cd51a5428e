import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fleet, Meter } from '../../campus/meter.ts'
import { METER_TYPES, TRADING_PREFERENCES, USER_TYPES } from '../../campus/meter.ts'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { REASON_MASKS } from '../quality/quality-reasons.ts'
import type { ReadingBatch } from './reading-batch.ts'
import { CONNECTION_STATUS, createReadingColumns, createTickConditions } from './reading-batch.ts'
import { READING_FIELDS } from './reading-fields.ts'
import { readingObject } from './reading-object.ts'
import { READING_SCHEMA } from './reading-schema.ts'
import { ReadingWriter } from './reading-writer.ts'

const PLANES = 3
const OPTIONS = { intervalSeconds: 15 }
const index = (list: readonly unknown[]) => fc.integer({ min: 0, max: list.length - 1 })
const double = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const milliWh = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10 ** 12 }))
const registerMilliWh = fc.integer({ min: 0, max: 10 ** 15 - 1 })

const meterArbitrary: fc.Arbitrary<Meter> = fc.record({
  meterId: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }),
  meterType: fc.constantFrom(...METER_TYPES),
  userType: fc.constantFrom(...USER_TYPES),
  location: fc.string({ unit: 'binary', maxLength: 60 }),
  building: fc.constant('B'),
  zone: fc.constant('Z'),
  buildingType: fc.constant('office' as const),
  floorAreaM2: fc.constant(1000),
  capacityKw: fc.constant(100),
  loadVariability: fc.constant(1),
  phases: fc.constant(3 as const),
  pv: fc.constant(null),
  battery: fc.constant(null),
  connection: fc.constant({ feeder: 0, upstream: -1, cableM: 10 }),
  tradingPreference: fc.constantFrom(...TRADING_PREFERENCES),
  maxSellPrice: fc.constant(0),
  maxBuyPrice: fc.constant(0),
})

const conditionsArbitrary = fc.record({
  tick: fc.nat(),
  timeMs: fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) }),
  weather: index(WEATHER_CONDITIONS),
  ambientC: double(-40, 55),
  windMs: double(0, 40),
  relativeHumidityPercent: double(0, 100),
  meanTemperatureC: double(-40, 60),
  ghiWm2: double(0, 1400),
  sunElevationDeg: double(-90, 90),
  frequencyHz: double(45, 65),
  gridFeedInRate: double(-10, 100),
  gridPurchaseRate: double(-10, 100),
  kgPerKwh: double(0, 10),
  planeIrradiance: fc.float64Array({ min: 0, max: 1500, noNaN: true, minLength: PLANES, maxLength: PLANES }),
  planeCellC: fc.float64Array({ min: -40, max: 90, noNaN: true, minLength: PLANES, maxLength: PLANES }),
})

const rowArbitrary = fc.record({
  generated: milliWh,
  consumed: milliWh,
  charged: milliWh,
  discharged: milliWh,
  imported: milliWh,
  exported: milliWh,
  importRegister: registerMilliWh,
  exportRegister: registerMilliWh,
  generationRegister: registerMilliWh,
  stateOfCharge: fc.oneof(fc.constant(Number.NaN), double(0, 100)),
  voltage: double(0, 500),
  current: double(0, 100_000),
  powerFactor: double(0, 1),
  maxSellPrice: double(-5, 1000),
  maxBuyPrice: double(-5, 1000),
  plane: fc.integer({ min: -1, max: PLANES - 1 }),
  connection: index(CONNECTION_STATUS),
  reasons: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: REASON_MASKS - 1 })),
})

type Row = typeof rowArbitrary extends fc.Arbitrary<infer T> ? T : never

function batchOf(rows: readonly Row[], conditions: ReadingBatch['conditions']): ReadingBatch {
  const columns = createReadingColumns(rows.length)
  const targets: Record<string, Float64Array | Int16Array | Uint16Array | Uint8Array> = { ...columns }
  rows.forEach((row, meter) => {
    for (const [name, value] of Object.entries(row)) targets[name][meter] = value
  })
  return { size: rows.length, conditions, columns }
}

function fleetOf(meters: readonly Meter[]): Fleet {
  return { size: meters.length, feeders: [], feederStart: new Int32Array([0]), meter: (at) => meters[at] }
}

function linesOf(writer: ReadingWriter, batch: ReadingBatch): string[] {
  const bytes = new Uint8Array(writer.maxBytesPerReading * (writer.to - writer.from))
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, writer.write(batch, bytes, 0)))
  expect(text.endsWith('\n')).toBe(true)
  return text.slice(0, -1).split('\n')
}

const tickArbitrary = fc.record({
  meters: fc.array(fc.tuple(meterArbitrary, rowArbitrary), { minLength: 1, maxLength: 4 }),
  conditions: conditionsArbitrary,
})

describe('ReadingWriter', () => {
  it('writes for every reading the text JSON.stringify gives for its object', () => {
    fc.assert(
      fc.property(tickArbitrary, ({ meters, conditions }) => {
        const fleet = fleetOf(meters.map(([meter]) => meter))
        const batch = batchOf(
          meters.map(([, row]) => row),
          conditions,
        )
        const lines = linesOf(new ReadingWriter(fleet, 0, fleet.size, OPTIONS), batch)
        lines.forEach((line, at) => {
          expect(line).toBe(JSON.stringify(readingObject(fleet.meter(at), batch, at, OPTIONS)))
          expect(JSON.stringify(JSON.parse(line))).toBe(line)
        })
        expect(lines).toHaveLength(fleet.size)
      }),
      { numRuns: 300 },
    )
  })

  it('writes the same bytes whole, by ranges of meters and in parts', () => {
    fc.assert(
      fc.property(tickArbitrary, fc.nat(4), ({ meters, conditions }, cut) => {
        const fleet = fleetOf(meters.map(([meter]) => meter))
        const middle = Math.min(cut, fleet.size)
        const batch = batchOf(
          meters.map(([, row]) => row),
          conditions,
        )
        const whole = new ReadingWriter(fleet, 0, fleet.size, OPTIONS)
        const expected = new Uint8Array(whole.maxBytesPerReading * fleet.size)
        const length = whole.write(batch, expected, 0)

        const bytes = new Uint8Array(new SharedArrayBuffer(expected.length))
        const head = new ReadingWriter(fleet, 0, middle, OPTIONS).write(batch, bytes, 0)
        expect(new ReadingWriter(fleet, middle, fleet.size, OPTIONS).write(batch, bytes, head)).toBe(length)
        expect(bytes.slice(0, length)).toEqual(expected.slice(0, length))

        const firstPart = whole.write(batch, bytes, 0, 0, middle)
        expect(whole.write(batch, bytes, firstPart, middle, fleet.size)).toBe(length)
        expect(bytes.slice(0, length)).toEqual(expected.slice(0, length))
      }),
      { numRuns: 30 },
    )
  })

  it('writes fields in the order of the table, each valid by the published schema', () => {
    const validate = new Ajv2020({ strict: true }).compile(READING_SCHEMA)
    fc.assert(
      fc.property(tickArbitrary, ({ meters, conditions }) => {
        const fleet = fleetOf(meters.map(([meter]) => meter))
        const rows = meters.map(([, row]) => row)
        const lines = linesOf(new ReadingWriter(fleet, 0, fleet.size, OPTIONS), batchOf(rows, conditions))
        for (const line of lines) {
          const reading: unknown = JSON.parse(line)
          expect(Object.keys(reading as object)).toEqual(READING_FIELDS.map((field) => field.name))
          validate(reading)
          expect(validate.errors).toBeNull()
        }
      }),
      { numRuns: 50 },
    )
  })

  it('never writes negative zero, more decimals than the table says, or milliseconds of a whole second', () => {
    const meter: Meter = {
      meterId: 'AMI_METER_UTCC_001',
      meterType: 'Hybrid_Prosumer',
      userType: 'Prosumer',
      location: 'Building 1 "A" — อาคาร 1',
      building: 'Building 1',
      zone: 'Z',
      buildingType: 'office',
      floorAreaM2: 1000,
      capacityKw: 100,
      loadVariability: 1,
      phases: 3,
      pv: null,
      battery: null,
      connection: { feeder: 0, upstream: -1, cableM: 10 },
      tradingPreference: 'Moderate',
    }
    const conditions = createTickConditions({ planeIrradiance: new Float64Array(1), planeCellC: new Float64Array(1) })
    conditions.timeMs = Date.UTC(2025, 0, 1, 0, 0, 15)
    conditions.ambientC = -0.004
    conditions.frequencyHz = 49.98765
    conditions.gridFeedInRate = 2.2
    conditions.gridPurchaseRate = 4.4217
    conditions.kgPerKwh = 0.7
    conditions.planeIrradiance[0] = 812.06
    conditions.planeCellC[0] = -0.001
    const batch = batchOf(
      [
        {
          generated: 5_234_000,
          consumed: 2_145_000,
          charged: 602_000,
          discharged: 0,
          imported: 0,
          exported: 2_487_000,
          importRegister: 0,
          exportRegister: 2_487_000,
          generationRegister: 123_456_789_012_345,
          stateOfCharge: 75.24,
          voltage: 231.456,
          current: 12.34567,
          powerFactor: 0.98765,
          maxSellPrice: 3.5,
          maxBuyPrice: 4.1,
          plane: 0,
          connection: 0,
          reasons: 0,
        },
      ],
      conditions,
    )
    const [line] = linesOf(new ReadingWriter(fleetOf([meter]), 0, 1, OPTIONS), batch)
    expect(line).toBe(
      '{"timestamp":"2025-01-01T00:00:15Z","meter_id":"AMI_METER_UTCC_001","meter_type":"Hybrid_Prosumer",' +
        '"location":"Building 1 \\"A\\" — อาคาร 1","user_type":"Prosumer","energy_generated":5.234,' +
        '"energy_consumed":2.145,"energy_available_for_sale":2.487,"battery_level":75.2,"surplus_energy":3.089,' +
        '"trading_preference":"Moderate","max_sell_price":3.5,"max_buy_price":4.1,"rec_eligible":true,' +
        '"carbon_offset":3.6638,"weather_condition":"Sunny","interval_seconds":15,"deficit_energy":0,' +
        '"energy_needed_from_grid":0,"energy_imported":0,"energy_exported":2.487,"battery_charged":0.602,' +
        '"battery_discharged":0,"import_register":0,"export_register":2487,"generation_register":123456789012.345,' +
        '"voltage":231.46,"current":12.346,"power_factor":0.9877,"frequency":49.988,"temperature":0,' +
        '"irradiance":812.1,"panel_temperature":0,"grid_connection_status":"Connected","grid_feed_in_rate":2.2,' +
        '"grid_purchase_rate":4.4217,"quality":"good","quality_reasons":[]}',
    )
  })
})
