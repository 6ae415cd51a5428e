import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CampusSnapshot, MarketSnapshot, MeterSnapshot } from '../../simulation/snapshot.ts'
import { displayWidth } from './display-width.ts'
import { type LiveStatus, renderLiveView } from './live-view.ts'

const PROSUMER: MeterSnapshot = {
  meterId: 'AMI_METER_UTCC_001',
  location: 'Building 1, Floor 2',
  meterType: 'Solar_Prosumer',
  capacityKw: 80,
  pvKwp: 60,
  generationKw: 45,
  loadKw: 20,
  batteryKw: 0,
  stateOfChargePercent: null,
  gridKw: -25,
  voltageV: 231.24,
}
const HYBRID: MeterSnapshot = {
  ...PROSUMER,
  meterId: 'AMI_METER_UTCC_002',
  location: 'อาคาร 5 ชั้น 2',
  meterType: 'Hybrid_Prosumer',
  generationKw: 15,
  loadKw: 80,
  batteryKw: -6.25,
  stateOfChargePercent: 64.2,
  gridKw: 58.75,
  voltageV: 228.96,
}
const STORAGE: MeterSnapshot = {
  ...PROSUMER,
  meterId: 'AMI_METER_UTCC_003',
  location: 'Yard',
  meterType: 'Battery_Storage',
  capacityKw: 0,
  pvKwp: 0,
  generationKw: 0,
  loadKw: 0,
  batteryKw: 0.001,
  stateOfChargePercent: 100,
  gridKw: 0.001,
  voltageV: 230,
}
const NOON: CampusSnapshot = {
  campus: 'UTCC Campus',
  timeZone: 'Asia/Bangkok',
  tick: 1234,
  timeMs: Date.UTC(2026, 10, 24, 7, 5, 15),
  intervalSeconds: 15,
  weather: 'Partly_Cloudy',
  ambientC: 33.4,
  windMs: 2,
  relativeHumidityPercent: 60,
  meanTemperatureC: 29,
  ghiWm2: 812.3,
  sunElevationDeg: 52.1,
  generationKw: 60,
  loadKw: 100,
  batteryKw: -6.249,
  stateOfChargePercent: 82.1,
  importKw: 58.75,
  exportKw: 25,
  selfSufficiency: 0.4125,
  estimatedReadings: 0,
  suspectReadings: 0,
  market: null,
  meters: [PROSUMER, HYBRID, STORAGE],
}
const MARKET: MarketSnapshot = {
  currency: 'USD',
  mechanism: 'call-auction',
  slotStartMs: Date.UTC(2026, 10, 24, 7),
  slotEndMs: Date.UTC(2026, 10, 24, 7, 15),
  price: 0.24,
  tradedKwh: 45.94,
  trades: 12,
  gridPurchaseRate: 0.28,
  gridFeedInRate: 0.12,
  largestTrades: [
    { sellerId: 'METER_001', buyerId: 'METER_002', kwh: 12.04, price: 0.2413 },
    { sellerId: 'METER_001', buyerId: 'METER_003', kwh: 8.5, price: 0.24 },
    { sellerId: 'METER_004', buyerId: 'METER_002', kwh: 0.755, price: 0.2399 },
  ],
}
const LIVE: LiveStatus = { lateTicks: 0, speed: 1, output: 'data/meter_readings.jsonl', state: 'live' }
const PLAIN = { columns: 110, rows: 30, color: false }

