import { describe, expect, it } from 'vitest'
import type { Fleet, Meter } from '../campus/meter.ts'
import { METER_TYPES } from '../campus/meter.ts'
import { SOME_MARKET } from '../market/market-summary.fixture.ts'
import { START_MS, testInputs, testSettings, UTCC_SITE } from '../run/run-inputs.fixture.ts'
import { stateColumns } from '../run/simulation-state.ts'
import { createFleetState, type FleetState } from './fleet-state.ts'
import { TALLIES_LENGTH } from './quality/quality-tallies.ts'
import { addTick, createStatistics } from './run-statistics.ts'
import { CONDITION } from './site-conditions.ts'
import { summarise } from './summarise.ts'
import { TOTAL, TOTALS_LENGTH, TOTALS_PER_TYPE } from './tick-totals.ts'

const HOUR_MS = 3_600_000
const KWH = 1_000_000
/** An hour, so that kilowatts and kilowatt-hours are the same numbers. */
const SETTINGS = testSettings({ intervalSeconds: 3600, seed: 7 })

type Sums = Partial<Record<keyof typeof TOTAL, number>>

/** A tick's sums by meter type [kWh]. */
function totalsOf(byType: Partial<Record<(typeof METER_TYPES)[number], Sums>>): Float64Array {
  const totals = new Float64Array(TOTALS_LENGTH)
  METER_TYPES.forEach((type, k) => {
    for (const [name, position] of Object.entries(TOTAL)) {
      totals[k * TOTALS_PER_TYPE + position] = (Reflect.get(byType[type] ?? {}, name) ?? 0) * KWH
    }
  })
  return totals
}

function conditionsOf(tick: number, weather: number, kgPerKwh = 0.5): Float64Array {
  const scalars = new Float64Array(Object.keys(CONDITION).length)
  scalars[CONDITION.tick] = tick
  scalars[CONDITION.timeMs] = START_MS + tick * HOUR_MS
  scalars[CONDITION.weather] = weather
  scalars[CONDITION.kgPerKwh] = kgPerKwh
  return scalars
}

const [SAMPLE] = [testInputs({ meters: 1 }).fleet.meter(0)]
const PV = { kwp: 10, tiltDeg: 10, azimuthDeg: 180, inverterKw: 9, performanceFactor: 1 }
const BATTERY = {
  capacityKwh: 10,
  powerKw: 5,
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  socMin: 0.1,
  socMax: 0.9,
  socInitial: 0.5,
  dispatch: 'self-consumption',
} as const

const HYBRID: Meter = {
  ...SAMPLE,
  meterType: 'Hybrid_Prosumer',
  buildingType: 'office',
  capacityKw: 8,
  floorAreaM2: 100,
  pv: PV,
  battery: BATTERY,
}
const CONSUMER: Meter = {
  ...SAMPLE,
  meterType: 'Grid_Consumer',
  buildingType: 'library',
  capacityKw: 4,
  floorAreaM2: 50,
  pv: null,
  battery: null,
}
const STORAGE: Meter = {
  ...SAMPLE,
  meterType: 'Battery_Storage',
  buildingType: 'parking',
  capacityKw: 0,
  floorAreaM2: 0,
  pv: null,
  battery: { ...BATTERY, capacityKwh: 20 },
}

function fleetOf(...meters: Meter[]): Fleet {
  return {
    size: meters.length,
    feeders: [],
    feederStart: Int32Array.of(0, meters.length),
    meter: (i) => meters[i],
  }
}

/** A state with columns as given [kWh], zero elsewhere. */
function stateOf(fleet: Fleet, batteries: number, columns: Partial<Record<keyof FleetState, readonly number[]>>) {
  const state = createFleetState(fleet.size, batteries)
  for (const [name, column] of stateColumns(state)) {
    const values = Object.entries(columns).find(([given]) => given === name)?.[1] ?? []
    column.set(values.map((kwh) => kwh * KWH))
  }
  return state
}

