import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarginPriority } from './clearing-mechanism.ts'
import { type AcceptedOrders, type MeritOrder, meritOrder, pairAccepted } from './merit-order.ts'
import {
  anyRows,
  anyRules,
  bookOf,
  matchRows,
  type Order,
  type Rows,
  RULES,
  smallRows,
  WORKED_BOOK,
} from './order-books.fixture.ts'

const KWH = 1_000_000

/** Accepted energy of every order of a side. */
function acceptedOf(side: readonly Order[], accepted: AcceptedOrders | undefined): number[] {
  const energies = side.map(() => 0)
  accepted?.order.forEach((order, i) => {
    energies[order] += accepted.quantity[i]
  })
  return energies
}

const fillsOf = (rows: Rows, merit: MeritOrder | null) => ({
  bids: acceptedOf(rows.bids, merit?.bids),
  offers: acceptedOf(rows.offers, merit?.offers),
})

/** What a side at its best price level gets of an amount, level by level, with numbers of any length. */
function serveNaively(side: readonly Order[], amount: number, descending: boolean, margin: MarginPriority): number[] {
  const fills = side.map(() => 0)
  const levels = [...new Set(side.map(([, price]) => price))].sort((a, b) => (descending ? b - a : a - b))
  let left = amount
  for (const level of levels) {
    const members = side.flatMap(([, price], i) => (price === level ? [i] : []))
    const total = members.reduce((sum, i) => sum + side[i][0], 0)
    const rest = Math.min(left, total)
    left -= rest
    let spare = rest
    for (const i of members) {
      fills[i] =
        margin === 'time' ? Math.min(spare, side[i][0]) : Number((BigInt(rest) * BigInt(side[i][0])) / BigInt(total))
      spare -= fills[i]
    }
    if (margin === 'pro-rata') {
      const remainder = (i: number) => (BigInt(rest) * BigInt(side[i][0])) % BigInt(total)
      const ranked = [...members].sort((a, b) => Number(remainder(b) - remainder(a)))
      for (const i of ranked.slice(0, spare)) {
        fills[i]++
      }
    }
  }
  return fills
}

/** The most that can trade, by asking at every price level how much both sides accept. */
function quantityNaively({ bids, offers }: Rows): number {
  const total = (side: readonly Order[], accepts: (price: number) => boolean) =>
    side.reduce((sum, [quantity, price]) => sum + (accepts(price) ? quantity : 0), 0)
  const prices = [...bids, ...offers].map(([, price]) => price)
  const volumes = prices.map((at) =>
    Math.min(
      total(bids, (price) => price >= at),
      total(offers, (price) => price <= at),
    ),
  )
  return Math.max(0, ...volumes)
}

/** Best sum of prices for every number of units from one side, by dynamic programming over all allocations. */
function bestSums(side: readonly Order[], sign: number): number[] {
  let best = [0]
  for (const [quantity, price] of side) {
    const next = Array.from({ length: best.length + quantity }, () => Number.NEGATIVE_INFINITY)
    for (const [units, sum] of best.entries()) {
      for (let more = 0; more <= quantity; more++) {
        next[units + more] = Math.max(next[units + more], sum + sign * price * more)
      }
    }
    best = next
  }
  return best
}

function highestWelfare({ bids, offers }: Rows): number {
  const values = bestSums(bids, 1)
  const costs = bestSums(offers, -1)
  return Math.max(...values.slice(0, costs.length).map((value, units) => value + costs[units]))
}

const dot = (side: readonly Order[], fills: readonly number[]) =>
  side.reduce((sum, [, price], i) => sum + price * fills[i], 0)

