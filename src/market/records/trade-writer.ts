/** @module Writes the trades of a slot as JSON lines, straight from their columns. */

import type { Fleet } from '../../campus/meter.ts'
import type { Settings } from '../../config/settings.ts'
import { MAX_NUMBER_BYTES, writeMillionths, writeWhole } from '../../json/json-number.ts'
import { TextTable } from '../../json/text-table.ts'
import { utcText } from '../../time/utc-text.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import { meterIdTexts } from './meter-id-texts.ts'
import type { TradeColumns } from './record-columns.ts'
import type { SlotTimes } from './record-fields.ts'
import { MAX_SLOT_TEXT_BYTES, SlotText } from './slot-text.ts'
import { TRADE_LEVELS, type TradeRecord } from './trade-record.ts'

const NUMBERS = 7

/** The trades of a slot, and what they avoided. */
export interface TradesWithCarbon {
  readonly trades: TradeColumns
  /** The part of each trade that its seller generated itself in the slot [mWh]. */
  readonly certified: Float64Array
  /** Mean emission factor of the slot [kg CO2e/kWh]. */
  readonly kgPerKwh: number
}

/** Writes the lines of a fleet's trades. */
export class TradeWriter {
  readonly #ids: TextTable
  readonly #slot = new SlotText()
  readonly #fixed = new TextTable()
  readonly #buyer = this.#fixed.add('","buyer_id":')
  readonly #seller = this.#key('seller_id')
  readonly #energy = this.#key('energy')
  readonly #price = this.#key('price')
  readonly #buyerAmount = this.#key('buyer_amount')
  readonly #sellerAmount = this.#key('seller_amount')
  readonly #fee = this.#key('network_fee')
  readonly #carbon = this.#key('carbon_offset')
  /** Text of the first level; the others follow. */
  readonly #level: number

  constructor(fleet: Fleet, mechanism: Settings['marketMechanism']) {
    this.#ids = meterIdTexts(fleet)
    const [level] = TRADE_LEVELS.map((name) => this.#fixed.add(`,"level":"${name}","mechanism":"${mechanism}"}\n`))
    this.#level = level
  }

  /** Bytes that the lines of so many trades never exceed. */
  maxBytes(trades: number): number {
    const ids = 2 * this.#ids.longest
    return trades * (MAX_SLOT_TEXT_BYTES + ids + this.#fixed.totalBytes + NUMBERS * MAX_NUMBER_BYTES)
  }

  /**
   * Writes one line per trade, in their order.
   *
   * @param into - holds at least `maxBytes` of the trades behind `offset`
   * @returns the offset behind the last line
   */
  write(slot: SlotTimes, slotTrades: TradesWithCarbon, into: Uint8Array, offset: number): number {
    const view = new DataView(into.buffer, into.byteOffset, into.byteLength)
    this.#slot.set(slot, `,"trade_id":"${utcText(slot.endMs).replaceAll(/[-:]/g, '')}-`)
    let at = offset
    for (let trade = 0; trade < slotTrades.trades.size; trade++) {
      at = this.#writeLine(slotTrades, trade, view, at)
    }
    return at
  }

  #writeLine(slotTrades: TradesWithCarbon, trade: number, view: DataView, start: number): number {
    const { trades, certified, kgPerKwh } = slotTrades
    const fixed = this.#fixed
    const energy = trades.quantity[trade]
    const paid = trades.paid[trade]
    let at = writeWhole(view, this.#slot.copy(view, start), trade + 1)
    at = this.#ids.copy(trades.buyer[trade], view, fixed.copy(this.#buyer, view, at))
    at = this.#ids.copy(trades.seller[trade], view, fixed.copy(this.#seller, view, at))
    at = writeMillionths(view, fixed.copy(this.#energy, view, at), energy)
    at = writeMillionths(view, fixed.copy(this.#price, view, at), Math.round((paid / energy) * MILLI_WH_PER_KWH))
    at = writeMillionths(view, fixed.copy(this.#buyerAmount, view, at), paid)
    at = writeMillionths(view, fixed.copy(this.#sellerAmount, view, at), trades.received[trade])
    at = writeMillionths(view, fixed.copy(this.#fee, view, at), trades.fee[trade])
    at = writeMillionths(view, fixed.copy(this.#carbon, view, at), Math.round(certified[trade] * kgPerKwh))
    return fixed.copy(this.#level + trades.level[trade], view, at)
  }

  #key(name: keyof TradeRecord): number {
    return this.#fixed.add(`,"${name}":`)
  }
}