describe('a summary', () => {
  /*
   * Two hours of an office with PV and a battery, a library, and a stand-alone battery [kWh]:
   *
   * | hour | office                                                 | library   | battery            |
   * |------|--------------------------------------------------------|-----------|--------------------|
   * | 1    | makes 9, uses 4, charges 3, gives away 2               | takes 2   | discharges 4       |
   * | 2    | makes 1, uses 6, discharges 2, takes 3                 | takes 4   | charges 5          |
   */
  const fleet = fleetOf(HYBRID, CONSUMER, STORAGE)
  const statistics = createStatistics()
  addTick(
    statistics,
    conditionsOf(1, 0),
    totalsOf({
      Hybrid_Prosumer: {
        generated: 9,
        consumed: 4,
        charged: 3,
        exported: 2,
        selfConsumed: 7,
        selfSupplied: 4,
        surplus: 5,
      },
      Grid_Consumer: { consumed: 2, imported: 2 },
      Battery_Storage: { discharged: 4, exported: 4 },
    }),
  )
  addTick(
    statistics,
    conditionsOf(2, 4, 0.25),
    totalsOf({
      Hybrid_Prosumer: { generated: 1, consumed: 6, discharged: 2, imported: 3, selfConsumed: 1, selfSupplied: 3 },
      Grid_Consumer: { consumed: 4, imported: 4 },
      Battery_Storage: { charged: 5, imported: 5 },
    }),
  )
  const state = stateOf(fleet, 2, {
    generationRegister: [10, 0, 0],
    importRegister: [3, 6, 5],
    exportRegister: [2, 0, 4],
    peakConsumed: [6, 4, 0],
    chargedTotal: [3, 5],
    dischargedTotal: [2, 4],
    batteryCapacity: [9.9, 19],
    stored: [6, 11],
  })
  const summary = summarise({
    site: UTCC_SITE,
    settings: SETTINGS,
    startMs: START_MS,
    fleet,
    state,
    statistics,
    market: SOME_MARKET,
    tallies: new Float64Array(TALLIES_LENGTH),
    areMetersFaulty: false,
    certificates: null,
  })

  it('says what ran', () => {
    expect(summary).toMatchObject({
      campus: 'UTCC University',
      timeZone: 'Asia/Bangkok',
      seed: 7,
      start: '2025-03-09T17:00:00.000Z',
      end: '2025-03-09T19:00:00.000Z',
      intervalSeconds: 3600,
      ticks: 2,
      meters: 3,
      readings: 6,
    })
  })

  it('adds up energies over all meters and by meter type', () => {
    expect(summary.energy).toEqual({
      generatedKwh: 10,
      consumedKwh: 16,
      chargedKwh: 8,
      dischargedKwh: 6,
      importedKwh: 14,
      exportedKwh: 6,
    })
    expect(Object.keys(summary.byMeterType)).toEqual(['Grid_Consumer', 'Hybrid_Prosumer', 'Battery_Storage'])
    expect(summary.byMeterType.Hybrid_Prosumer).toMatchObject({ meters: 1, generatedKwh: 10, consumedKwh: 10 })
  })

  it('takes self-consumption of the generation and self-sufficiency of the load, per meter and interval', () => {
    expect(summary.selfConsumption).toBeCloseTo(8 / 10, 12)
    expect(summary.selfSufficiency).toBeCloseTo(7 / 16, 12)
    expect(summary.surplusShare).toBeCloseTo(5 / 10, 12)
    expect(summary.byMeterType.Hybrid_Prosumer).toMatchObject({ selfConsumption: 0.8, selfSufficiency: 0.7 })
  })

  it('leaves a share open where there is nothing to take it of', () => {
    expect(summary.byMeterType.Grid_Consumer).toMatchObject({ selfConsumption: null, selfSufficiency: 0 })
    expect(summary.byMeterType.Battery_Storage).toMatchObject({ selfConsumption: null, selfSufficiency: null })
  })

  it('takes the same shares of the campus as one meter', () => {
    // Hour 1: min(9, 6 + 3) and min(6, 9 + 4); hour 2: min(1, 10 + 5) and min(10, 1 + 2).
    expect(summary.campusSelfConsumption).toBeCloseTo((9 + 1) / 10, 12)
    expect(summary.campusSelfSufficiency).toBeCloseTo((6 + 3) / 16, 12)
  })

  it('keeps the peaks of load, net import and net export with their times', () => {
    expect(summary.peakLoad).toEqual({ kw: 10, time: '2025-03-09T19:00:00.000Z' })
    expect(summary.peakImport).toEqual({ kw: 12, time: '2025-03-09T19:00:00.000Z' })
    expect(summary.peakExport).toEqual({ kw: 4, time: '2025-03-09T18:00:00.000Z' })
  })

  it('relates generation to nameplate power and load to floor area', () => {
    expect(summary.pv).toMatchObject({ kwp: 10, specificYieldKwhPerKwp: 1 })
    const { office, library } = summary.byBuildingType
    expect(Object.keys(summary.byBuildingType)).toEqual(['office', 'library'])
    expect(office?.consumedKwh).toBeCloseTo(10, 9)
    // Mean 5 kW over a peak of 6 kW; mean 3 kW over 4 kW.
    expect(office?.loadFactor).toBeCloseTo(5 / 6, 9)
    expect(library?.loadFactor).toBeCloseTo(3 / 4, 9)
  })

  it('counts cycles of the usable energy and the health of the worst battery', () => {
    // 2 of 8 kWh and 4 of 16 kWh were discharged.
    expect(summary.batteries).toMatchObject({ count: 2, capacityKwh: 30, minCycles: 0.25, maxCycles: 0.25 })
    expect(summary.batteries.meanCycles).toBe(0.25)
    expect(summary.batteries.minStateOfHealth).toBeCloseTo(0.95, 12)
  })

  it('weighs carbon by the factor of its hour, and weather by time', () => {
    // 9 kWh at 0.5 and 1 kWh at 0.25.
    expect(summary.carbonOffsetKg).toBe(4.75)
    expect(summary.weatherShares).toEqual({ Sunny: 0.5, Partly_Cloudy: 0, Cloudy: 0, Overcast: 0, Rainy: 0.5 })
  })
})

