/**
 * @module Slots as one run of numbers, to be handed to another thread.
 *
 * A slot is its times, the numbers of trades and opportunities, the grid's prices, what slot and campus add up to, each
 * meter's generation register, and then its columns one behind the other. Copying a few hundred numbers costs less than a message with thirty arrays in it.
 */

import {
  CAMPUS_SUMS,
  type CampusSums,
  OPPORTUNITY_COLUMNS,
  SETTLEMENT_COLUMNS,
  TRADE_COLUMNS,
} from '../market/records/record-columns.ts'
import { SLOT_SUMS } from '../market/slot-sums.ts'
import type { SlotRecord } from './slot-recorder.ts'

const HEADER = 6

/** Numbers a slot takes. */
export function packedLength({ clearing, opportunities, settlement }: SlotRecord): number {
  return (
    HEADER +
    SLOT_SUMS.length +
    CAMPUS_SUMS.length +
    settlement.meters * (1 + SETTLEMENT_COLUMNS.length) +
    clearing.trades.size * TRADE_COLUMNS.length +
    opportunities.size * OPPORTUNITY_COLUMNS.length
  )
}

/**
 * Writes a slot into a packet.
 *
 * @param generationRegister - each meter's [mWh]
 * @param campus - what all meters together came to
 * @param packet - has room for the slot's `packedLength` behind `start`
 * @returns the index behind the slot
 */
export function packSlot(
  { startMs, endMs, prices, sums, clearing: { trades }, opportunities, settlement }: SlotRecord,
  generationRegister: ArrayLike<number>,
  campus: CampusSums,
  packet: Float64Array,
  start: number,
): number {
  packet[start] = startMs
  packet[start + 1] = endMs
  packet[start + 2] = trades.size
  packet[start + 3] = opportunities.size
  packet[start + 4] = prices.purchase
  packet[start + 5] = prices.feedIn
  let at = start + HEADER
  for (const name of SLOT_SUMS) packet[at++] = sums[name]
  for (const name of CAMPUS_SUMS) packet[at++] = campus[name]
  at = put(packet, at, generationRegister, settlement.meters)
  for (const name of SETTLEMENT_COLUMNS) at = put(packet, at, settlement[name], settlement.meters)
  for (const name of TRADE_COLUMNS) at = put(packet, at, trades[name], trades.size)
  for (const name of OPPORTUNITY_COLUMNS) at = put(packet, at, opportunities[name], opportunities.size)
  return at
}

function put(packet: Float64Array, at: number, column: ArrayLike<number>, size: number): number {
  for (let i = 0; i < size; i++) packet[at + i] = column[i]
  return at + size
}

/** A slot as it comes out of a packet. */
interface UnpackedSlot {
  readonly slot: SlotRecord
  readonly generationRegister: Float64Array
  readonly campus: CampusSums
}

/** The slots of a packet in their order; views of it, not copies. */
export function* unpackSlots(packet: Float64Array, meters: number): Generator<UnpackedSlot> {
  let at = 0
  const take = (size: number): Float64Array => {
    at += size
    return packet.subarray(at - size, at)
  }
  while (at < packet.length) {
    const [startMs, endMs, trades, opportunities, purchase, feedIn] = take(HEADER)
    const sums = takeNumbers(SLOT_SUMS, take)
    const campus = takeNumbers(CAMPUS_SUMS, take)
    const generationRegister = take(meters)
    const slot = {
      startMs,
      endMs,
      prices: { purchase, feedIn },
      sums,
      settlement: takeColumns({ meters }, SETTLEMENT_COLUMNS, () => take(meters)),
      clearing: { trades: takeColumns({ size: trades }, TRADE_COLUMNS, () => take(trades)) },
      opportunities: takeColumns({ size: opportunities }, OPPORTUNITY_COLUMNS, () => take(opportunities)),
    }
    yield { slot, generationRegister, campus }
  }
}

/** One number for each name. */
function takeNumbers<Name extends string>(
  names: readonly Name[],
  take: (size: number) => Float64Array,
): Readonly<Record<Name, number>> {
  const numbers = take(names.length)
  return Object.fromEntries(names.map((name, i) => [name, numbers[i]])) as Record<Name, number>
}

/** Adds columns to their count. */
function takeColumns<Count extends object, Name extends string>(
  count: Count,
  names: readonly Name[],
  take: () => Float64Array,
): Count & Readonly<Record<Name, Float64Array>> {
  const columns: Partial<Record<Name, Float64Array>> = count
  for (const name of names) columns[name] = take()
  return count as Count & Record<Name, Float64Array>
}
