/**
 * @module Slots as one run of numbers, to be handed to another thread.
 *
 * A slot is its times, the numbers of trades and opportunities, each meter's generation register, and then its columns
 * one behind the other. Copying a few hundred numbers costs less than a message with thirty arrays in it.
 */

import { OPPORTUNITY_COLUMNS, SETTLEMENT_COLUMNS, TRADE_COLUMNS } from '../market/records/record-columns.ts'
import type { SlotRecord } from './slot-recorder.ts'

const HEADER = 4

/** A slot without its bills, which are rare and travel apart. */
type PackedSlot = Omit<SlotRecord, 'closedBills'>

/** Numbers a slot takes. */
export function packedLength({ trades, opportunities, settlement }: PackedSlot): number {
  return (
    HEADER +
    settlement.meters * (1 + SETTLEMENT_COLUMNS.length) +
    trades.size * TRADE_COLUMNS.length +
    opportunities.size * OPPORTUNITY_COLUMNS.length
  )
}

/**
 * Writes a slot into a packet.
 *
 * @param packet - has room for the slot's `packedLength` behind `start`
 * @returns the index behind the slot
 */
export function packSlot(slot: PackedSlot, packet: Float64Array, start: number): number {
  const { trades, opportunities, settlement } = slot
  packet[start] = slot.startMs
  packet[start + 1] = slot.endMs
  packet[start + 2] = trades.size
  packet[start + 3] = opportunities.size
  let at = start + HEADER
  const put = (column: ArrayLike<number>, size: number): void => {
    for (let i = 0; i < size; i++) packet[at + i] = column[i]
    at += size
  }
  put(slot.generationRegister, settlement.meters)
  for (const name of SETTLEMENT_COLUMNS) put(settlement[name], settlement.meters)
  for (const name of TRADE_COLUMNS) put(trades[name], trades.size)
  for (const name of OPPORTUNITY_COLUMNS) put(opportunities[name], opportunities.size)
  return at
}

/** The slots of a packet in their order; views of it, not copies. */
export function* unpackSlots(packet: Float64Array, meters: number): Generator<PackedSlot> {
  let at = 0
  const take = (size: number): Float64Array => {
    at += size
    return packet.subarray(at - size, at)
  }
  while (at < packet.length) {
    const [startMs, endMs, trades, opportunities] = take(HEADER)
    yield {
      startMs,
      endMs,
      generationRegister: take(meters),
      settlement: { meters, ...takeColumns(SETTLEMENT_COLUMNS, () => take(meters)) },
      trades: { size: trades, ...takeColumns(TRADE_COLUMNS, () => take(trades)) },
      opportunities: { size: opportunities, ...takeColumns(OPPORTUNITY_COLUMNS, () => take(opportunities)) },
    }
  }
}

function takeColumns<Name extends string>(
  names: readonly Name[],
  take: () => Float64Array,
): Readonly<Record<Name, Float64Array>> {
  const columns: Partial<Record<Name, Float64Array>> = {}
  for (const name of names) columns[name] = take()
  return columns as Record<Name, Float64Array>
}
