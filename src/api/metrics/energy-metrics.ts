/** @module Metrics of what the campus does: powers, energies and their balance, batteries, weather. */

import { METER_TYPES } from '../../campus/meter.ts'
import { ENERGY_FLOWS, type EnergyFlow } from '../../simulation/run-figures.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { Told, ToldMetrics } from './told-metrics.ts'

const WATT_PER_KW = 1000
const GRAM_PER_KG = 1000
/** Joule per kilowatt-hour. */
export const JOULE_PER_KWH = 3_600_000

/** What comes in counts positive, what goes out negative: over any time the sum is nothing. */
const SIGN: Readonly<Record<EnergyFlow, 1 | -1>> = {
  generated: 1,
  discharged: 1,
  imported: 1,
  consumed: -1,
  charged: -1,
  exported: -1,
}

export function addEnergyMetrics(metrics: ToldMetrics, { live }: MetricsSource): void {
  const now = () => live.lastTick?.snapshot
  const watts = (kw: Told): Told => (typeof kw === 'number' ? kw * WATT_PER_KW : kw)
  const energies = () => live.measures?.run.energyKwh

  metrics.gauge('gridtokenx_generation_watts', 'AC power of all arrays.', () => watts(now()?.generationKw))
  metrics.gauge('gridtokenx_load_watts', 'Power of all loads.', () => watts(now()?.loadKw))
  metrics.gauge('gridtokenx_battery_watts', 'Power into all batteries; negative out of them.', () =>
    watts(now()?.batteryKw),
  )
  metrics.gauge('gridtokenx_import_watts', 'Sum over the meters that import.', () => watts(now()?.importKw))
  metrics.gauge('gridtokenx_export_watts', 'Sum over the meters that export.', () => watts(now()?.exportKw))
  metrics.gauge('gridtokenx_state_of_charge_ratio', 'Mean over all batteries, by capacity.', () => {
    const percent = now()?.stateOfChargePercent
    return typeof percent === 'number' ? percent / 100 : null
  })
  metrics.gauge(
    'gridtokenx_self_sufficiency_ratio',
    'Share of the load covered behind its own meter.',
    () => now()?.selfSufficiency,
  )

  metrics.counters(
    'gridtokenx_energy_joules_total',
    'Energy since the start of the run, by where it comes from or goes to.',
    ['meter_type', 'flow'],
    () =>
      METER_TYPES.flatMap((type) =>
        ENERGY_FLOWS.map((flow) => [{ meter_type: type, flow }, joules(energies()?.[type][flow])] as const),
      ),
  )
  metrics.gauge(
    'gridtokenx_energy_imbalance_joules',
    'What came in less what went out, since the start of the run; 0 but for rounding.',
    () => {
      const byType = energies()
      if (byType === undefined) return null
      const sum = (flow: EnergyFlow): number => METER_TYPES.reduce((total, type) => total + byType[type][flow], 0)
      return joules(ENERGY_FLOWS.reduce((balance, flow) => balance + SIGN[flow] * sum(flow), 0))
    },
  )
  metrics.counter('gridtokenx_avoided_emissions_grams_total', 'CO2 equivalent the generation avoided.', () => {
    const kg = live.measures?.run.avoidedKg
    return kg === undefined ? null : kg * GRAM_PER_KG
  })

  metrics.gauge('gridtokenx_irradiance_watts_per_square_meter', 'Global horizontal irradiance.', () => now()?.ghiWm2)
  metrics.gauge('gridtokenx_ambient_temperature_celsius', 'Temperature of the air.', () => now()?.ambientC)
  metrics.gauge(
    'gridtokenx_sun_elevation_degrees',
    'Of the sun over the horizon; negative at night.',
    () => now()?.sunElevationDeg,
  )
}

/** @param kwh - where there is something to tell */
export function joules(kwh: Told): Told {
  return typeof kwh === 'number' ? kwh * JOULE_PER_KWH : kwh
}
