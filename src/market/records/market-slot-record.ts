/** @module What a market slot came to as a whole, as the outside world sees it. */

import { MARKET_MECHANISMS } from '../../config/settings.ts'
import { choiceField, nullable, type RecordField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import {
  energyField,
  moneyField,
  numberField,
  priceField,
  ratioField,
  SLOT_FIELDS,
  shareField,
  signedMoneyField,
} from './record-fields.ts'

/** One line of `market_slots.jsonl`; units and meanings are in MARKET_SLOT_FIELDS. */
export interface MarketSlotRecord {
  readonly timestamp: string
  readonly slot_start: string
  readonly mechanism: string
  readonly grid_feed_in_rate: number
  readonly grid_purchase_rate: number
  readonly energy_generated: number
  readonly energy_consumed: number
  readonly energy_imported: number
  readonly energy_exported: number
  readonly bids: number
  readonly offers: number
  readonly energy_bid: number
  readonly energy_offered: number
  readonly opportunities: number
  readonly trades: number
  readonly energy_traded: number
  readonly price: number | null
  readonly network_fees: number
  readonly operator_balance: number
  readonly welfare: number
  readonly maximal_welfare: number
  readonly efficiency: number | null
  readonly price_of_fairness: number | null
  readonly local_share_of_imports: number | null
  readonly local_share_of_exports: number | null
  readonly local_share_of_tradable: number | null
  readonly campus_self_consumption: number | null
  readonly campus_self_sufficiency: number | null
  readonly bill: number
  readonly grid_only_bill: number
  readonly saving: number
  readonly worse_off: number
  readonly gini_of_savings: number | null
  readonly jain_of_savings: number | null
  readonly quality_of_service_mean: number | null
  readonly quality_of_service_min: number | null
  readonly quality_of_service_jain: number | null
}

export const MARKET_SLOT_FIELDS: readonly RecordField<keyof MarketSlotRecord>[] = [
  ...SLOT_FIELDS,
  choiceField('mechanism', MARKET_MECHANISMS, 'The rule that cleared it.'),
  priceField('grid_feed_in_rate', 'What the grid pays in the slot.'),
  priceField('grid_purchase_rate', 'What the grid charges in the slot.'),
  energyField('energy_generated', 'Energy the arrays generated.'),
  energyField('energy_consumed', 'Energy the loads consumed.'),
  energyField('energy_imported', 'Energy all meters took.'),
  energyField('energy_exported', 'Energy all meters gave.'),
  numberField('bids', 'Orders to buy.'),
  numberField('offers', 'Orders to sell.'),
  energyField('energy_bid', 'Energy the bids ask for.'),
  energyField('energy_offered', 'Energy the offers hold.'),
  numberField('opportunities', 'Opportunities published.'),
  numberField('trades', 'Trades.'),
  energyField('energy_traded', 'Energy that changed hands.'),
  nullable(
    priceField('price', 'Σ buyer_amount of the trades ÷ energy_traded: the mean before fees; null without trades.'),
  ),
  moneyField('network_fees', 'What buyers paid the network.'),
  signedMoneyField('operator_balance', 'What buyers paid less what sellers received; negative is a deficit.'),
  signedMoneyField(
    'welfare',
    'Σ (bid − ask) · energy over the trades, at the limits; trades that ignore them can make it negative.',
  ),
  moneyField(
    'maximal_welfare',
    'The same of the best allocation of the same orders, in one pool without fees; what efficiency is measured by.',
  ),
  // Not bounded: trades that ignore limits can lose welfare, and the best allocation makes no pair below the smallest trade.
  nullable(ratioField('efficiency', 'welfare ÷ maximal_welfare; null where there was nothing to gain.')),
  nullable(
    ratioField('price_of_fairness', '1 − efficiency: the share of maximal_welfare given up; null where that is 0.'),
  ),
  nullable(shareField('local_share_of_imports', 'energy_traded ÷ energy_imported; null without imports.')),
  nullable(shareField('local_share_of_exports', 'energy_traded ÷ energy_exported; null without exports.')),
  nullable(
    shareField(
      'local_share_of_tradable',
      'energy_traded ÷ the lesser of energy_imported and energy_exported; null where that is 0.',
    ),
  ),
  nullable(
    shareField(
      'campus_self_consumption',
      'Σ over intervals of min(generated, consumed + charged) of the campus as one meter ÷ energy_generated; null ' +
        'without generation.',
    ),
  ),
  nullable(
    shareField(
      'campus_self_sufficiency',
      'Σ over intervals of min(consumed, generated + discharged) of the campus as one meter ÷ energy_consumed; null ' +
        'without consumption.',
    ),
  ),
  signedMoneyField('bill', 'What all meters paid, fees and grid included; negative when together they earned.'),
  signedMoneyField('grid_only_bill', 'What the bill would have been with the same energies and no trade.'),
  signedMoneyField('saving', 'grid_only_bill − bill.'),
  numberField('worse_off', 'Meters whose saving in the slot is below −0.001 of the currency.'),
  nullable(
    shareField(
      'gini_of_savings',
      "Gini coefficient of all meters' savings in the slot, losses counted as 0; null where nobody saved.",
    ),
  ),
  nullable(
    shareField(
      'jain_of_savings',
      "Jain's index of the same: 1 all the same, 1 ÷ meters when one has all; null where nobody saved.",
    ),
  ),
  nullable(
    shareField('quality_of_service_mean', 'Mean over the orders of the share that was filled; null without orders.'),
  ),
  nullable(shareField('quality_of_service_min', 'The least of these shares; null without orders.')),
  nullable(shareField('quality_of_service_jain', "Jain's index of these shares; null where none was filled.")),
]

export const MARKET_SLOT_SCHEMA = recordSchema(
  'Market slot',
  'What one market slot came to over all meters: orders, trades, money and indicators.',
  MARKET_SLOT_FIELDS,
)
