/** @module Writes the settlement of a slot as JSON lines, straight from its columns. */

import type { Fleet } from '../../campus/meter.ts'
import { MAX_NUMBER_BYTES, writeMillionths } from '../../json/json-number.ts'
import { TextTable } from '../../json/text-table.ts'
import { meterIdTexts } from './meter-id-texts.ts'
import type { SettledColumns } from './record-columns.ts'
import type { SlotTimes } from './record-fields.ts'
import type { SettlementRecord } from './settlement-record.ts'
import { MAX_SLOT_TEXT_BYTES, SlotText } from './slot-text.ts'

const NUMBERS = 12

/** Texts that never change, by name. */
const fixed = new TextTable(NUMBERS + 3)
const key = (name: keyof SettlementRecord): number => fixed.add(`,"${name}":`)
const BOUGHT = key('energy_bought')
const SOLD = key('energy_sold')
const FROM_GRID = key('energy_from_grid')
const TO_GRID = key('energy_to_grid')
const PAID = key('paid')
const RECEIVED = key('received')
const FEE = key('network_fee')
const GRID_PAID = key('grid_paid')
const GRID_RECEIVED = key('grid_received')
const BALANCE = key('balance')
const GRID_ONLY = key('grid_only_balance')
const SAVING = key('saving')
// Most meters trade nothing in most slots.
const NOTHING_TRADED = fixed.add(',"energy_bought":0,"energy_sold":0')
const NOTHING_PAID = fixed.add(',"paid":0,"received":0,"network_fee":0')
const LINE_END = fixed.add('}\n')

/** Writes the lines of all meters of a fleet that took or gave energy. */
export class SettlementWriter {
  readonly #ids: TextTable
  readonly #slot = new SlotText()

  constructor(fleet: Fleet) {
    this.#ids = meterIdTexts(fleet)
  }

  /** Bytes that the lines of so many meters never exceed. */
  maxBytes(meters: number): number {
    return meters * (MAX_SLOT_TEXT_BYTES + this.#ids.longest + fixed.totalBytes + NUMBERS * MAX_NUMBER_BYTES)
  }

  /**
   * Writes one line per meter with any energy, in the order of the fleet.
   *
   * @param into - holds at least `maxBytes` of the settled meters behind `offset`
   * @returns the offset behind the last line
   */
  write(slot: SlotTimes, settlement: SettledColumns, into: Uint8Array, offset: number): number {
    const { bought, sold, fromGrid, toGrid } = settlement
    const view = new DataView(into.buffer, into.byteOffset, into.byteLength)
    this.#slot.set(slot, ',"meter_id":')
    let at = offset
    for (let meter = 0; meter < settlement.meters; meter++) {
      if (bought[meter] + sold[meter] + fromGrid[meter] + toGrid[meter] > 0) {
        at = this.#writeLine(settlement, meter, view, at)
      }
    }
    return at
  }

  #writeLine(settlement: SettledColumns, meter: number, view: DataView, start: number): number {
    const balance = settlement.balance[meter]
    const gridOnly = settlement.gridOnly[meter]
    const traded = settlement.bought[meter] > 0 || settlement.sold[meter] > 0
    let at = this.#ids.copy(meter, view, this.#slot.copy(view, start))
    if (traded) {
      at = writeMillionths(view, fixed.copy(BOUGHT, view, at), settlement.bought[meter])
      at = writeMillionths(view, fixed.copy(SOLD, view, at), settlement.sold[meter])
    } else {
      at = fixed.copy(NOTHING_TRADED, view, at)
    }
    at = writeMillionths(view, fixed.copy(FROM_GRID, view, at), settlement.fromGrid[meter])
    at = writeMillionths(view, fixed.copy(TO_GRID, view, at), settlement.toGrid[meter])
    if (traded) {
      at = writeMillionths(view, fixed.copy(PAID, view, at), settlement.paid[meter])
      at = writeMillionths(view, fixed.copy(RECEIVED, view, at), settlement.received[meter])
      at = writeMillionths(view, fixed.copy(FEE, view, at), settlement.fee[meter])
    } else {
      at = fixed.copy(NOTHING_PAID, view, at)
    }
    at = writeMillionths(view, fixed.copy(GRID_PAID, view, at), settlement.gridPaid[meter])
    at = writeMillionths(view, fixed.copy(GRID_RECEIVED, view, at), settlement.gridReceived[meter])
    at = writeMillionths(view, fixed.copy(BALANCE, view, at), balance)
    at = writeMillionths(view, fixed.copy(GRID_ONLY, view, at), gridOnly)
    at = writeMillionths(view, fixed.copy(SAVING, view, at), balance - gridOnly)
    return fixed.copy(LINE_END, view, at)
  }
}
