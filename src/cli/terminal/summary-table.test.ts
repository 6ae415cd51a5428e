import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SOME_MARKET } from '../../market/market-summary.fixture.ts'
import type { EnergyTotals, RunSummary } from '../../simulation/summary.ts'
import { displayWidth } from './display-width.ts'
import { renderSummary } from './summary-table.ts'

const NOTHING: EnergyTotals = {
  generatedKwh: 0,
  consumedKwh: 0,
  chargedKwh: 0,
  dischargedKwh: 0,
  importedKwh: 0,
  exportedKwh: 0,
}
const YEAR: RunSummary = {
  campus: 'UTCC Campus',
  timeZone: 'Asia/Bangkok',
  seed: 42,
  start: '2024-12-31T17:00:00.000Z',
  end: '2025-12-31T17:00:00.000Z',
  intervalSeconds: 900,
  ticks: 35_040,
  meters: 2,
  readings: 70_080,
  quality: { good: 70_080, estimated: 0, suspect: 0, reasons: {}, faults: null },
  market: SOME_MARKET,
  certificates: {
    issuedKwh: 28_500,
    activeKwh: 10_000,
    retiredKwh: 0,
    claimedKwh: 18_500,
    expiredKwh: 0,
    uncertifiedKwh: 0.4,
  },
  energy: { ...NOTHING, generatedKwh: 90_000, consumedKwh: 300_000, importedKwh: 240_000, exportedKwh: 30_000 },
  byMeterType: {
    Solar_Prosumer: {
      ...NOTHING,
      meters: 1,
      generatedKwh: 90_000,
      consumedKwh: 100_000,
      importedKwh: 40_000,
      exportedKwh: 30_000,
      selfConsumption: 2 / 3,
      selfSufficiency: 0.6,
    },
    Grid_Consumer: {
      ...NOTHING,
      meters: 1,
      consumedKwh: 200_000,
      importedKwh: 200_000,
      selfConsumption: null,
      selfSufficiency: 0,
    },
  },
  byBuildingType: {
    classroom: { meters: 2, floorAreaM2: 2500, consumedKwh: 300_000, energyIntensityKwhPerM2: 120, loadFactor: 0.31 },
  },
  selfConsumption: 2 / 3,
  selfSufficiency: 0.2,
  campusSelfConsumption: 1,
  campusSelfSufficiency: 0.3,
  surplusShare: 1 / 3,
  peakLoad: { kw: 112.3, time: '2025-03-12T07:15:00.000Z' },
  peakImport: { kw: 98.76, time: '2025-03-12T12:00:00.000Z' },
  peakExport: null,
  pv: { kwp: 60, specificYieldKwhPerKwp: 1500, annualYieldKwhPerKwp: 1500 },
  batteries: {
    count: 2,
    capacityKwh: 150,
    meanCycles: 212.4,
    minCycles: 180,
    maxCycles: 244.8,
    minStateOfHealth: 0.9812,
  },
  carbonOffsetKg: 63_000,
  weatherShares: { Sunny: 0.3, Partly_Cloudy: 0.3, Cloudy: 0.2, Overcast: 0.1, Rainy: 0.1 },
}
const PACE = { wallSeconds: 2.134, readingsPerSecond: 32_840 }

