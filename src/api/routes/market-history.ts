/** @module The market over time: prices beside the grid's, and indicators, of slots, hours, days or the whole run. */

import * as z from 'zod'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import type { JsonObject } from '../json-object.ts'
import { firstPage, type Page, pageOf, pageParameters } from '../page.ts'
import { MARKET_RESOLUTIONS, type MarketPeriods, periodRows, savingsOfPeriods } from '../recorded/market-periods.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'

/** Name, SQL and meaning of a figure. */
type Figure = readonly [sql: string, description: string]

const sum = (column: string): string => `round(sum(${column})::numeric, 6)::float8`
const ratio = (of: string, to: string): string => `round((sum(${of}) / nullif(sum(${to}), 0))::numeric, 6)::float8`
const KWH = ' Unit: kWh.'
const MONEY = ' Unit: currency.'
const PRICE = ' Unit: currency/kWh.'

const TRADED = {
  slots: ['count(*)', 'Slots that ended in it.'],
  trades: ['sum(trades)::float8', 'Trades.'],
  energy_traded: [sum('energy_traded'), `Energy that changed hands.${KWH}`],
} as const satisfies Record<string, Figure>

const PRICES = {
  ...TRADED,
  grid_purchase_rate: ['round(avg(grid_purchase_rate)::numeric, 6)::float8', `What the grid charges, mean.${PRICE}`],
  grid_feed_in_rate: ['round(avg(grid_feed_in_rate)::numeric, 6)::float8', `What the grid pays, mean.${PRICE}`],
} as const satisfies Record<string, Figure>

const PRICES_OR_NULL = {
  price: [ratio('price * energy_traded', 'energy_traded'), `Mean by energy, before fees; null without trades.${PRICE}`],
  price_min: ['min(price)', `The lowest of a slot.${PRICE}`],
  price_max: ['max(price)', `The highest of a slot.${PRICE}`],
} as const satisfies Record<string, Figure>

const SUMS = {
  ...TRADED,
  energy_generated: [sum('energy_generated'), `Energy the arrays generated.${KWH}`],
  energy_consumed: [sum('energy_consumed'), `Energy the loads consumed.${KWH}`],
  energy_imported: [sum('energy_imported'), `Energy all meters took.${KWH}`],
  energy_exported: [sum('energy_exported'), `Energy all meters gave.${KWH}`],
  network_fees: [sum('network_fees'), `What buyers paid the network.${MONEY}`],
  operator_balance: [sum('operator_balance'), `What buyers paid less what sellers received.${MONEY}`],
  welfare: [sum('welfare'), `Σ (bid − ask) · energy over the trades, at the limits.${MONEY}`],
  maximal_welfare: [sum('maximal_welfare'), `The same of the best allocation of the same orders.${MONEY}`],
  bill: [sum('bill'), `What all meters paid, fees and grid included.${MONEY}`],
  grid_only_bill: [sum('grid_only_bill'), `What they would have paid without trade.${MONEY}`],
  saving: [sum('saving'), `grid_only_bill − bill.${MONEY}`],
} as const satisfies Record<string, Figure>

const SHARES = {
  self_sufficiency: [
    ratio('coalesce(campus_self_sufficiency, 0) * energy_consumed', 'energy_consumed'),
    'Share of the consumption that the campus covered itself; null without consumption.',
  ],
  self_consumption: [
    ratio('coalesce(campus_self_consumption, 0) * energy_generated', 'energy_generated'),
    'Share of the generation that the campus used itself; null without generation.',
  ],
  local_share_of_imports: [
    ratio('energy_traded', 'energy_imported'),
    'energy_traded ÷ energy_imported; null without imports.',
  ],
  local_share_of_exports: [
    ratio('energy_traded', 'energy_exported'),
    'energy_traded ÷ energy_exported; null without exports.',
  ],
  local_share_of_tradable: [
    ratio('energy_traded', 'least(energy_imported, energy_exported)'),
    'energy_traded ÷ Σ over slots of the lesser of imports and exports; null where that is 0.',
  ],
  efficiency: [ratio('welfare', 'maximal_welfare'), 'welfare ÷ maximal_welfare; null where there was nothing to gain.'],
  saving_share: [
    'round((sum(saving) / nullif(abs(sum(grid_only_bill)), 0))::numeric, 6)::float8',
    'saving ÷ |grid_only_bill|; null where that is 0.',
  ],
} as const satisfies Record<string, Figure>

const numbers = <Name extends string>(figures: Readonly<Record<Name, Figure>>) =>
  mapped(figures, ([, description]) => z.number().describe(description))
const numbersOrNull = <Name extends string>(figures: Readonly<Record<Name, Figure>>) =>
  mapped(figures, ([, description]) => z.number().nullable().describe(description))

