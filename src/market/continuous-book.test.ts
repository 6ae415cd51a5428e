import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NaiveBook } from './continuous-book.fixture.ts'
import { ContinuousBook } from './continuous-book.ts'

/** A book and its trades as rows: bid, offer, quantity, price. */
function open(smallestTrade?: number) {
  const trades: number[][] = []
  const book = new ContinuousBook((...trade) => {
    trades.push(trade)
  }, smallestTrade)
  return { book, trades }
}

describe('ContinuousBook', () => {
  it('trades at the price of the order that came first', () => {
    const { book, trades } = open()
    book.submit('offer', 0, 5, 10)
    book.submit('bid', 1, 5, 30)
    book.submit('bid', 2, 5, 25)
    book.submit('offer', 3, 5, 20)
    expect(trades).toEqual([
      [1, 0, 5, 10],
      [2, 3, 5, 25],
    ])
  })

  it('serves the best price first, and of equal prices the order that came first', () => {
    const { book, trades } = open()
    for (const price of [12, 11, 12, 11, 10]) {
      book.submit('offer', 0, 2, price)
    }
    book.submit('bid', 1, 9, 12)
    expect(trades).toEqual([
      [5, 4, 2, 10],
      [5, 1, 2, 11],
      [5, 3, 2, 11],
      [5, 0, 2, 12],
      [5, 2, 1, 12],
    ])
    const bids = open()
    for (const price of [7, 8, 7, 9]) {
      bids.book.submit('bid', 0, 1, price)
    }
    bids.book.submit('offer', 1, 4, 7)
    expect(bids.trades.map(([bid]) => bid)).toEqual([3, 1, 0, 2])
  })

  it('lets an order rest with what is left, and keeps its place in the queue', () => {
    const { book, trades } = open()
    const first = book.submit('offer', 0, 10, 8)
    const second = book.submit('offer', 1, 10, 8)
    book.submit('bid', 2, 4, 8)
    expect([book.resting(first), book.resting(second)]).toEqual([6, 10])
    const large = book.submit('bid', 3, 20, 9)
    expect(trades.slice(1)).toEqual([
      [large, first, 6, 8],
      [large, second, 10, 8],
    ])
    expect(book.resting(large)).toBe(4)
    expect([book.bestBid, book.bestOffer]).toEqual([9, null])
  })

  it('does not trade below the limit of an offer or above that of a bid', () => {
    const { book, trades } = open()
    book.submit('bid', 0, 1, 7)
    book.submit('offer', 1, 1, 8)
    expect(trades).toEqual([])
    expect([book.bestBid, book.bestOffer]).toEqual([7, 8])
  })

  it('trades at a price of zero', () => {
    const { book, trades } = open()
    book.submit('bid', 0, 1, 0)
    expect(book.bestBid).toBe(0)
    book.submit('offer', 1, 2, 0)
    expect(trades).toEqual([[0, 1, 1, 0]])
    expect([book.bestBid, book.bestOffer]).toEqual([null, 0])
  })

  it('withdraws a cancelled order from anywhere in its queue, once', () => {
    const { book, trades } = open()
    const queue = [0, 1, 2, 3].map((meter) => book.submit('offer', meter, 1, 5))
    expect([queue[1], queue[0], queue[3]].map((order) => book.cancel(order))).toEqual([true, true, true])
    expect(book.cancel(queue[1])).toBe(false)
    const bid = book.submit('bid', 9, 4, 5)
    expect(trades).toEqual([[bid, queue[2], 1, 5]])
    expect([queue[2], 99].map((order) => book.cancel(order))).toEqual([false, false])
    expect(book.cancel(bid)).toBe(true)
    expect([book.bestBid, book.bestOffer]).toEqual([null, null])
  })

  it('withdraws an order when it expires, and not before', () => {
    const { book, trades } = open()
    const soon = book.submit('offer', 0, 1, 5, 10)
    const later = book.submit('offer', 1, 1, 5, 11)
    const never = book.submit('offer', 2, 1, 5)
    expect([book.expire(9), book.resting(soon)]).toEqual([0, 1])
    expect([book.expire(10), book.resting(soon)]).toEqual([1, 0])
    expect(book.expire(3)).toBe(0)
    expect(book.resting(book.submit('offer', 3, 1, 5, 10))).toBe(0)
    book.submit('bid', 4, 3, 5)
    expect(trades.map(([, offer]) => offer)).toEqual([later, never])
    expect(book.expire(20)).toBe(0)
  })

  it('lets a new order replace one of its own meter that it meets', () => {
    const { book, trades } = open()
    const own = book.submit('offer', 7, 5, 8)
    const other = book.submit('offer', 8, 5, 9)
    const bid = book.submit('bid', 7, 6, 9)
    expect(trades).toEqual([[bid, other, 5, 9]])
    expect([book.resting(own), book.resting(bid)]).toEqual([0, 1])
  })

  it('withdraws what is left of an order and is not worth a trade', () => {
    const { book, trades } = open(3)
    expect(book.resting(book.submit('offer', 0, 2, 5))).toBe(0)
    const offer = book.submit('offer', 1, 8, 5)
    book.submit('bid', 2, 6, 5)
    expect(book.resting(offer)).toBe(0)
    const next = book.submit('offer', 3, 8, 5)
    const bid = book.submit('bid', 4, 10, 5)
    expect(trades).toEqual([
      [2, offer, 6, 5],
      [bid, next, 8, 5],
    ])
    expect(book.resting(bid)).toBe(0)
  })
})