describe('renderLiveView', () => {
  it('shows the campus at noon', () => {
    expect(renderLiveView(NOON, LIVE, PLAIN)).toEqual([
      'UTCC Campus   Tue 24 Nov 2026 14:05:15   Partly cloudy 33 °C   sun 52° 812 W/m²   1× live ●',
      '─'.repeat(110),
      'Generation   Load       Battery                      Import     Export     Self-sufficiency',
      '60.0 kW      100 kW     82.1 % discharging 6.25 kW   58.8 kW    25.0 kW    41.3 %',
      '',
      'Meter               Location             Gen kW            Load kW            Battery %   Grid kW   Volt',
      'AMI_METER_UTCC_001  Building 1, Floor 2    45.0  ██████       20.0  ██              –    25.0 out  231.2',
      'AMI_METER_UTCC_002  อาคาร 5 ชั้น 2           15.0  ██           80.0  ████████       64 ↓  58.8 in   229.0',
      'AMI_METER_UTCC_003  Yard                      –                  –                100       0      230.0',
      '',
      'data/meter_readings.jsonl   interval 15 s   tick 1,234   Ctrl-C stops',
    ])
  })

  it('shows a campus without sun, load or batteries at night', () => {
    const night = {
      sunElevationDeg: -42,
      ghiWm2: 0,
      loadKw: 0,
      batteryKw: 0,
      selfSufficiency: null,
      stateOfChargePercent: null,
    }
    const lines = renderLiveView({ ...NOON, ...night, meters: [] }, LIVE, PLAIN)
    expect(lines[0]).toBe('UTCC Campus   Tue 24 Nov 2026 14:05:15   Partly cloudy 33 °C   night   1× live ●')
    expect(lines[3]).toBe('60.0 kW      0 kW       –          58.8 kW    25.0 kW    –')
  })

  it('tells when the run does not keep pace', () => {
    const lines = renderLiveView(NOON, { ...LIVE, state: 'catching up', speed: 60, lateTicks: 3 }, PLAIN)
    expect(lines[0]).toMatch(/ {3}60× catching up »$/)
    expect(lines.at(-1)).toBe('data/meter_readings.jsonl   interval 15 s   tick 1,234   3 late   Ctrl-C stops')
  })

  it('says how the destinations stand', () => {
    const status = { ...LIVE, sinks: ['kafka up to date', 'postgres not reachable, 12.3 MB behind'] }
    expect(renderLiveView(NOON, status, PLAIN).slice(-2)).toEqual([
      'data/meter_readings.jsonl   interval 15 s   tick 1,234   kafka up to date',
      'postgres not reachable, 12.3 MB behind   Ctrl-C stops',
    ])
  })

  it('tells how many readings are not good, when there are any', () => {
    const lines = renderLiveView({ ...NOON, estimatedReadings: 2, suspectReadings: 1 }, LIVE, PLAIN)
    expect(lines.slice(-2)).toEqual([
      'data/meter_readings.jsonl   interval 15 s   tick 1,234   2 readings estimated   1 reading suspect',
      'Ctrl-C stops',
    ])
  })

  it('keeps the largest exchanges in the order of the fleet when rows are few, and counts the others', () => {
    const lines = renderLiveView(NOON, LIVE, { ...PLAIN, rows: 10 })
    expect(lines.slice(5)).toEqual([
      expect.stringContaining('Meter'),
      expect.stringContaining('AMI_METER_UTCC_002'),
      '2 of 3 meters not shown: those that exchange most with the grid are above',
      '',
      expect.stringContaining('Ctrl-C'),
    ])
  })

  it('says how much of a large fleet the snapshot leaves out', () => {
    const lines = renderLiveView(NOON, { ...LIVE, fleetSize: 10_000 }, PLAIN)
    expect(lines).toContain('9,997 of 10,000 meters not shown: some are above')
  })

  it('breaks header and totals, and drops columns, on a narrow screen', () => {
    expect(renderLiveView(NOON, LIVE, { columns: 44, rows: 30, color: false })).toEqual([
      'UTCC Campus   Tue 24 Nov 2026 14:05:15',
      'Partly cloudy 33 °C   sun 52° 812 W/m²',
      '1× live ●',
      '─'.repeat(44),
      'Generation   Load',
      '60.0 kW      100 kW',
      'Battery                      Import',
      '82.1 % discharging 6.25 kW   58.8 kW',
      'Export     Self-sufficiency',
      '25.0 kW    41.3 %',
      '',
      'Meter              Gen kW  Load kW   Grid kW',
      '…I_METER_UTCC_001    45.0     20.0  25.0 out',
      '…I_METER_UTCC_002    15.0     80.0  58.8 in',
      '…I_METER_UTCC_003       –        –     0',
      '',
      'data/meter_readings.jsonl   interval 15 s',
      'tick 1,234   Ctrl-C stops',
    ])
  })

  it('tells what the last slot of the market came to, and its largest trades', () => {
    expect(renderLiveView({ ...NOON, market: MARKET }, LIVE, PLAIN).slice(3, 8)).toEqual([
      expect.stringContaining('60.0 kW'),
      '',
      'Market 14:00–14:15   0.240 USD/kWh   45.9 kWh in 12 trades   grid 0.12 to 0.28',
      'Largest METER_001 → METER_002 12.0 kWh at 0.241   METER_001 → METER_003 8.50 kWh at 0.240',
      '',
    ])
  })

  it('tells that nobody traded', () => {
    const market = { ...MARKET, price: null, tradedKwh: 0, trades: 0, largestTrades: [] }
    expect(renderLiveView({ ...NOON, market }, LIVE, PLAIN).slice(4, 7)).toEqual([
      '',
      'Market 14:00–14:15   no trades   grid 0.12 to 0.28',
      '',
    ])
  })

  it.each([
    [13, []],
    [15, ['Market']],
    [21, ['Market', 'Largest']],
  ])('leaves the market out where the meters need the rows: %i rows', (rows, names) => {
    const lines = renderLiveView({ ...NOON, market: MARKET }, LIVE, { ...PLAIN, rows })
    expect(lines.flatMap((line) => /^(?:Market|Largest)\b/.exec(line) ?? [])).toEqual(names)
  })

  it('drops parts of the market on a narrow screen', () => {
    const lines = renderLiveView({ ...NOON, market: MARKET }, LIVE, { columns: 40, rows: 40, color: false })
    expect(lines).toContain('Market 14:00–14:15   0.240 USD/kWh')
    expect(lines.join()).not.toMatch(/trades|grid|Largest/)
  })

  it('colours by meaning and says the same without', () => {
    const snapshot = { ...NOON, market: MARKET }
    const colored = renderLiveView(snapshot, LIVE, { ...PLAIN, color: true })
    expect(colored.map(stripVTControlCharacters)).toEqual(renderLiveView(snapshot, LIVE, PLAIN))
    expect(colored[5]).toContain(
      '\u001b[38;5;168m0.240 USD/kWh\u001b[0m   \u001b[38;5;37m45.9 kWh in 12 trades\u001b[0m',
    )
    expect(colored[9]).toContain('\u001b[38;5;172m  45.0\u001b[0m')
    expect(colored[9]).toContain('\u001b[38;5;37m25.0 out\u001b[0m')
    expect(colored[10]).toContain('\u001b[38;5;103m58.8 in \u001b[0m')
  })

  it('fits every screen', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 24 })
    const power = fc.double({ min: -1e5, max: 1e5, noNaN: true })
    const meter = fc
      .record({ meterId: name, location: name, gridKw: power, loadKw: power })
      .map((part) => ({ ...HYBRID, ...part }))
    fc.assert(
      fc.property(
        fc.array(meter, { maxLength: 30 }),
        fc.record({
          columns: fc.integer({ min: 1, max: 160 }),
          rows: fc.integer({ min: 1, max: 40 }),
          color: fc.boolean(),
        }),
        (meters, screen) => {
          const lines = renderLiveView({ ...NOON, meters, market: MARKET }, LIVE, screen).map(stripVTControlCharacters)
          expect(lines.length).toBeLessThanOrEqual(screen.rows)
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(screen.columns)
        },
      ),
    )
  })
})
