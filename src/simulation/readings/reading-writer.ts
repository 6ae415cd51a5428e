/** @module The compiled row writer: a tick's columns straight into the bytes of JSON lines. */

import type { Fleet, Meter } from '../../campus/meter.ts'
import { TRADING_PREFERENCES } from '../../campus/meter.ts'
import { MAX_NUMBER_BYTES, writeMillionths, writeThousandths } from '../../json/json-number.ts'
import { TextTable } from '../../json/text-table.ts'
import { MAX_QUALITY_TEXT_BYTES, QualityTexts } from './quality-texts.ts'
import type { Reading, ReadingOptions } from './reading.ts'
import type { ReadingBatch } from './reading-batch.ts'
import { MAX_TICK_TEXT_BYTES, TickTexts } from './tick-texts.ts'

/** Numbers of a line that differ per meter. */
const NUMBERS_PER_READING = 20

/** Texts that never change, by name. */
const fixed = new TextTable()
const key = (name: keyof Reading): number => fixed.add(`,"${name}":`)
const CONSUMED = key('energy_consumed')
const FOR_SALE = key('energy_available_for_sale')
const BATTERY_LEVEL = key('battery_level')
const SURPLUS = key('surplus_energy')
const BUY_PRICE = key('max_buy_price')
const NEEDED = key('energy_needed_from_grid')
const IMPORTED = key('energy_imported')
const EXPORTED = key('energy_exported')
const CHARGED = key('battery_charged')
const DISCHARGED = key('battery_discharged')
const IMPORT_REGISTER = key('import_register')
const EXPORT_REGISTER = key('export_register')
const GENERATION_REGISTER = key('generation_register')
const VOLTAGE = key('voltage')
const CURRENT = key('current')
const POWER_FACTOR = key('power_factor')
const NULL = fixed.add('null')
const REC_FALSE = fixed.add(',"rec_eligible":false,"carbon_offset":')
const REC_TRUE = fixed.add(',"rec_eligible":true,"carbon_offset":')
const [PREFERENCE] = TRADING_PREFERENCES.map((name) => fixed.add(`,"trading_preference":"${name}","max_sell_price":`))

/** Upper bound of a line without its identity [bytes]; the unused alternatives cover what copies touch behind it. */
const MAX_BYTES_BESIDE_IDENTITY =
  fixed.totalBytes + NUMBERS_PER_READING * MAX_NUMBER_BYTES + MAX_TICK_TEXT_BYTES + MAX_QUALITY_TEXT_BYTES

function identityText(meter: Meter): string {
  const { meterId, meterType, location, userType } = meter
  const fields = { meter_id: meterId, meter_type: meterType, location, user_type: userType } satisfies Partial<Reading>
  return `${JSON.stringify(fields).slice(1, -1)},"energy_generated":`
}

/** Writes the readings of the meters `from` to `to − 1` of a fleet as JSON lines. */
export class ReadingWriter {
  readonly from: number
  readonly to: number
  /** No line is longer: a buffer of this many bytes per reading holds any tick. */
  readonly maxBytesPerReading: number
  readonly #options: ReadingOptions
  readonly #identity: TextTable
  readonly #preference: Uint8Array
  readonly #tick = new TickTexts()
  readonly #quality = new QualityTexts()

  constructor(fleet: Fleet, from: number, to: number, options: ReadingOptions) {
    this.from = from
    this.to = to
    this.#options = options
    this.#identity = new TextTable(to - from)
    this.#preference = new Uint8Array(to - from)
    for (let index = from; index < to; index++) {
      const meter = fleet.meter(index)
      this.#identity.add(identityText(meter))
      this.#preference[index - from] = PREFERENCE + TRADING_PREFERENCES.indexOf(meter.tradingPreference)
    }
    this.maxBytesPerReading = this.#identity.longest + MAX_BYTES_BESIDE_IDENTITY
  }

