/** @module The best opportunities of a slot with what their scores are made of. */

import * as z from 'zod'
import { opportunitySchema } from '../published-records.ts'
import { recordedSlot } from '../recorded/recorded-slot.ts'
import { scoreParts } from '../recorded/score-parts.ts'
import { slotOrders } from '../recorded/slot-orders.ts'
import { defineRoute } from '../route.ts'
import { instant, wholeNumberText } from '../schemas.ts'
import { slotParameter } from './market-book.ts'

const part = z.number().min(0).max(1)

const partsSchema = z
  .strictObject({
    spread: part.describe("The spread as a share of the grid's; weight 5/15."),
    energy: part.describe('The energy as a share of the larger of both orders; weight 4/15.'),
    distance: part.describe('1 within a building, 0.75 within a zone, 0.5 across zones; weight 3/15.'),
    strategy: part.describe('How often asks and bids of the two trading preferences meet; weight 2/15.'),
    reliability: part.describe('How far past orders were filled, of the less reliable meter; weight 1/15.'),
  })
  .meta({ id: 'ScoreParts', description: 'What the score of an opportunity is made of, before the weights.' })

export const opportunityScoresRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/opportunities/scores',
  operationId: 'listOpportunityScores',
  tag: 'Market',
  summary: 'The best opportunities of any slot, and what their scores are made of',
  query: z.strictObject({
    slot: slotParameter,
    limit: wholeNumberText(1, 1_000).default(20).describe('Entries, at most.'),
  }),
  result: z.strictObject({
    slot: instant.describe('End of the slot.'),
    items: z.array(
      z.strictObject({
        opportunity: opportunitySchema,
        parts: partsSchema.nullable().describe('Null where an order of the two is not in the database yet.'),
      }),
    ),
  }),
  problems: [404, 422, 503],
  async handle({ query }, { live, recorded }) {
    const { run, terms } = live.facts
    const slot = await recordedSlot(recorded, query.slot)
    const [orders, { items }] = await Promise.all([
      slotOrders(recorded, run.meters, terms, slot),
      recorded.page('trading_opportunities', {
        fromMs: slot.endMs - 1,
        toMs: slot.endMs,
        order: 'oldest',
        after: null,
        limit: query.limit,
      }),
    ])
    const parts = scoreParts(items, slot.record, orders, run.meters)
    return {
      slot: String(slot.record.timestamp),
      items: items.map((opportunity, i) => ({ opportunity, parts: parts[i] ?? null })),
    }
  },
})
