/** @module Markets side by side. */

import type { MarketSummary } from '../../market/market-summary.ts'
import { count, figure, share } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

const COLUMNS: readonly Column[] = [
  { header: 'Mechanism', align: 'left', role: 'strong' },
  { header: 'Trades', align: 'right', dropRank: 3 },
  { header: 'kWh', align: 'right', role: 'export' },
  { header: 'Price', align: 'right' },
  { header: 'Local', align: 'right', dropRank: 1 },
  { header: 'Efficiency', align: 'right' },
  { header: 'Fees', align: 'right', dropRank: 4 },
  { header: 'Operator', align: 'right', dropRank: 2 },
  { header: 'Saving', align: 'right', role: 'strong' },
  { header: 'Share', align: 'right' },
  { header: 'Worse off', align: 'right' },
  { header: 'Gini', align: 'right', dropRank: 5 },
  { header: 'Jain', align: 'right', dropRank: 6 },
  { header: 'Filled', align: 'right', dropRank: 7 },
]

/** One line per market under a header; money in their currency. */
export function renderComparison(
  markets: readonly MarketSummary[],
  screen: Pick<ScreenSize, 'columns' | 'color'>,
): string[] {
  return renderTable(
    COLUMNS,
    markets.map((market) => [
      market.mechanism,
      count(market.trades),
      figure(market.tradedKwh),
      figure(market.meanPrice),
      share(market.localShares.ofTradable),
      share(market.efficiency),
      figure(market.networkFees),
      figure(market.operatorBalance),
      figure(market.saving),
      share(market.savingShare),
      count(market.worseOff),
      figure(market.giniOfSavings),
      figure(market.jainOfSavings),
      share(market.qualityOfService.meanFill),
    ]),
    screen,
  )
}