describe('annual figures', () => {
  const fleet = fleetOf(HYBRID)
  /** Hours in each of which the office makes 1 kWh and uses 2 kWh. */
  const summaryOf = (hours: number) => {
    const statistics = createStatistics()
    for (let hour = 1; hour <= hours; hour++) {
      addTick(statistics, conditionsOf(hour, 0), totalsOf({ Hybrid_Prosumer: { generated: 1, consumed: 2 } }))
    }
    const state = stateOf(fleet, 1, { generationRegister: [hours], importRegister: [hours], peakConsumed: [2] })
    return summarise({
      site: UTCC_SITE,
      settings: SETTINGS,
      startMs: START_MS,
      fleet,
      state,
      statistics,
      market: SOME_MARKET,
      tallies: new Float64Array(TALLIES_LENGTH),
      areMetersFaulty: false,
      certificates: null,
    })
  }

  it('are scaled to 8,760 hours from a week on', () => {
    const summary = summaryOf(168)
    expect(summary.pv.specificYieldKwhPerKwp).toBeCloseTo(16.8, 9)
    expect(summary.pv.annualYieldKwhPerKwp).toBeCloseTo(876, 9)
    expect(summary.byBuildingType.office?.energyIntensityKwhPerM2).toBeCloseTo((2 * 8760) / 100, 9)
  })

  it('are left open for a shorter run', () => {
    const summary = summaryOf(167)
    expect(summary.pv.annualYieldKwhPerKwp).toBeNull()
    expect(summary.byBuildingType.office?.energyIntensityKwhPerM2).toBeNull()
    expect(summary.byBuildingType.office?.loadFactor).toBeCloseTo(1, 9)
  })
})

describe('a summary of nothing', () => {
  it('before the first tick has open shares and no peaks, and no number that is none', () => {
    const fleet = fleetOf(HYBRID)
    const state = stateOf(fleet, 1, { batteryCapacity: [10] })
    const summary = summarise({
      site: UTCC_SITE,
      settings: SETTINGS,
      startMs: START_MS,
      fleet,
      state,
      statistics: createStatistics(),
      market: SOME_MARKET,
      tallies: new Float64Array(TALLIES_LENGTH),
      areMetersFaulty: false,
      certificates: null,
    })
    expect(summary).toMatchObject({ ticks: 0, readings: 0, start: summary.end, carbonOffsetKg: 0 })
    expect(summary).toMatchObject({ selfConsumption: null, selfSufficiency: null, surplusShare: null })
    expect(summary).toMatchObject({ campusSelfConsumption: null, campusSelfSufficiency: null })
    expect(summary).toMatchObject({ peakLoad: null, peakImport: null, peakExport: null })
    expect(summary.batteries).toMatchObject({ minCycles: 0, minStateOfHealth: 1 })
    expect(summary.byBuildingType.office?.loadFactor).toBeNull()
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary)
  })

  it('without PV and batteries leaves their figures open', () => {
    const fleet = fleetOf(CONSUMER)
    const statistics = createStatistics()
    addTick(statistics, conditionsOf(1, 1), totalsOf({ Grid_Consumer: { consumed: 2, imported: 2 } }))
    const state = stateOf(fleet, 0, { importRegister: [2], peakConsumed: [2] })
    const summary = summarise({
      site: UTCC_SITE,
      settings: SETTINGS,
      startMs: START_MS,
      fleet,
      state,
      statistics,
      market: SOME_MARKET,
      tallies: new Float64Array(TALLIES_LENGTH),
      areMetersFaulty: false,
      certificates: null,
    })
    expect(summary.pv).toEqual({ kwp: 0, specificYieldKwhPerKwp: null, annualYieldKwhPerKwp: null })
    expect(summary.batteries).toMatchObject({ count: 0, meanCycles: null, minCycles: null, minStateOfHealth: null })
    expect(summary).toMatchObject({ selfConsumption: null, selfSufficiency: 0, peakExport: null })
  })
})

describe('addTick', () => {
  it('keeps the first of equal peaks', () => {
    const statistics = createStatistics()
    const totals = totalsOf({ Grid_Consumer: { consumed: 2, imported: 2 } })
    addTick(statistics, conditionsOf(1, 0), totals)
    addTick(statistics, conditionsOf(2, 0), totals)
    const fleet = fleetOf(CONSUMER)
    const state = stateOf(fleet, 0, {})
    const { peakLoad } = summarise({
      site: UTCC_SITE,
      settings: SETTINGS,
      startMs: START_MS,
      fleet,
      state,
      statistics,
      market: SOME_MARKET,
      tallies: new Float64Array(TALLIES_LENGTH),
      areMetersFaulty: false,
      certificates: null,
    })
    expect(peakLoad).toEqual({ kw: 2, time: '2025-03-09T18:00:00.000Z' })
  })
})
