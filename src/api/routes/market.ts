/** @module The market: its last clearing, its prices, opportunities and trades. */

import * as z from 'zod'
import type { ApiContext } from '../api-context.ts'
import { pageOf, pageParameters } from '../page.ts'
import { marketSlotSchema, opportunitySchema, tradeSchema } from '../published-records.ts'
import { defineRoute, pageOfJson } from '../route.ts'
import { wholeNumberText } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'
import { requireMeter } from './meters.ts'

export const orderParameter = z.enum(['newest', 'oldest']).default('newest').describe('Which records come first.')

const meterParameter = z.string().min(1).max(200).optional()

const gridPricesSchema = z
  .strictObject({
    purchase: z.number().describe('What the grid charges. Unit: currency/kWh.'),
    feed_in: z.number().describe('What the grid pays. Unit: currency/kWh.'),
  })
  .meta({ id: 'GridPrices' })

const marketSchema = z
  .strictObject({
    currency: z.string(),
    mechanism: z.string(),
    grid_prices: gridPricesSchema
      .nullable()
      .describe('In the present slot; null until a slot has closed in this process.'),
    last_slot: marketSlotSchema.nullable().describe('Null until a slot has closed.'),
  })
  .meta({ id: 'Market', description: 'The market as it stands.' })

export const marketRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market',
  operationId: 'getMarket',
  tag: 'Market',
  summary: 'The last clearing and the present prices of the grid',
  result: marketSchema,
  handle: (_request, { live, recorded }) => {
    const { run } = live.facts
    const market = live.lastTick?.snapshot.market ?? null
    return {
      currency: run.currency,
      mechanism: run.market,
      grid_prices: market === null ? null : { purchase: market.gridPurchaseRate, feed_in: market.gridFeedInRate },
      last_slot: recorded.latestOf('market_slots', 1)[0] ?? null,
    }
  },
})

export const opportunitiesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/opportunities',
  operationId: 'listOpportunities',
  tag: 'Market',
  summary: 'The opportunities of the last slot, the best first',
  query: z.strictObject({ limit: wholeNumberText(1, 1_000).default(20).describe('Entries, at most.') }),
  result: z.strictObject({ items: z.array(opportunitySchema) }),
  handle({ query }, { recorded }) {
    // In the file they stand in the order of their rank.
    const items = recorded.latestOf('trading_opportunities', MOST_OPPORTUNITIES)
    return { items: items.slice(0, query.limit) }
  },
})

/** A slot publishes no more, whatever the settings say. */
const MOST_OPPORTUNITIES = 100_000

export const slotsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/slots',
  operationId: 'listMarketSlots',
  tag: 'Market',
  summary: 'Slots of the market: orders, price, trades, money and indicators of each',
  query: z.strictObject({ ...rangeParameters, order: orderParameter, ...pageParameters }),
  result: pageOf(marketSlotSchema),
  problems: [422, 503],
  async handle({ query }, { recorded }) {
    const { from, to, order, limit, after = null } = query
    requireOrder(from, to)
    return pageOfJson(await recorded.pageOfTexts('market_slots', { ...within(from, to), order, limit, after }))
  },
})

export const tradesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/trades',
  operationId: 'listTrades',
  tag: 'Market',
  summary: 'Trades between meters',
  query: z.strictObject({
    meter_id: meterParameter.describe('A meter that bought or sold.'),
    buyer_id: meterParameter,
    seller_id: meterParameter,
    ...rangeParameters,
    order: orderParameter,
    ...pageParameters,
  }),
  result: pageOf(tradeSchema),
  problems: [422, 503],
  async handle({ query }, context) {
    const { from, to, order, limit, after = null, meter_id, buyer_id, seller_id } = query
    requireOrder(from, to)
    requireKnown(context, meter_id, buyer_id, seller_id)
    const page = await context.recorded.pageOfTexts('trades', {
      ...within(from, to),
      equal: { buyer_id: asList(buyer_id), seller_id: asList(seller_id) },
      ...(meter_id !== undefined && { either: { fields: ['buyer_id', 'seller_id'], value: meter_id } }),
      order,
      limit,
      after,
    })
    return pageOfJson(page)
  },
})

function requireKnown(context: ApiContext, ...meterIds: readonly (string | undefined)[]): void {
  for (const meterId of meterIds) {
    if (meterId !== undefined) requireMeter(context, meterId)
  }
}

export function within(from: number | undefined, to: number | undefined): { fromMs?: number; toMs?: number } {
  return { ...(from !== undefined && { fromMs: from }), ...(to !== undefined && { toMs: to }) }
}

export function asList(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value]
}
