/** @module The settings of prices, the grid's tariff and the carbon accounting. */

import { setting } from '../setting-definition.ts'
import {
  CERTIFICATE_CLAIMS,
  CERTIFICATE_UNITS,
  EMISSION_FACTOR_NAMES,
  MARGIN_PRIORITIES,
  MARKET_CHOICES,
  type Settings,
} from '../settings.ts'
import { choice, currencyCode, decimal, filePath, optional, toggle, wholeNumber } from '../value-kinds.ts'

type PriceField = keyof Pick<
  Settings,
  | 'minSellPrice'
  | 'maxSellPrice'
  | 'minBuyPrice'
  | 'maxBuyPrice'
  | 'gridFeedInRate'
  | 'gridPurchaseRate'
  | 'batteryWearCost'
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
  batteryWearCost: price(
    'BATTERY_WEAR_COST',
    'batteryWearCost',
    '0.03',
    'What ageing costs a battery that trades per kWh charged [currency/kWh]; about 1 in THB.',
  ),
  carbonOffsetRate: setting('CARBON_OFFSET_RATE', decimal(0, 10, 'kg CO2e/kWh'), {
    field: 'carbonOffsetRate',
    defaultText: '0.7',
    inCampusFile: true,
    description:
      "Emissions avoided per kWh generated [kg CO2e/kWh]; Thailand's grid factor is about 0.5. " +
      'Of this and the next two, the nearest source counts.',
  }),
  emissionFactor: setting('EMISSION_FACTOR', optional(choice(EMISSION_FACTOR_NAMES)), {
    field: 'emissionFactor',
    flag: 'emission-factor',
    defaultText: '',
    whenUnset: '(the rate above)',
    inCampusFile: true,
    description: "Published emission factor instead of the rate; `thailand-tgo` changes with its publisher's dates.",
  }),
  emissionFactorFile: setting('EMISSION_FACTOR_FILE', optional(filePath()), {
    field: 'emissionFactorFile',
    flag: 'emission-factor-file',
    defaultText: '',
    whenUnset: '(the rate above)',
    inCampusFile: true,
    description: 'Emission factors over time (CSV: timestamp, kg_per_kwh) instead of the rate.',
  }),
  tariffFile: setting('TARIFF_FILE', optional(filePath()), {
    field: 'tariffFile',
    flag: 'tariff',
    defaultText: '',
    whenUnset: '(the two flat rates above)',
    inCampusFile: true,
    description: 'Time-of-use tariff that replaces the flat rates; `config/thai_tou_tariff.json` is an example.',
  }),
} as const

function fee(
  variable: string,
  field: keyof Pick<Settings, 'networkFeeSameBuilding' | 'networkFeeSameZone' | 'networkFeeAcrossZones'>,
  defaultText: string,
  where: string,
) {
  const description = `Network fee the buyer pays for a trade ${where} [currency/kWh].`
  return setting(variable, decimal(0, MAX_PRICE), { field, defaultText, inCampusFile: true, description })
}

/** The settings of the market between meters, and of certificates. */
export const TRADING_SETTINGS = {
  marketMechanism: setting('MARKET_MECHANISM', choice(MARKET_CHOICES), {
    field: 'marketMechanism',
    flag: 'market',
    defaultText: 'call-auction',
    inCampusFile: true,
    description:
      'Rule that clears the market of each slot; `grid-only` settles without trade, `none` leaves the meters alone.',
  }),
  slotSeconds: setting('MARKET_SLOT', optional(wholeNumber(1, 86_400, 'seconds')), {
    field: 'slotSeconds',
    flag: 'slot',
    defaultText: '',
    whenUnset: '(900, or the interval where that is longer)',
    inCampusFile: true,
    description: 'Length of a market slot in simulated time [s]: a multiple of the interval that divides a day.',
  }),
  marketK: setting('MARKET_K', decimal(0, 1), {
    field: 'marketK',
    flag: 'k',
    defaultText: '0.5',
    inCampusFile: true,
    description: 'Where a price is set between the marginal offer (0) and the marginal bid (1).',
  }),
  marginPriority: setting('MARKET_MARGIN_PRIORITY', choice(MARGIN_PRIORITIES), {
    field: 'marginPriority',
    defaultText: 'pro-rata',
    inCampusFile: true,
    description: 'How orders of the marginal price share what is left for them.',
  }),
  ownZoneFirst: setting('MARKET_OWN_ZONE_FIRST', toggle(), {
    field: 'ownZoneFirst',
    defaultText: 'true',
    inCampusFile: true,
    description: 'Clear within buildings first, then within zones, then across the campus.',
  }),
  beyondGrid: setting('MARKET_BEYOND_GRID', toggle(), {
    field: 'beyondGrid',
    defaultText: 'false',
    inCampusFile: true,
    description: "Let limits be worse than the grid's own prices, for research.",
  }),
  networkFeeSameBuilding: fee('NETWORK_FEE_SAME_BUILDING', 'networkFeeSameBuilding', '0', 'within a building'),
  networkFeeSameZone: fee('NETWORK_FEE_SAME_ZONE', 'networkFeeSameZone', '0.005', 'within a zone'),
  networkFeeAcrossZones: fee('NETWORK_FEE_ACROSS_ZONES', 'networkFeeAcrossZones', '0.01', 'across zones'),
  smallestTradeKwh: setting('MARKET_SMALLEST_TRADE', decimal(0.000001, 1e6, 'kWh'), {
    field: 'smallestTradeKwh',
    defaultText: '0.001',
    inCampusFile: true,
    description: 'Smallest energy worth an order or a trade [kWh].',
  }),
  largestOrderKwh: setting('MARKET_LARGEST_ORDER', optional(decimal(0.000001, 1e6, 'kWh')), {
    field: 'largestOrderKwh',
    defaultText: '',
    whenUnset: '(unlimited)',
    inCampusFile: true,
    description: 'Largest energy of one order [kWh].',
  }),
  opportunitiesPerSlot: setting('MARKET_OPPORTUNITIES', wholeNumber(0, 100_000), {
    field: 'opportunitiesPerSlot',
    defaultText: '50',
    inCampusFile: true,
    description: 'Opportunities published per slot, the best first.',
  }),
  certificateUnit: setting('CERTIFICATE_UNIT', choice(CERTIFICATE_UNITS), {
    field: 'certificateUnit',
    defaultText: 'wh',
    inCampusFile: true,
    description: 'What a certificate counts: watt-hours (granular) or whole megawatt-hours (I-REC).',
  }),
  certificateIntervalSeconds: setting('CERTIFICATE_INTERVAL', optional(wholeNumber(1, 86_400, 'seconds')), {
    field: 'certificateIntervalSeconds',
    defaultText: '',
    whenUnset: '(3600, or the slot where that does not divide an hour)',
    inCampusFile: true,
    description: 'Time over which generation is certified at once [s]: whole slots that divide a day.',
  }),
  certificateClaims: setting('CERTIFICATE_CLAIMS', choice(CERTIFICATE_CLAIMS), {
    field: 'certificateClaims',
    defaultText: 'none',
    inCampusFile: true,
    description:
      'Whether each meter retires and claims certificates for the energy it kept, hour by hour (`matched`), or all stay active.',
  }),
  certificateLifetimeDays: setting('CERTIFICATE_LIFETIME_DAYS', wholeNumber(1, 36_500, 'days'), {
    field: 'certificateLifetimeDays',
    defaultText: '730',
    inCampusFile: true,
    description: "Days after which an unused certificate expires; the default is that of EnergyTag's registry.",
  }),
} as const
