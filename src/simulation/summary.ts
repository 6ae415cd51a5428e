/** @module What a run amounts to: the figures printed at its end and written by `--summary`. */

import type { BuildingType } from '../campus/building-type.ts'
import type { MeterType } from '../campus/meter.ts'
import type { CertificateSummary } from '../certificates/certificate-summary.ts'
import type { WeatherCondition } from '../config/settings.ts'
import type { MarketSummary } from '../market/market-summary.ts'
import type { QualitySummary } from './quality/quality-summary.ts'

/** Sums over a run [kWh]. */
export interface EnergyTotals {
  readonly generatedKwh: number
  readonly consumedKwh: number
  readonly chargedKwh: number
  readonly dischargedKwh: number
  readonly importedKwh: number
  readonly exportedKwh: number
}

export interface MeterTypeSummary extends EnergyTotals {
  readonly meters: number
  /** Share of generation used or stored behind the meter that made it; null without generation. */
  readonly selfConsumption: number | null
  /** Share of consumption covered behind the meter; null without consumption. */
  readonly selfSufficiency: number | null
}

export interface BuildingTypeSummary {
  readonly meters: number
  readonly floorAreaM2: number
  readonly consumedKwh: number
  /** Consumption per floor area, scaled to a year of 8,760 h [kWh/m²]; null for runs under a week. */
  readonly energyIntensityKwhPerM2: number | null
  /** Mean over peak of the building type's meters, weighted by capacity. */
  readonly loadFactor: number | null
}

export interface Peak {
  readonly kw: number
  /** End of the interval, UTC. */
  readonly time: string
}

export interface RunSummary {
  readonly campus: string
  /** The campus's zone, in which people read the times below. */
  readonly timeZone: string
  readonly seed: number
  readonly start: string
  readonly end: string
  readonly intervalSeconds: number
  readonly ticks: number
  readonly meters: number
  readonly readings: number
  readonly energy: EnergyTotals
  readonly byMeterType: Partial<Record<MeterType, MeterTypeSummary>>
  readonly byBuildingType: Partial<Record<BuildingType, BuildingTypeSummary>>
  /** Per-interval, per-meter shares over all meters. */
  readonly selfConsumption: number | null
  readonly selfSufficiency: number | null
  /** The same shares if the whole campus were one meter: what trading could reach at best. */
  readonly campusSelfConsumption: number | null
  readonly campusSelfSufficiency: number | null
  /** Share of generation that was surplus (generated − consumed > 0) at the meter that made it. */
  readonly surplusShare: number | null
  readonly peakLoad: Peak | null
  readonly peakImport: Peak | null
  readonly peakExport: Peak | null
  readonly pv: {
    readonly kwp: number
    /** Generation per nameplate power over the run, and scaled to a year of 8,760 h (null for runs under a week) [kWh/kWp]. */
    readonly specificYieldKwhPerKwp: number | null
    readonly annualYieldKwhPerKwp: number | null
  }
  readonly batteries: {
    readonly count: number
    readonly capacityKwh: number
    /** Equivalent full cycles: discharged energy over usable capacity. */
    readonly meanCycles: number | null
    readonly minCycles: number | null
    readonly maxCycles: number | null
    /** Lowest remaining capacity over nominal capacity. */
    readonly minStateOfHealth: number | null
  }
  /** Emissions avoided: generation of each interval times its emission factor [kg CO2e]. */
  readonly carbonOffsetKg: number
  readonly quality: QualitySummary
  readonly market: MarketSummary
  /** Null without a market, which brings no certificates. */
  readonly certificates: CertificateSummary | null
  /** Share of the run's time in each weather condition. */
  readonly weatherShares: Readonly<Record<WeatherCondition, number>>
}

/** How fast the run was; apart from the summary because it differs from run to run. */
export interface RunPace {
  readonly wallSeconds: number
  readonly readingsPerSecond: number
}
