/** @module An opportunity as the outside world sees it. */

import { countField, type RecordField, textField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import { energyField, priceField, SLOT_FIELDS } from './record-fields.ts'

/** One line of `trading_opportunities.jsonl`; units and meanings are in OPPORTUNITY_FIELDS. */
export interface OpportunityRecord {
  readonly timestamp: string
  readonly slot_start: string
  readonly rank: number
  readonly seller_id: string
  readonly buyer_id: string
  readonly energy: number
  readonly suggested_price: number
  readonly spread: number
  readonly distance_factor: number
  readonly score: number
}

export const OPPORTUNITY_FIELDS: readonly RecordField<keyof OpportunityRecord>[] = [
  ...SLOT_FIELDS,
  countField('rank', '', 'Place among the opportunities of the slot by score.'),
  textField('seller_id', 'The meter that could sell.'),
  textField('buyer_id', 'The meter that could buy.'),
  energyField('energy', 'Energy they could trade; no other opportunity of the slot counts it again.'),
  priceField(
    'suggested_price',
    "Halfway between the seller's limit and the buyer's limit less the network fee; the fee comes on top.",
  ),
  priceField('spread', 'How far the two limits are apart, less the network fee.'),
  {
    name: 'distance_factor',
    type: 'number',
    unit: '',
    decimals: 2,
    minimum: 0,
    maximum: 1,
    description: '1 within a building, 0.75 within a zone, 0.5 across zones.',
  },
  {
    name: 'score',
    type: 'number',
    unit: '',
    decimals: 6,
    minimum: 0,
    maximum: 1,
    description:
      '(5 · spread share + 4 · energy share + 3 · distance_factor + 2 · strategy compatibility + reliability) ÷ 15.',
  },
]

export const OPPORTUNITY_SCHEMA = recordSchema(
  'Opportunity',
  'Energy that two meters could trade in one market slot, published before it clears.',
  OPPORTUNITY_FIELDS,
)
