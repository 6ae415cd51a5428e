import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callAuction } from './mechanisms/call-auction.ts'
import { payAsBid } from './mechanisms/pay-as-bid.ts'
import { placedBooks } from './opportunities.fixture.ts'
import { publishOpportunities } from './opportunities.ts'
import { RULES } from './order-books.fixture.ts'
import { clearSlot } from './slot-clearing.ts'
import { Workspace } from './workspace.ts'

describe('a workspace', () => {
  it('lends columns as long as asked for, each in memory of its own', () => {
    const space = new Workspace()
    const columns = [space.ints(3), space.doubles(2), space.bytes(5), space.ints(0)]
    expect(columns.map((column) => column.length)).toEqual([3, 2, 5, 0])
    expect(new Set(columns.map((column) => column.buffer)).size).toBe(4)
  })

  it('lends the same memory again once it is given back, and only then', () => {
    const space = new Workspace()
    const kept = space.doubles(4)
    const place = space.place
    const first = space.ints(8)
    space.giveBack(place)
    const second = space.doubles(4)
    expect(second.buffer).toBe(first.buffer)
    expect(second.buffer).not.toBe(kept.buffer)
    expect(space.bytes(1).buffer).not.toBe(second.buffer)
  })

  it('takes longer memory where a longer column is wanted', () => {
    const space = new Workspace()
    space.ints(2)
    space.giveBack(0)
    expect(space.doubles(9)).toEqual(new Float64Array(9))
  })
})

describe('slots in one workspace', () => {
  it('come out as in new memory, whatever was left there', () => {
    fc.assert(
      fc.property(
        fc.array(placedBooks, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(callAuction, payAsBid),
        fc.boolean(),
        (slots, mechanism, ownZoneFirst) => {
          const space = new Workspace()
          for (const { book, context } of slots) {
            const { gridPurchasePrice, gridFeedInPrice, fees, places } = context
            const rules = { ...RULES, gridPurchasePrice, gridFeedInPrice }
            const options = { mechanism, rules, fees, places, ownZoneFirst }
            space.giveBack(0)
            const opportunities = publishOpportunities(book, context, space)
            const clearing = clearSlot(book, options, space)
            expect(opportunities).toEqual(publishOpportunities(book, context))
            expect(clearing).toEqual(clearSlot(book, options))
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