describe('renderSummary', () => {
  it('shows a year of a campus', () => {
    expect(renderSummary(YEAR, PACE, { columns: 100, color: false })).toEqual([
      'UTCC Campus   1 Jan 2025 00:00 to 1 Jan 2026 00:00   interval 900 s   seed 42',
      '2 meters   35,040 ticks   70,080 readings   2.13 s   32,840 readings/s',
      '',
      'Energy, kWh     Meters  Generated  Consumed  Charged  Discharged  Imported  Exported',
      'Solar_Prosumer       1     90,000   100,000        0           0    40,000    30,000',
      'Grid_Consumer        1          0   200,000        0           0   200,000         0',
      'All                  2     90,000   300,000        0           0   240,000    30,000',
      '',
      'Shares, %                   Self-consumption  Self-sufficiency',
      'Solar_Prosumer                          66.7              60.0',
      'Grid_Consumer                              –                 0',
      'All, each meter for itself              66.7              20.0',
      'All as one meter                         100              30.0',
      '',
      'Buildings  Meters  Floor m²  Consumed kWh  kWh/m² a year  Load factor',
      'classroom       2     2,500       300,000            120         0.31',
      '',
      'Peak load       112 kW on 12 Mar 2025 14:15',
      'Peak import     98.8 kW on 12 Mar 2025 19:00',
      'Peak export     –',
      'PV yield        1,500 kWh/kWp of 60.0 kWp (1,500 a year)',
      'PV surplus      33.3 % at the meter that made it',
      'Batteries       212 full cycles each (180 to 245), 2 of 150 kWh together, state of health at least',
      '                98.1 %',
      'Market          call-auction: 300 trades, 20,000 kWh at 0.20 USD/kWh, 90.0 % of what could be traded',
      'Bills           60,000 USD instead of 63,600 with the grid alone: 3,600 USD (5.66 %) saved',
      'Certificates    28,500 kWh issued, 64.9 % claimed in the hour it was made',
      'Carbon avoided  63,000 kg CO₂',
      'Weather         Sunny 30.0 %, Partly cloudy 30.0 %, Cloudy 20.0 %, Overcast 10.0 %, Rainy 10.0 %',
    ])
  })

  it('leaves out what a campus has none of', () => {
    const bare: RunSummary = {
      ...YEAR,
      byBuildingType: {},
      pv: { kwp: 0, specificYieldKwhPerKwp: null, annualYieldKwhPerKwp: null },
      batteries: {
        count: 0,
        capacityKwh: 0,
        meanCycles: null,
        minCycles: null,
        maxCycles: null,
        minStateOfHealth: null,
      },
    }
    const lines = renderSummary(bare, { ...PACE, wallSeconds: 125 }, { columns: 100, color: false })
    expect(lines[1]).toContain('2 min 05 s')
    expect(lines.join('\n')).not.toMatch(/PV|Batteries|Buildings/)
  })

  it('tells of readings that were not good, and how well faults were found', () => {
    const found = { faulty: 4, found: 3, flagged: 5, justified: 4, recall: 0.75, precision: 0.8 }
    const missed = { faulty: 2, found: 0, flagged: 0, justified: 0, recall: 0, precision: null }
    const quality: RunSummary['quality'] = {
      good: 70_000,
      estimated: 30,
      suspect: 50,
      reasons: { missing: 30, stuck: 45, register_mismatch: 50 },
      faults: {
        gap: { episodes: found, readings: { ...found, faulty: 1200 } },
        theft: { episodes: missed, readings: missed },
      },
    }
    const lines = renderSummary({ ...YEAR, quality }, PACE, { columns: 100, color: false })
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Faults')))).toEqual(
      expect.arrayContaining([
        'Faults  Episodes  Recall %  Precision %  Readings  Recall %  Precision %',
        'gap            4      75.0         80.0     1,200      75.0         80.0',
        'theft          2         0            –         2         0            –',
        'Readings        70,000 good, 30 estimated, 50 suspect: missing 30, stuck 45, register_mismatch 50',
      ]),
    )
  })

  it('counts one of a thing as one', () => {
    const single = { ...YEAR, meters: 1, ticks: 1, readings: 1 }
    expect(renderSummary(single, PACE, { columns: 100, color: false })[1]).toMatch(
      /^1 meter {3}1 tick {3}1 reading {3}/,
    )
  })

  it('fits every screen and says the same in colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 160 }), (columns) => {
        const plain = renderSummary(YEAR, PACE, { columns, color: false })
        const colored = renderSummary(YEAR, PACE, { columns, color: true })
        expect(Math.max(...plain.map(displayWidth))).toBeLessThanOrEqual(columns)
        expect(colored.map(stripVTControlCharacters)).toEqual(plain)
      }),
    )
  })
})
