import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderColumns } from './order-book.ts'
import { formOrders } from './slot-orders.ts'

/** A slot of meters that each ask 3, 13, 23 … and bid 7, 17, 27 …. */
function slot(exported: number[], imported: number[], smallest = 1, largest = 1e9) {
  return {
    exported: Float64Array.from(exported),
    imported: Float64Array.from(imported),
    ask: Float64Array.from(exported, (_, meter) => 10 * meter + 3),
    bid: Float64Array.from(exported, (_, meter) => 10 * meter + 7),
    smallest,
    largest,
  }
}

function rows({ size, meter, quantity, price }: OrderColumns) {
  expect([meter.length, quantity.length, price.length]).toEqual([size, size, size])
  return Array.from({ length: size }, (_, order) => [meter[order], quantity[order], price[order]])
}

describe('formOrders', () => {
  it('makes one order of a meter, on the side with more energy, in the order of meters', () => {
    const { bids, offers } = formOrders(slot([500, 0, 200, 40, 90], [0, 700, 100, 60, 0]))
    expect(rows(offers)).toEqual([
      [0, 500, 3],
      [2, 200, 23],
      [4, 90, 43],
    ])
    expect(rows(bids)).toEqual([
      [1, 700, 17],
      [3, 60, 37],
    ])
  })

  it('offers where a meter exported as much as it imported', () => {
    const { bids, offers } = formOrders(slot([50], [50]))
    expect([rows(offers), rows(bids)]).toEqual([[[0, 50, 3]], []])
  })

  it('leaves out what is below the smallest order, and keeps what equals it', () => {
    const { bids, offers } = formOrders(slot([99, 100, 0, 0], [0, 0, 99, 100], 100))
    expect(rows(offers)).toEqual([[1, 100, 13]])
    expect(rows(bids)).toEqual([[3, 100, 37]])
  })

  it('caps an order at the largest', () => {
    const { bids, offers } = formOrders(slot([1000, 1001, 0], [0, 0, 5000], 1, 1000))
    expect(rows(offers)).toEqual([
      [0, 1000, 3],
      [1, 1000, 13],
    ])
    expect(rows(bids)).toEqual([[2, 1000, 27]])
  })

  it('makes no order of nothing, even where the smallest is 0', () => {
    const { bids, offers } = formOrders(slot([0, 0], [0, 0], 0))
    expect([offers.size, bids.size]).toEqual([0, 0])
  })

  it('makes an empty book of no meters', () => {
    const { bids, offers } = formOrders(slot([], []))
    expect([offers.size, bids.size]).toEqual([0, 0])
  })

  it('gives each meter the order that its own energies make, whatever stands around it', () => {
    const energy = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }))
    const meters = fc.array(fc.tuple(energy, energy), { maxLength: 30 })
    const limit = fc.integer({ min: 1, max: 1500 })
    fc.assert(
      fc.property(meters, limit, limit, (energies, a, b) => {
        const [smallest, largest] = a < b ? [a, b] : [b, a]
        const exported = energies.map(([out]) => out)
        const imported = energies.map(([, into]) => into)
        const { bids, offers } = formOrders(slot(exported, imported, smallest, largest))
        const side = (offering: boolean) =>
          energies.flatMap(([out, into], meter) => {
            const energy = Math.max(out, into)
            if (out >= into !== offering || energy < smallest) return []
            return [[meter, Math.min(energy, largest), 10 * meter + (offering ? 3 : 7)]]
          })
        expect(rows(offers)).toEqual(side(true))
        expect(rows(bids)).toEqual(side(false))
      }),
      { numRuns: 200 },
    )
  })
})