  /**
   * Writes one line per meter, in the order of the fleet, each as `JSON.stringify` of its reading would give it.
   *
   * @param into - holds at least `maxBytesPerReading` free bytes per reading behind `offset`
   * @param first - first meter to write, and `last` the meter behind the last one, to write a large tick in parts
   * @returns the offset behind the last line
   */
  write(
    batch: ReadingBatch,
    into: Uint8Array,
    offset: number,
    first: number = this.from,
    last: number = this.to,
  ): number {
    const view = new DataView(into.buffer, into.byteOffset, into.byteLength)
    this.#tick.prepare(batch.conditions, this.#options.intervalSeconds)
    let at = offset
    for (let index = first; index < last; index++) at = this.#writeLine(batch, index, view, at)
    return at
  }

  #writeLine({ columns, conditions }: ReadingBatch, index: number, view: DataView, start: number): number {
    const tick = this.#tick
    const row = index - this.from
    const generated = columns.generated[index]
    const net = generated - columns.consumed[index]
    const imported = columns.imported[index]
    const exported = columns.exported[index]
    const plane = columns.plane[index]

    let at = tick.copyStart(view, start)
    at = writeMillionths(view, this.#identity.copy(row, view, at), generated)
    at = writeMillionths(view, fixed.copy(CONSUMED, view, at), columns.consumed[index])
    at = writeMillionths(view, fixed.copy(FOR_SALE, view, at), exported)
    at = writeBatteryLevel(view, fixed.copy(BATTERY_LEVEL, view, at), columns.stateOfCharge[index])
    at = writeMillionths(view, fixed.copy(SURPLUS, view, at), net > 0 ? net : 0)
    at = fixed.copy(this.#preference[row], view, at)
    at = writeMillionths(view, at, Math.round(columns.maxSellPrice[index] * 1e6))
    at = writeMillionths(view, fixed.copy(BUY_PRICE, view, at), Math.round(columns.maxBuyPrice[index] * 1e6))
    at = fixed.copy(plane >= 0 && generated > 0 ? REC_TRUE : REC_FALSE, view, at)
    at = writeMillionths(view, at, Math.round(generated * conditions.kgPerKwh))
    at = writeMillionths(view, tick.copyMiddle(view, at), net < 0 ? -net : 0)
    at = writeMillionths(view, fixed.copy(NEEDED, view, at), imported)
    at = writeMillionths(view, fixed.copy(IMPORTED, view, at), imported)
    at = writeMillionths(view, fixed.copy(EXPORTED, view, at), exported)
    at = writeMillionths(view, fixed.copy(CHARGED, view, at), columns.charged[index])
    at = writeMillionths(view, fixed.copy(DISCHARGED, view, at), columns.discharged[index])
    at = writeThousandths(view, fixed.copy(IMPORT_REGISTER, view, at), columns.importRegister[index])
    at = writeThousandths(view, fixed.copy(EXPORT_REGISTER, view, at), columns.exportRegister[index])
    at = writeThousandths(view, fixed.copy(GENERATION_REGISTER, view, at), columns.generationRegister[index])
    at = writeThousandths(view, fixed.copy(VOLTAGE, view, at), Math.round(columns.voltage[index] * 100) * 10)
    at = writeThousandths(view, fixed.copy(CURRENT, view, at), Math.round(columns.current[index] * 1000))
    at = writeMillionths(view, fixed.copy(POWER_FACTOR, view, at), Math.round(columns.powerFactor[index] * 1e4) * 100)
    at = tick.copyPlane(plane, view, at)
    const reasons = columns.reasons[index]
    if (reasons === 0) return tick.copyGoodEnd(columns.connection[index], view, at)
    return this.#quality.copy(reasons, view, tick.copyRates(columns.connection[index], view, at))
  }
}

function writeBatteryLevel(view: DataView, at: number, stateOfCharge: number): number {
  if (Number.isNaN(stateOfCharge)) return fixed.copy(NULL, view, at)
  return writeThousandths(view, at, Math.round(stateOfCharge * 10) * 100)
}
