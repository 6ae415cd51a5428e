import { describe, expect, it } from 'vitest'
import { SOME_MARKET } from '../../market/market-summary.fixture.ts'
import type { MarketSummary } from '../../market/market-summary.ts'
import { renderComparison } from './comparison-table.ts'

const NOTHING: MarketSummary = {
  ...SOME_MARKET,
  mechanism: 'grid-only',
  trades: 0,
  tradedKwh: 0,
  meanPrice: null,
  localShares: { ofImports: 0, ofExports: null, ofTradable: null },
  efficiency: null,
  networkFees: 0,
  saving: 0,
  savingShare: 0,
  giniOfSavings: null,
  jainOfSavings: null,
  qualityOfService: { participants: 0, meanFill: null, minFill: null, fairness: null },
}
const DEFICIT: MarketSummary = { ...SOME_MARKET, mechanism: 'vcg', operatorBalance: -184.2, worseOff: 12 }

const render = (columns: number): string[] =>
  renderComparison([SOME_MARKET, DEFICIT, NOTHING], { columns, color: false })

describe('renderComparison', () => {
  it('has one line per market under a header, dashes for what is unknown', () => {
    expect(render(140)).toEqual([
      'Mechanism     Trades     kWh  Price   Local  Efficiency  Fees  Operator  Saving   Share  Worse off  Gini  Jain  Filled',
      'call-auction     300  20,000   0.20  90.0 %      95.0 %   100         0   3,600  5.66 %          0  0.40  0.60  70.0 %',
      'vcg              300  20,000   0.20  90.0 %      95.0 %   100      -184   3,600  5.66 %         12  0.40  0.60  70.0 %',
      'grid-only          0       0      –       –           –     0         0       0     0 %          0     –     –       –',
    ])
  })

  it('keeps on a narrow screen what matters most', () => {
    expect(render(70)).toEqual([
      'Mechanism        kWh  Price  Efficiency  Saving   Share  Worse off',
      'call-auction  20,000   0.20      95.0 %   3,600  5.66 %          0',
      'vcg           20,000   0.20      95.0 %   3,600  5.66 %         12',
      'grid-only          0      –           –       0     0 %          0',
    ])
  })

  it('fits every screen', () => {
    for (const columns of [60, 80, 100, 120]) {
      for (const line of render(columns)) expect(line.length).toBeLessThanOrEqual(columns)
    }
  })
})