type Event =
  | readonly ['submit', isBid: boolean, meter: number, quantity: number, price: number, lifetime: number | null]
  | readonly ['cancel', pick: number]
  | readonly ['expire', later: number]

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 1, max: 3_000_000 }),
  fc.constantFrom(1, 2 ** 53 - 1),
)
const lifetime = fc.option(fc.integer({ min: -1, max: 5 }), { freq: 2 })

function events(price: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<Event[]> {
  const submit = fc.tuple(fc.constant('submit' as const), fc.boolean(), fc.nat(9), quantity, price, lifetime)
  const cancel = fc.tuple(fc.constant('cancel' as const), fc.nat())
  const expire = fc.tuple(fc.constant('expire' as const), fc.nat(2))
  const event = fc.oneof(
    { weight: 7, arbitrary: submit },
    { weight: 2, arbitrary: cancel },
    { weight: 1, arbitrary: expire },
  )
  return fc.array<Event>(event, { maxLength, size: 'max' })
}

/** Lets both books live through the same events, and asserts after each what holds at any time. */
function expectSameLife(life: readonly Event[], smallestTrade: number): void {
  const { book, trades } = open(smallestTrade)
  const naiveTrades: number[][] = []
  const naive = new NaiveBook((...trade) => {
    naiveTrades.push(trade)
  }, smallestTrade)
  const orders: { side: string; meter: number; quantity: number; price: number; expiresAt: number }[] = []
  const left: number[] = []
  const withdrawn = new Set<number>()
  let now = 0
  expect([book.expire(now), naive.expire(now)]).toEqual([0, 0])
  let checked = 0
  for (const event of life) {
    if (event[0] === 'submit') {
      const [, isBid, meter, wanted, price, time] = event
      const side = isBid ? 'bid' : 'offer'
      const expiresAt = time === null ? Number.POSITIVE_INFINITY : now + time
      orders.push({ side, meter, quantity: wanted, price, expiresAt })
      left.push(wanted)
      expect(book.submit(side, meter, wanted, price, expiresAt)).toBe(orders.length - 1)
      naive.submit(side, meter, wanted, price, expiresAt)
    } else if (event[0] === 'cancel') {
      const order = event[1] % (orders.length + 1)
      const isCancelled = book.cancel(order)
      expect(isCancelled).toBe(naive.cancel(order))
      if (isCancelled) {
        withdrawn.add(order)
      }
    } else {
      now += event[1]
      expect(book.expire(now)).toBe(naive.expire(now))
    }
    for (; checked < trades.length; checked++) {
      const [bid, offer, traded, price] = trades[checked]
      left[bid] -= traded
      left[offer] -= traded
      const { [bid]: buying, [offer]: selling } = orders
      const isAllowed =
        traded >= smallestTrade &&
        [left[bid], left[offer]].every((energy) => energy >= 0) &&
        price === orders[Math.min(bid, offer)].price &&
        [buying.side, selling.side].join() === 'bid,offer' &&
        buying.price >= price &&
        selling.price <= price &&
        buying.meter !== selling.meter &&
        Math.min(buying.expiresAt, selling.expiresAt) > now &&
        !withdrawn.has(bid) &&
        !withdrawn.has(offer)
      expect(isAllowed).toBe(true)
    }
    const { bestBid, bestOffer } = book
    expect([bestBid, bestOffer]).toEqual([naive.bestBid, naive.bestOffer])
    expect((bestBid ?? -1) < (bestOffer ?? Number.POSITIVE_INFINITY)).toBe(true)
  }
  expect(trades).toEqual(naiveTrades)
  expect(orders.map((_, id) => book.resting(id))).toEqual(orders.map((_, id) => naive.resting(id)))
}

describe('ContinuousBook beside a naive one', () => {
  it('makes the same trades at few prices, with many ties', () => {
    const lives = fc.tuple(events(fc.nat(6), 80), fc.constantFrom(1, 1, 3, 1000))
    fc.assert(
      fc.property(lives, ([life, smallestTrade]) => expectSameLife(life, smallestTrade)),
      { numRuns: 200 },
    )
  })

  it('makes the same trades at many prices, with few ties', () => {
    fc.assert(
      fc.property(events(fc.integer({ min: 0, max: 1_000_000_000 }), 400), (life) => expectSameLife(life, 1)),
      { numRuns: 15 },
    )
  })
})
