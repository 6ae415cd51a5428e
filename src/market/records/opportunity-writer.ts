/** @module Writes the opportunities of a slot as JSON lines, straight from their columns. */

import type { Fleet } from '../../campus/meter.ts'
import { MAX_NUMBER_BYTES, writeMillionths, writeWhole } from '../../json/json-number.ts'
import { TextTable } from '../../json/text-table.ts'
import { DISTANCE_FACTORS, SCORE_SCALE } from '../opportunity-score.ts'
import { meterIdTexts } from './meter-id-texts.ts'
import type { OpportunityRecord } from './opportunity-record.ts'
import type { RankedColumns } from './record-columns.ts'
import type { SlotTimes } from './record-fields.ts'
import { MAX_SLOT_TEXT_BYTES, SlotText } from './slot-text.ts'

const NUMBERS = 5

/** Texts that never change, by name. */
const fixed = new TextTable()
const key = (name: keyof OpportunityRecord): number => fixed.add(`,"${name}":`)
const SELLER = key('seller_id')
const BUYER = key('buyer_id')
const ENERGY = key('energy')
const PRICE = key('suggested_price')
const SPREAD = key('spread')
const [DISTANCE] = DISTANCE_FACTORS.map((factor) => fixed.add(`,"distance_factor":${factor},"score":`))
const LINE_END = fixed.add('}\n')

/** Writes the lines of a fleet's opportunities. */
export class OpportunityWriter {
  readonly #ids: TextTable
  readonly #slot = new SlotText()

  constructor(fleet: Fleet) {
    this.#ids = meterIdTexts(fleet)
  }

  /** Bytes that the lines of so many opportunities never exceed. */
  maxBytes(opportunities: number): number {
    const ids = 2 * this.#ids.longest
    return opportunities * (MAX_SLOT_TEXT_BYTES + ids + fixed.totalBytes + NUMBERS * MAX_NUMBER_BYTES)
  }

  /**
   * Writes one line per opportunity, the best first.
   *
   * @param into - holds at least `maxBytes` of the opportunities behind `offset`
   * @returns the offset behind the last line
   */
  write(slot: SlotTimes, opportunities: RankedColumns, into: Uint8Array, offset: number): number {
    const view = new DataView(into.buffer, into.byteOffset, into.byteLength)
    this.#slot.set(slot, ',"rank":')
    let at = offset
    for (let index = 0; index < opportunities.size; index++) {
      at = this.#writeLine(opportunities, index, view, at)
    }
    return at
  }

  #writeLine(opportunities: RankedColumns, index: number, view: DataView, start: number): number {
    const { seller, buyer, quantity, price, spread, distance, score } = opportunities
    let at = writeWhole(view, this.#slot.copy(view, start), index + 1)
    at = this.#ids.copy(seller[index], view, fixed.copy(SELLER, view, at))
    at = this.#ids.copy(buyer[index], view, fixed.copy(BUYER, view, at))
    at = writeMillionths(view, fixed.copy(ENERGY, view, at), quantity[index])
    at = writeMillionths(view, fixed.copy(PRICE, view, at), price[index])
    at = writeMillionths(view, fixed.copy(SPREAD, view, at), spread[index])
    at = fixed.copy(DISTANCE + distance[index], view, at)
    at = writeMillionths(view, at, Math.round(score[index] * SCORE_SCALE))
    return fixed.copy(LINE_END, view, at)
  }
}
