/** @module A trade as the outside world sees it. */

import { MARKET_MECHANISMS } from '../../config/settings.ts'
import { amountField, choiceField, type RecordField, textField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import { energyField, moneyField, priceField, SLOT_FIELDS } from './record-fields.ts'

/** How far the pool a trade cleared in reaches, by the level of SlotTrades. */
export const TRADE_LEVELS = ['building', 'zone', 'campus'] as const

/** One line of `trades.jsonl`; units and meanings are in TRADE_FIELDS. */
export interface TradeRecord {
  readonly timestamp: string
  readonly slot_start: string
  readonly trade_id: string
  readonly buyer_id: string
  readonly seller_id: string
  readonly energy: number
  readonly price: number
  readonly buyer_amount: number
  readonly seller_amount: number
  readonly network_fee: number
  readonly carbon_offset: number
  readonly level: (typeof TRADE_LEVELS)[number]
  readonly mechanism: string
}

export const TRADE_FIELDS: readonly RecordField<keyof TradeRecord>[] = [
  ...SLOT_FIELDS,
  textField(
    'trade_id',
    "The slot's end and the number of the trade in it, from 1: unique in a run.",
    '^\\d{8}T\\d{6}(\\.\\d{3})?Z-[1-9]\\d*$',
  ),
  textField('buyer_id', 'The meter that bought.'),
  textField('seller_id', 'The meter that sold.'),
  energyField('energy', 'Energy that changed hands.'),
  priceField('price', 'buyer_amount ÷ energy, rounded: the price before the network fee.'),
  moneyField('buyer_amount', 'What the buyer paid for the energy.'),
  moneyField('seller_amount', 'What the seller received; some mechanisms pay less or more than the buyer.'),
  moneyField('network_fee', 'What the buyer paid the network on top.'),
  amountField(
    'carbon_offset',
    'kg CO2e',
    6,
    'Emissions avoided by the part the seller generated itself in the slot, times the mean emission factor of the ' +
      'slot; energy out of a battery avoids none.',
  ),
  choiceField('level', TRADE_LEVELS, 'How far the pool it cleared in reaches.'),
  choiceField('mechanism', MARKET_MECHANISMS, 'The rule that cleared it.'),
]

export const TRADE_SCHEMA = recordSchema(
  'Trade',
  'Energy that one meter bought from another in one market slot.',
  TRADE_FIELDS,
)
