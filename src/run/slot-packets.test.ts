import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CAMPUS_SUMS,
  OPPORTUNITY_COLUMNS,
  SETTLEMENT_COLUMNS,
  TRADE_COLUMNS,
} from '../market/records/record-columns.ts'
import { SLOT_SUMS } from '../market/slot-sums.ts'
import { packedLength, packSlot, unpackSlots } from './slot-packets.ts'

const METERS = 3
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

/** Columns of whole numbers, some of them shorter than the array that holds them. */
function columns<Name extends string>(names: readonly Name[], size: number): fc.Arbitrary<Record<Name, number[]>> {
  const column = fc.array(whole, { minLength: size, maxLength: size + 2 })
  return fc
    .array(column, { minLength: names.length, maxLength: names.length })
    .map((all) => Object.fromEntries(names.map((name, i) => [name, all[i]])) as Record<Name, number[]>)
}

/** A number for every name, also an infinite one. */
function sums<Name extends string>(names: readonly Name[]): fc.Arbitrary<Record<Name, number>> {
  const number = fc.oneof(fc.double({ noNaN: true }), whole)
  return fc
    .array(number, { minLength: names.length, maxLength: names.length })
    .map((all) => Object.fromEntries(names.map((name, i) => [name, all[i]])) as Record<Name, number>)
}

const anySlot = fc.tuple(fc.nat(4), fc.nat(4)).chain(([trades, opportunities]) =>
  fc.record({
    startMs: whole,
    endMs: whole,
    prices: fc.record({ purchase: whole, feedIn: whole }),
    sums: sums(SLOT_SUMS),
    settlement: columns(SETTLEMENT_COLUMNS, METERS).map((all) => ({ meters: METERS, ...all })),
    clearing: columns(TRADE_COLUMNS, trades).map((all) => ({ trades: { size: trades, ...all } })),
    opportunities: columns(OPPORTUNITY_COLUMNS, opportunities).map((all) => ({ size: opportunities, ...all })),
  }),
)

const anyRegister = fc.array(whole, { minLength: METERS, maxLength: METERS })

/** The first `size` numbers of every column. */
function cut(all: object, size: number): Record<string, number[]> {
  const arrays = Object.entries(all).filter(
    (entry): entry is [string, ArrayLike<number>] => typeof entry[1] === 'object',
  )
  return Object.fromEntries(arrays.map(([name, column]) => [name, Array.from(column).slice(0, size)]))
}

describe('a packet', () => {
  it('gives back the slots that were put into it', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 5 }), anyRegister, sums(CAMPUS_SUMS), (slots, register, campus) => {
        const packet = new Float64Array(slots.reduce((sum, slot) => sum + packedLength(slot), 0))
        const end = slots.reduce((at, slot) => packSlot(slot, register, campus, packet, at), 0)
        expect(end).toBe(packet.length)
        const unpacked = [...unpackSlots(packet, METERS)]
        expect(unpacked).toHaveLength(slots.length)
        for (const [i, slot] of slots.entries()) {
          const { slot: back, generationRegister, campus: backCampus } = unpacked[i]
          expect([back.startMs, back.endMs]).toEqual([slot.startMs, slot.endMs])
          expect([back.prices, back.sums, backCampus]).toEqual([slot.prices, slot.sums, campus])
          expect(Array.from(generationRegister)).toEqual(register)
          expect(back.settlement.meters).toBe(METERS)
          expect(cut(back.settlement, METERS)).toEqual(cut(slot.settlement, METERS))
          const { size } = slot.clearing.trades
          expect(back.clearing.trades.size).toBe(size)
          expect(cut(back.clearing.trades, size)).toEqual(cut(slot.clearing.trades, size))
          expect(back.opportunities.size).toBe(slot.opportunities.size)
          expect(cut(back.opportunities, slot.opportunities.size)).toEqual(
            cut(slot.opportunities, slot.opportunities.size),
          )
        }
      }),
    )
  })
})