describe('meritOrder', () => {
  it('clears the worked book at 13 kWh, the third bid in part', () => {
    const merit = meritOrder(bookOf(WORKED_BOOK), RULES)
    expect(merit?.quantity).toBe(13 * KWH)
    expect(fillsOf(WORKED_BOOK, merit)).toEqual({
      bids: [5 * KWH, 4 * KWH, 4 * KWH, 0],
      offers: [4 * KWH, 5 * KWH, 4 * KWH, 0],
    })
    expect(merit?.bids).toMatchObject({ marginalPrice: 22 * KWH, rejectedPrice: 22 * KWH })
    expect(merit?.offers).toMatchObject({ marginalPrice: 20 * KWH, rejectedPrice: 25 * KWH })
  })

  it('rejects nobody where both sides end together', () => {
    const merit = meritOrder(
      bookOf({
        bids: [[3, 5]],
        offers: [
          [1, 5],
          [2, 4],
        ],
      }),
      RULES,
    )
    expect(merit?.bids.rejectedPrice).toBeNull()
    expect(merit?.offers.rejectedPrice).toBeNull()
  })

  it.each<[string, Rows]>([
    ['no bids', { bids: [], offers: [[1, 0]] }],
    ['no offers', { bids: [[1, 9]], offers: [] }],
    ['no gain', { bids: [[1, 3]], offers: [[1, 4]] }],
    ['orders below the smallest trade only', { bids: [[1, 9]], offers: [[9, 0]] }],
  ])('finds no trade where there are %s', (_, rows) => {
    expect(meritOrder(bookOf(rows), { ...RULES, smallestTrade: 2 })).toBeNull()
  })

  it('shares the margin by quantity or by time', () => {
    const rows: Rows = {
      bids: [
        [4, 7],
        [8, 7],
        [1, 9],
      ],
      offers: [[7, 2]],
    }
    expect(fillsOf(rows, meritOrder(bookOf(rows), RULES)).bids).toEqual([2, 4, 1])
    expect(fillsOf(rows, meritOrder(bookOf(rows), { ...RULES, margin: 'time' })).bids).toEqual([4, 2, 1])
  })

  it('reaches the highest welfare of all allocations', () => {
    fc.assert(
      fc.property(smallRows, fc.constantFrom('pro-rata', 'time'), (rows, margin) => {
        const fills = fillsOf(rows, meritOrder(bookOf(rows), { ...RULES, margin }))
        expect(dot(rows.bids, fills.bids) - dot(rows.offers, fills.offers)).toBe(highestWelfare(rows))
      }),
      { numRuns: 200 },
    )
  })

  it('agrees with a naive one on any book', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const worth = (side: readonly Order[]) => side.filter(([quantity]) => quantity >= rules.smallestTrade)
        const traders = { bids: worth(rows.bids), offers: worth(rows.offers) }
        const quantity = quantityNaively(traders)
        const merit = meritOrder(bookOf(traders), rules)
        expect(merit?.quantity ?? 0).toBe(quantity)
        expect(fillsOf(traders, merit)).toEqual({
          bids: serveNaively(traders.bids, quantity, true, rules.margin),
          offers: serveNaively(traders.offers, quantity, false, rules.margin),
        })
        const all = fillsOf(rows, meritOrder(bookOf(rows), rules))
        expect(all.bids.filter((_, i) => rows.bids[i][0] >= rules.smallestTrade)).toEqual(fillsOf(traders, merit).bids)
      }),
      { numRuns: 300 },
    )
  })
})

describe('pairAccepted', () => {
  const pair = (rows: Rows, smallestTrade: number) => {
    const merit = meritOrder(bookOf(rows), { ...RULES, smallestTrade })
    return merit === null ? [] : matchRows(pairAccepted(merit, smallestTrade, () => KWH))
  }

  const twoByTwo: Rows = {
    bids: [
      [4, 6],
      [5, 8],
    ],
    offers: [
      [3, 2],
      [6, 1],
    ],
  }

  it('pairs best with best', () => {
    expect(pair(twoByTwo, 1)).toEqual([
      [1, 1, 5, 5, 5],
      [0, 1, 1, 1, 1],
      [0, 0, 3, 3, 3],
    ])
  })

  it('leaves what is below the smallest trade with both orders', () => {
    expect(pair(twoByTwo, 2)).toEqual([
      [1, 1, 5, 5, 5],
      [0, 0, 3, 3, 3],
    ])
  })

  it('passes over orders at the margin that get nothing', () => {
    const rows: Rows = {
      bids: [
        [1, 7],
        [9, 7],
      ],
      offers: [[1, 2]],
    }
    expect(pair(rows, 1)).toEqual([[1, 0, 1, 1, 1]])
  })
})
