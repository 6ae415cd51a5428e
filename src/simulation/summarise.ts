/** @module Turns a run's statistics and its meters' registers into the summary. */

import { BUILDING_TYPES, type BuildingType } from '../campus/building-type.ts'
import { type Fleet, METER_TYPES, type MeterType } from '../campus/meter.ts'
import type { CertificateSummary } from '../certificates/certificate-summary.ts'
import { type Settings, type Site, WEATHER_CONDITIONS, type WeatherCondition } from '../config/settings.ts'
import type { MarketSummary } from '../market/market-summary.ts'
import { equivalentFullCycles } from '../physics/battery/ageing.ts'
import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { FleetState } from './fleet-state.ts'
import { summariseQuality } from './quality/quality-summary.ts'
import { STATISTIC } from './run-statistics.ts'
import type { BuildingTypeSummary, EnergyTotals, MeterTypeSummary, Peak, RunSummary } from './summary.ts'
import { TOTAL, TOTALS_PER_TYPE } from './tick-totals.ts'

const YEAR_HOURS = 8760
/** A shorter run says nothing about a year [h]. */
const SHORTEST_FOR_ANNUAL_HOURS = 7 * 24

/** What a summary is made from. */
export interface SummaryInput {
  readonly site: Site
  readonly settings: Settings
  readonly startMs: number
  readonly fleet: Fleet
  readonly state: FleetState
  readonly statistics: Float64Array
  /** Counts of the readings by quality, see TALLY. */
  readonly tallies: Float64Array
  /** Whether a faults file was given. */
  readonly areMetersFaulty: boolean
  readonly market: MarketSummary
  readonly certificates: CertificateSummary | null
}

/** Sums over the meters of one building type. */
interface BuildingSums {
  meters: number
  floorAreaM2: number
  consumedKwh: number
  peakKw: number
}

/** Sums over all meters, read from their registers. */
interface FleetSums {
  readonly metersByType: Record<MeterType, number>
  readonly buildings: Map<BuildingType, BuildingSums>
  pvKwp: number
  batteryKwh: number
  minStateOfHealth: number
  readonly cycles: number[]
}

/** Summarises a run up to its last tick. */
export function summarise(input: SummaryInput): RunSummary {
  const { site, settings, startMs, fleet, state, statistics, market, certificates } = input
  const ticks = statistics[STATISTIC.ticks]
  const hours = (ticks * settings.intervalSeconds) / 3600
  const sums = sumFleet(fleet, state, settings.intervalSeconds)
  const total = (position: number): number =>
    METER_TYPES.reduce((sum, _, type) => sum + typeTotal(statistics, type, position), 0)
  const generated = total(TOTAL.generated)
  const consumed = total(TOTAL.consumed)
  const peak = (position: number): Peak | null =>
    statistics[position] > 0
      ? {
          kw: (statistics[position] / MILLI_WH_PER_KWH) * (3600 / settings.intervalSeconds),
          time: new Date(statistics[position + 1]).toISOString(),
        }
      : null
  const specificYield = ratio(generated / MILLI_WH_PER_KWH, sums.pvKwp)
  return {
    campus: site.name,
    timeZone: site.timeZone,
    seed: settings.seed,
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + ticks * settings.intervalSeconds * 1000).toISOString(),
    intervalSeconds: settings.intervalSeconds,
    ticks,
    meters: fleet.size,
    readings: ticks * fleet.size,
    energy: energyTotals(total),
    byMeterType: summariseMeterTypes(sums, statistics),
    byBuildingType: summariseBuildings(sums, hours),
    selfConsumption: ratio(total(TOTAL.selfConsumed), generated),
    selfSufficiency: ratio(total(TOTAL.selfSupplied), consumed),
    campusSelfConsumption: ratio(statistics[STATISTIC.campusSelfConsumed], generated),
    campusSelfSufficiency: ratio(statistics[STATISTIC.campusSelfSupplied], consumed),
    surplusShare: ratio(total(TOTAL.surplus), generated),
    peakLoad: peak(STATISTIC.peakLoad),
    peakImport: peak(STATISTIC.peakImport),
    peakExport: peak(STATISTIC.peakExport),
    pv: {
      kwp: sums.pvKwp,
      specificYieldKwhPerKwp: specificYield,
      annualYieldKwhPerKwp: annual(specificYield, hours),
    },
    batteries: {
      count: sums.cycles.length,
      capacityKwh: sums.batteryKwh,
      meanCycles: ratio(
        sums.cycles.reduce((sum, cycles) => sum + cycles, 0),
        sums.cycles.length,
      ),
      minCycles: sums.cycles.length > 0 ? sums.cycles.reduce((a, b) => Math.min(a, b)) : null,
      maxCycles: sums.cycles.length > 0 ? sums.cycles.reduce((a, b) => Math.max(a, b)) : null,
      minStateOfHealth: sums.cycles.length > 0 ? sums.minStateOfHealth : null,
    },
    carbonOffsetKg: statistics[STATISTIC.avoided] / MILLI_WH_PER_KWH,
    quality: summariseQuality(input.tallies, ticks * fleet.size, input.areMetersFaulty),
    market,
    certificates,
    weatherShares: weatherShares(statistics),
  }
}

