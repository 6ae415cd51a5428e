/** @module The market in a line or two: what the last closed slot came to, and who traded most in it. */

import type { CampusSnapshot, MarketSnapshot, TradeSnapshot } from '../../simulation/snapshot.ts'
import { counted, figure, price } from './figures.ts'
import { clockTime } from './local-date-time.ts'
import type { ScreenSize } from './screen-size.ts'
import { flowSpans, renderSpans, type Span, spansWidth } from './spans.ts'

const GAP = 3
/** Rows the meters need before a line for the market, and another for its trades, are worth their place. */
const ROWS_FOR_MARKET = 8
const ROWS_FOR_TRADES = 14

/**
 * At most two lines with a blank one above; none before a slot has closed, or where meters need the rows.
 *
 * @param screen - its rows are those the market and the meters share
 */
export function renderMarket({ market, timeZone }: CampusSnapshot, screen: ScreenSize): string[] {
  if (market === null || screen.rows < ROWS_FOR_MARKET) return []
  const lines = ['', oneLine(slotGroups(market, timeZone), screen)]
  const trades = tradeGroups(market)
  if (trades.length > 0 && screen.rows >= ROWS_FOR_TRADES && spansWidth(trades[0]) <= screen.columns) {
    lines.push(oneLine(trades, screen))
  }
  return lines
}

/** `45.9 kWh at 0.240 USD/kWh`, for logs. */
export function marketPhrase(market: MarketSnapshot): string {
  return market.trades === 0 ? 'no trades' : `${figure(market.tradedKwh)} kWh at ${pricePhrase(market)}`
}

function slotGroups(market: MarketSnapshot, timeZone: string): Span[][] {
  const { slotStartMs, slotEndMs, tradedKwh, trades, gridFeedInRate, gridPurchaseRate } = market
  const slot = `Market ${clockTime(slotStartMs, timeZone)}–${clockTime(slotEndMs, timeZone)}`
  const traded: Span[][] =
    trades === 0
      ? [[{ text: 'no trades' }]]
      : [
          [{ text: pricePhrase(market), role: 'price' }],
          [{ text: `${figure(tradedKwh)} kWh in ${counted(trades, 'trade')}`, role: 'export' }],
        ]
  const grid = `grid ${gridRate(gridFeedInRate)} to ${gridRate(gridPurchaseRate)}`
  return [[{ text: slot, role: 'muted' }], ...traded, [{ text: grid, role: 'muted' }]]
}

function tradeGroups({ largestTrades }: MarketSnapshot): Span[][] {
  return largestTrades.map((trade, rank) => [
    ...(rank === 0 ? [{ text: 'Largest ', role: 'muted' } as const] : []),
    ...tradeSpans(trade),
  ])
}

function tradeSpans({ sellerId, buyerId, kwh, price: paid }: TradeSnapshot): Span[] {
  return [
    { text: `${sellerId} → ${buyerId} ` },
    { text: `${figure(kwh)} kWh`, role: 'export' },
    { text: ' at ', role: 'muted' },
    { text: price(paid), role: 'price' },
  ]
}

function pricePhrase(market: MarketSnapshot): string {
  return `${price(market.price)} ${market.currency}/kWh`
}

/** Tariffs are round numbers: `0.12`, but `0.065`. */
function gridRate(value: number): string {
  return price(value).replace(/(\.\d\d)0$/, '$1')
}

/** As many groups as fit, from the first on. */
function oneLine(groups: readonly (readonly Span[])[], screen: ScreenSize): string {
  const [line] = flowSpans(groups, screen.columns, GAP)
  return renderSpans(line, screen)
}
