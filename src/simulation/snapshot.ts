/** @module The campus at one tick, in the units people read: what live views show. */

import type { MeterType } from '../campus/meter.ts'
import type { WeatherCondition } from '../config/settings.ts'

export interface MeterSnapshot {
  readonly meterId: string
  readonly location: string
  readonly meterType: MeterType
  readonly capacityKw: number
  readonly pvKwp: number
  readonly generationKw: number
  readonly loadKw: number
  /** Charging positive, discharging negative [kW]; 0 without a battery. */
  readonly batteryKw: number
  readonly stateOfChargePercent: number | null
  /** Import positive, export negative [kW]. */
  readonly gridKw: number
  readonly voltageV: number
}

export interface CampusSnapshot {
  readonly campus: string
  readonly timeZone: string
  readonly tick: number
  readonly timeMs: number
  readonly intervalSeconds: number
  readonly weather: WeatherCondition
  readonly ambientC: number
  readonly ghiWm2: number
  readonly sunElevationDeg: number
  readonly generationKw: number
  readonly loadKw: number
  readonly batteryKw: number
  /** Mean state of charge over all batteries, weighted by capacity; null without batteries. */
  readonly stateOfChargePercent: number | null
  /** Sum of what meters import, and of what meters export [kW]. */
  readonly importKw: number
  readonly exportKw: number
  /** Share of the load covered behind its own meter in this interval; null without load. */
  readonly selfSufficiency: number | null
  readonly meters: readonly MeterSnapshot[]
}
