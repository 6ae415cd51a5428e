/** @module The order book of a market slot, and the curves it makes. */

import * as z from 'zod'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import { type ClearingCurve, type CurveStep, clearingCurve } from '../../market/clearing-curve.ts'
import { MICRO_PER_UNIT, toMicro } from '../../market/money.ts'
import type { OrderColumns } from '../../market/order-book.ts'
import { rank } from '../../market/ranking.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { MarketTerms } from '../market-terms.ts'
import { marketSlotSchema } from '../published-records.ts'
import type { RecordedRun } from '../recorded/recorded-run.ts'
import { type RecordedSlot, recordedSlot } from '../recorded/recorded-slot.ts'
import { slotOrders } from '../recorded/slot-orders.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { defineRoute } from '../route.ts'
import { instant, instantText, wholeNumberText } from '../schemas.ts'

export const slotParameter = instantText
  .optional()
  .describe('An instant of the slot: behind its begin, up to its end. Without it, the last slot that is recorded.')

const MOST_ORDERS = 1_000

const stepSchema = z
  .strictObject({
    price: z.number().describe('Limit of its orders. Unit: currency/kWh.'),
    energy: z.number().describe('Energy of its orders. Unit: kWh.'),
    cumulated: z.number().describe('With that of the steps before. Unit: kWh.'),
    orders: z.int(),
  })
  .meta({ id: 'CurveStep', description: 'All orders of one side with one limit.' })

const orderSchema = z
  .strictObject({
    meter_id: z.string(),
    energy: z.number().describe('Energy of the order. Unit: kWh.'),
    limit: z.number().describe('The most a bid pays, the least an offer takes. Unit: currency/kWh.'),
    filled: z.number().describe('What of it was traded. Unit: kWh.'),
  })
  .meta({ id: 'MarketOrder' })

const levelSchema = z
  .strictObject({
    level: z.enum(['building', 'zone', 'campus']),
    network_fee: z.number().describe('Of a trade there. Unit: currency/kWh.'),
    trades: z.int(),
    energy: z.number().describe('Unit: kWh.'),
    price: z.number().describe('Mean before fees. Unit: currency/kWh.'),
  })
  .meta({ id: 'ClearedLevel', description: 'What was traded in the pools of one reach.' })

const bookSchema = z
  .strictObject({
    slot: marketSlotSchema,
    previous: instant.nullable().describe('End of the slot before; null where there is none.'),
    next: instant.nullable().describe('End of the slot after; null where there is none yet.'),
    is_complete: z
      .boolean()
      .describe('Whether these are all orders of the slot; others have not been delivered to the database yet.'),
    own_zone_first: z
      .boolean()
      .describe(
        'Whether it was cleared within buildings first, then zones, then the campus. The curves then show all orders as if in one pool without fees, which is what efficiency is measured by, and `levels` what was traded.',
      ),
    network_fee: z
      .number()
      .describe('Taken off the limits of the bids in `demand`: what carrying the energy costs. Unit: currency/kWh.'),
    demand: z.array(stepSchema).describe('From the highest limit down.'),
    supply: z.array(stepSchema).describe('From the lowest limit up.'),
    crossing: z
      .strictObject({
        energy: z.number().describe('The most that both sides agree to trade. Unit: kWh.'),
        price_from: z.number().describe('Lowest price at which they do. Unit: currency/kWh.'),
        price_to: z.number().describe('Highest price at which they do. Unit: currency/kWh.'),
      })
      .nullable()
      .describe('Where the curves cross; null where no bid reaches an offer.'),
    levels: z.array(levelSchema),
    bids: z.array(orderSchema).describe('In merit order, the highest limit first; the first `orders` of them.'),
    offers: z.array(orderSchema).describe('In merit order, the lowest limit first; the first `orders` of them.'),
  })
  .meta({ id: 'MarketBook', description: 'The orders of a market slot and the curves they make.' })

type BookAnswer = z.input<typeof bookSchema>

