/** @module The settings of prices, the grid's tariff and the carbon accounting. */

import { type SettingDefinition, setting } from '../setting-definition.ts'
import type { Settings } from '../settings.ts'
import { currencyCode, decimal } from '../value-kinds.ts'

type PriceField = keyof Pick<
  Settings,
  'minSellPrice' | 'maxSellPrice' | 'minBuyPrice' | 'maxBuyPrice' | 'gridFeedInRate' | 'gridPurchaseRate'
>

/** Far above any tariff in any currency, and still exact in millionths. */
const MAX_PRICE = 1e6

function price(variable: string, field: PriceField, defaultText: string, description: string) {
  return setting(variable, decimal(0, MAX_PRICE), { field, defaultText, inCampusFile: true, description })
}

export const MARKET_SETTINGS = {
  minSellPrice: price('MIN_SELL_PRICE', 'minSellPrice', '0.15', 'Lowest price a seller asks [currency/kWh].'),
  maxSellPrice: price('MAX_SELL_PRICE', 'maxSellPrice', '0.35', 'Highest price a seller asks [currency/kWh].'),
  minBuyPrice: price('MIN_BUY_PRICE', 'minBuyPrice', '0.20', 'Lowest price a buyer bids [currency/kWh].'),
  maxBuyPrice: price('MAX_BUY_PRICE', 'maxBuyPrice', '0.40', 'Highest price a buyer bids [currency/kWh].'),
  gridFeedInRate: price(
    'GRID_FEED_IN_RATE',
    'gridFeedInRate',
    '0.12',
    'What the grid pays for exported energy [currency/kWh].',
  ),
  gridPurchaseRate: price(
    'GRID_PURCHASE_RATE',
    'gridPurchaseRate',
    '0.28',
    'What the grid charges for imported energy [currency/kWh].',
  ),
  currency: setting('CURRENCY', currencyCode(), {
    field: 'currency',
    defaultText: 'USD',
    inCampusFile: true,
    description: 'Currency of all prices; a label, nothing is converted.',
  }),
  carbonOffsetRate: setting('CARBON_OFFSET_RATE', decimal(0, 10, 'kg CO2/kWh'), {
    field: 'carbonOffsetRate',
    defaultText: '0.7',
    inCampusFile: true,
    description: "Emissions avoided per kWh generated [kg CO2/kWh]; Thailand's grid factor is about 0.5.",
  }),
} satisfies Record<string, SettingDefinition<string> | SettingDefinition<number>>
