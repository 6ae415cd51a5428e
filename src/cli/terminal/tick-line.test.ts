import { describe, expect, it } from 'vitest'
import type { CampusSnapshot, MarketSnapshot } from '../../simulation/snapshot.ts'
import { renderTickLine } from './tick-line.ts'

const NOON: CampusSnapshot = {
  campus: 'UTCC Campus',
  timeZone: 'Asia/Bangkok',
  tick: 1,
  timeMs: Date.UTC(2026, 10, 24, 7, 5, 15),
  intervalSeconds: 15,
  weather: 'Sunny',
  ambientC: 33.4,
  windMs: 2,
  relativeHumidityPercent: 60,
  meanTemperatureC: 29,
  ghiWm2: 812.3,
  sunElevationDeg: 52.1,
  generationKw: 1284,
  loadKw: 1702,
  batteryKw: 86,
  stateOfChargePercent: 64.2,
  importKw: 332,
  exportKw: 0,
  selfSufficiency: 0.61,
  estimatedReadings: 0,
  suspectReadings: 0,
  market: null,
  meters: [],
}

const SLOT: MarketSnapshot = {
  currency: 'USD',
  mechanism: 'call-auction',
  slotStartMs: Date.UTC(2026, 10, 24, 7),
  slotEndMs: Date.UTC(2026, 10, 24, 7, 15),
  price: 0.24,
  tradedKwh: 45.94,
  trades: 12,
  gridPurchaseRate: 0.28,
  gridFeedInRate: 0.12,
  largestTrades: [],
}

describe('renderTickLine', () => {
  it('tells the campus in one line', () => {
    expect(renderTickLine(NOON, 0)).toBe(
      '2026-11-24 14:05:15  generation 1,284 kW  load 1,702 kW  battery 64.2 % charging 86.0 kW  import 332 kW  ' +
        'export 0 kW  self-sufficiency 61.0 %  Sunny 33 °C  sun 52° 812 W/m²',
    )
  })

  it('adds what was traded at the tick that closes a slot, and only there', () => {
    const end = { ...NOON, timeMs: SLOT.slotEndMs }
    expect(renderTickLine({ ...end, market: SLOT }, 0)).toMatch(/W\/m² {2}market 45\.9 kWh at 0\.240 USD\/kWh$/)
    const none = { ...SLOT, price: null, tradedKwh: 0, trades: 0 }
    expect(renderTickLine({ ...end, market: none }, 1)).toMatch(/ {2}market no trades {2}1 late$/)
    expect(renderTickLine({ ...NOON, market: SLOT }, 0)).toBe(renderTickLine(NOON, 0))
  })

  it('adds readings that are not good only when there are any', () => {
    expect(renderTickLine({ ...NOON, suspectReadings: 3 }, 1)).toMatch(/W\/m² {2}3 readings suspect {2}1 late$/)
  })

  it('adds late ticks only when there are any', () => {
    expect(renderTickLine({ ...NOON, batteryKw: 0 }, 2)).toMatch(/battery 64\.2 % {2}import .* {2}2 late$/)
  })
})