export const bookRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/book',
  operationId: 'getMarketBook',
  tag: 'Market',
  summary: 'The order book of a slot: bids and offers, supply and demand, and where they cross',
  description:
    'An order is what a meter imported or exported in the slot, at the limit that its readings carry: both are recorded, ' +
    'and the book is made of them again.',
  query: z.strictObject({
    slot: slotParameter,
    orders: wholeNumberText(0, MOST_ORDERS).default(100).describe('Orders of each side, at most.'),
  }),
  result: bookSchema,
  problems: [404, 422, 503],
  async handle({ query }, { live, recorded }) {
    const { run, terms } = live.facts
    const slot = await recordedSlot(recorded, query.slot)
    const [orders, levels] = await Promise.all([
      slotOrders(recorded, run.meters, terms, slot),
      levelsOf(recorded, run.run_id, slot, terms),
    ])
    const { book, bought, sold, isComplete } = orders
    const { ownZoneFirst, networkFeeAcrossZones } = terms
    const fee = ownZoneFirst ? 0 : networkFeeAcrossZones
    const first = (side: OrderColumns, best: 'highest' | 'lowest', filled: Float64Array) =>
      bestOrders(side, best, query.orders, run.meters, filled)
    return {
      slot: slot.record,
      previous: slot.previous,
      next: slot.next,
      is_complete: isComplete,
      own_zone_first: ownZoneFirst,
      network_fee: fee,
      ...curves(clearingCurve(book, toMicro(fee))),
      levels,
      bids: first(book.bids, 'highest', bought),
      offers: first(book.offers, 'lowest', sold),
    }
  },
})

function curves({ demand, supply, crossing }: ClearingCurve): Pick<BookAnswer, 'demand' | 'supply' | 'crossing'> {
  const step = ({ price, quantity, cumulated, orders }: CurveStep) => ({
    price: price / MICRO_PER_UNIT,
    energy: quantity / MILLI_WH_PER_KWH,
    cumulated: cumulated / MILLI_WH_PER_KWH,
    orders,
  })
  return {
    demand: demand.map(step),
    supply: supply.map(step),
    crossing:
      crossing === null
        ? null
        : {
            energy: crossing.quantity / MILLI_WH_PER_KWH,
            price_from: crossing.lowest / MICRO_PER_UNIT,
            price_to: crossing.highest / MICRO_PER_UNIT,
          },
  }
}

function bestOrders(
  { size, meter, quantity, price }: OrderColumns,
  best: 'highest' | 'lowest',
  most: number,
  meters: readonly MeterEntry[],
  filled: Float64Array,
): BookAnswer['bids'] {
  const ranked = rank(
    price,
    Int32Array.from({ length: size }, (_, i) => i),
    best,
  )
  return Array.from(ranked.subarray(0, most), (i) => ({
    meter_id: meters[meter[i]]?.meter_id ?? '',
    energy: quantity[i] / MILLI_WH_PER_KWH,
    limit: price[i] / MICRO_PER_UNIT,
    filled: filled[meter[i]] / MILLI_WH_PER_KWH,
  }))
}

async function levelsOf(
  recorded: RecordedRun,
  runId: string,
  { endMs }: RecordedSlot,
  terms: MarketTerms,
): Promise<BookAnswer['levels']> {
  const rows = await recorded.rows(
    'trades',
    'select level, count(*) as trades, round(sum(energy)::numeric, 6)::float8 as energy, ' +
      'coalesce(round((sum(buyer_amount) / nullif(sum(energy), 0))::numeric, 6), 0)::float8 as price ' +
      `from trades where run_id = ${textLiteral(runId)} and "time" = ${instantLiteral(endMs)} group by level`,
  )
  const fees = {
    building: terms.networkFeeSameBuilding,
    zone: terms.networkFeeSameZone,
    campus: terms.networkFeeAcrossZones,
  } as const
  return (['building', 'zone', 'campus'] as const).flatMap((level) =>
    rows
      .filter((row) => row.level === level)
      .map((row) => ({
        level,
        network_fee: fees[level],
        trades: Number(row.trades),
        energy: Number(row.energy),
        price: Number(row.price),
      })),
  )
}
