import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatches } from '../matches.ts'
import { shareProRata } from '../pro-rata.ts'
import { tradeRationed } from './rationed-trade.ts'

/** Rows of bid, offer, quantity, paid, received. */
function trade(wanted: number[], offered: number[], smallestTrade = 1): number[][] {
  const matches = createMatches(1)
  const terms = { buyPrice: 3_000_000, sellPrice: 2_000_000, smallestTrade }
  tradeRationed(matches, Float64Array.from(wanted), Float64Array.from(offered), terms, shareProRata)
  const { bid, offer, quantity, paid, received } = matches
  return Array.from({ length: matches.size }, (_, i) => [bid[i], offer[i], quantity[i], paid[i], received[i]])
}

describe('tradeRationed', () => {
  it('fills the short side and rations the long one, each side at its price', () => {
    expect(trade([4, 0, 8], [5, 1])).toEqual([
      [0, 0, 2, 6, 4],
      [2, 0, 3, 9, 6],
      [2, 1, 1, 3, 2],
    ])
  })

  it('trades nothing with an empty side', () => {
    expect(trade([], [5])).toEqual([])
    expect(trade([5, 3], [0])).toEqual([])
  })

  it('leaves out matches below the smallest trade', () => {
    expect(trade([4, 0, 8], [5, 1], 2)).toEqual([
      [0, 0, 2, 6, 4],
      [2, 0, 3, 9, 6],
    ])
  })

  it('needs fewer matches than there are orders', () => {
    const side = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(side, side, (wanted, offered) => {
        expect(trade(wanted, offered).length).toBeLessThan(wanted.length + offered.length)
      }),
    )
  })
})