function sumFleet(fleet: Fleet, state: FleetState, intervalSeconds: number): FleetSums {
  const sums: FleetSums = {
    metersByType: { Solar_Prosumer: 0, Grid_Consumer: 0, Hybrid_Prosumer: 0, Battery_Storage: 0 },
    buildings: new Map(),
    pvKwp: 0,
    batteryKwh: 0,
    minStateOfHealth: 1,
    cycles: [],
  }
  for (let i = 0; i < fleet.size; i++) {
    const meter = fleet.meter(i)
    sums.metersByType[meter.meterType] += 1
    sums.pvKwp += meter.pv?.kwp ?? 0
    let throughBattery = 0
    if (meter.battery !== null) {
      const b = sums.cycles.length
      const { capacityKwh, socMin, socMax } = meter.battery
      const usable = capacityKwh * (socMax - socMin) * MILLI_WH_PER_KWH
      throughBattery = state.dischargedTotal[b] - state.chargedTotal[b]
      sums.batteryKwh += capacityKwh
      sums.minStateOfHealth = Math.min(
        sums.minStateOfHealth,
        state.batteryCapacity[b] / (capacityKwh * MILLI_WH_PER_KWH),
      )
      sums.cycles.push(equivalentFullCycles(state.dischargedTotal[b], usable))
    }
    if (meter.capacityKw > 0) {
      const building = sums.buildings.get(meter.buildingType) ?? {
        meters: 0,
        floorAreaM2: 0,
        consumedKwh: 0,
        peakKw: 0,
      }
      sums.buildings.set(meter.buildingType, building)
      building.meters += 1
      building.floorAreaM2 += meter.floorAreaM2
      building.peakKw += (state.peakConsumed[i] / MILLI_WH_PER_KWH) * (3600 / intervalSeconds)
      // What came in and did not go out was consumed: the energy balance of every interval, summed.
      building.consumedKwh +=
        (state.generationRegister[i] + state.importRegister[i] - state.exportRegister[i] + throughBattery) /
        MILLI_WH_PER_KWH
    }
  }
  return sums
}

function summariseMeterTypes(sums: FleetSums, statistics: Float64Array): Partial<Record<MeterType, MeterTypeSummary>> {
  const present = METER_TYPES.filter((type) => sums.metersByType[type] > 0)
  const entries = present.map((type): [MeterType, MeterTypeSummary] => {
    const total = (position: number): number => typeTotal(statistics, METER_TYPES.indexOf(type), position)
    return [
      type,
      {
        meters: sums.metersByType[type],
        ...energyTotals(total),
        selfConsumption: ratio(total(TOTAL.selfConsumed), total(TOTAL.generated)),
        selfSufficiency: ratio(total(TOTAL.selfSupplied), total(TOTAL.consumed)),
      },
    ]
  })
  return Object.fromEntries(entries)
}

function summariseBuildings(sums: FleetSums, hours: number): Partial<Record<BuildingType, BuildingTypeSummary>> {
  const entries = BUILDING_TYPES.flatMap((type): [BuildingType, BuildingTypeSummary][] => {
    const building = sums.buildings.get(type)
    if (building === undefined) {
      return []
    }
    const { meters, floorAreaM2, consumedKwh, peakKw } = building
    const energyIntensityKwhPerM2 = annual(ratio(consumedKwh, floorAreaM2), hours)
    return [
      [
        type,
        { meters, floorAreaM2, consumedKwh, energyIntensityKwhPerM2, loadFactor: ratio(consumedKwh, peakKw * hours) },
      ],
    ]
  })
  return Object.fromEntries(entries)
}

function energyTotals(total: (position: number) => number): EnergyTotals {
  const kwh = (position: number): number => total(position) / MILLI_WH_PER_KWH
  return {
    generatedKwh: kwh(TOTAL.generated),
    consumedKwh: kwh(TOTAL.consumed),
    chargedKwh: kwh(TOTAL.charged),
    dischargedKwh: kwh(TOTAL.discharged),
    importedKwh: kwh(TOTAL.imported),
    exportedKwh: kwh(TOTAL.exported),
  }
}

function weatherShares(statistics: Float64Array): Record<WeatherCondition, number> {
  const ticks = Math.max(1, statistics[STATISTIC.ticks])
  const shares = WEATHER_CONDITIONS.map((condition, k): [WeatherCondition, number] => [
    condition,
    statistics[STATISTIC.weatherTicks + k] / ticks,
  ])
  return Object.fromEntries(shares) as Record<WeatherCondition, number>
}

function typeTotal(statistics: Float64Array, type: number, position: number): number {
  return statistics[STATISTIC.typeTotals + type * TOTALS_PER_TYPE + position]
}

/** Scales a figure of a run to a year; null where there is none or the run is too short to tell. */
function annual(figure: number | null, hours: number): number | null {
  return figure === null || hours < SHORTEST_FOR_ANNUAL_HOURS ? null : (figure * YEAR_HOURS) / hours
}

/** A share, or null where there is nothing to take a share of. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