function mapped<Name extends string, Made>(
  figures: Readonly<Record<Name, Figure>>,
  make: (figure: Figure) => Made,
): Record<Name, Made> {
  const entries = Object.entries<Figure>(figures).map(([name, figure]) => [name, make(figure)])
  return Object.fromEntries(entries) as Record<Name, Made>
}

const times = {
  timestamp: instant.describe('End of the last slot in it.'),
  slot_start: instant.describe('Begin of the first slot in it.'),
}

const pricesSchema = z
  .strictObject({ ...times, ...numbers(PRICES), ...numbersOrNull(PRICES_OR_NULL) })
  .meta({ id: 'MarketPrices', description: 'Prices of the market beside those of the grid, over some time.' })

const indicatorsSchema = z
  .strictObject({
    ...times,
    ...numbers(SUMS),
    ...numbersOrNull(SHARES),
    worse_off: z.int().describe('Meters whose saving in all of it is below −0.001 of the currency.'),
    gini_of_savings: z
      .number()
      .nullable()
      .describe(
        'Gini coefficient of what the meters saved in all of it, losses counted as 0; null where nobody saved.',
      ),
    jain_of_savings: z.number().nullable().describe("Jain's index of the same."),
  })
  .meta({ id: 'MarketIndicators', description: 'Indicators of the market over some time: ratios of sums.' })

const query = z.strictObject({
  ...rangeParameters,
  resolution: z
    .enum(MARKET_RESOLUTIONS)
    .default('1d')
    .describe('What an entry is of: a slot, an hour, a day of the campus, or all of it.'),
  ...pageParameters,
})

export const pricesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/prices',
  operationId: 'listMarketPrices',
  tag: 'Market',
  summary: 'Price history: the market beside what the grid charges and pays',
  description: 'The oldest first; time without a slot is left out.',
  query,
  result: pageOf(pricesSchema),
  problems: [422, 503],
  async handle({ query: given }, context) {
    const rows = await rowsOf(context, periodsOf(given), { ...PRICES, ...PRICES_OR_NULL })
    return pageOfRows(rows, given.limit, (row) => pricesSchema.parse(entryOf(row)))
  },
})

export const indicatorsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/market/indicators',
  operationId: 'listMarketIndicators',
  tag: 'Market',
  summary: 'Indicators of slots, hours, days or the run: self-sufficiency, traded share, welfare, efficiency, fairness',
  description:
    'The oldest first; time without a slot is left out. Ratios are of sums; how evenly savings are spread is of what each ' +
    'meter saved in all of the time.',
  query,
  result: pageOf(indicatorsSchema),
  problems: [422, 503],
  async handle({ query: given }, context) {
    const { run } = context.live.facts
    const periods = periodsOf(given)
    const rows = await rowsOf(context, periods, { ...SUMS, ...SHARES })
    const last = rows.at(-1)
    const spreads = await savingsOfPeriods(context.recorded, run, {
      ...periods,
      to: last === undefined ? given.to : Date.parse(String(last.ended)),
    })
    return pageOfRows(rows, given.limit, (row) => {
      const spread = spreads.get(String(row.period)) ?? { worse_off: 0, gini_of_savings: null, jain_of_savings: null }
      return indicatorsSchema.parse({ ...entryOf(row), ...spread })
    })
  },
})

function periodsOf({ from, to, resolution, limit, after }: z.output<typeof query>): MarketPeriods {
  requireOrder(from, to)
  return { from, to, resolution, limit, after: after ?? null }
}

function rowsOf(
  { live, recorded }: ApiContext,
  periods: MarketPeriods,
  figures: Readonly<Record<string, Figure>>,
): Promise<readonly JsonObject[]> {
  return periodRows(
    recorded,
    live.facts.run,
    periods,
    mapped(figures, ([sql]) => sql),
  )
}

const TIMES: readonly string[] = ['period', 'begin', 'ended']

function entryOf(row: JsonObject): Record<string, unknown> {
  const figures = Object.entries(row).filter(([name]) => !TIMES.includes(name))
  return { timestamp: textOf(row.ended), slot_start: textOf(row.begin), ...Object.fromEntries(figures) }
}

function textOf(time: unknown): string {
  return utcText(Date.parse(String(time)))
}

/** A page ends with the last slot of its last entry, so that no slot is in two. */
function pageOfRows<Entry extends { readonly timestamp: string }>(
  rows: readonly JsonObject[],
  limit: number,
  entryOfRow: (row: JsonObject) => Entry,
): Page<Entry> {
  return firstPage(rows.map(entryOfRow), limit, ({ timestamp }) => [Date.parse(timestamp), ''])
}
