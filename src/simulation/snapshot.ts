/** @module The campus at one tick, in the units people read: what live views show. */

import type { MeterType } from '../campus/meter.ts'
import type { MarketChoice, WeatherCondition } from '../config/settings.ts'

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

export interface TradeSnapshot {
  readonly sellerId: string
  readonly buyerId: string
  readonly kwh: number
  /** What the buyer paid before the network fee [currency/kWh]. */
  readonly price: number
}

/** What the last closed slot came to, beside what the grid offers now. Prices in the run's currency per kWh. */
export interface MarketSnapshot {
  readonly currency: string
  readonly mechanism: MarketChoice
  /** Bounds of the part of the slot the run covers [ms since 1970 UTC]. */
  readonly slotStartMs: number
  readonly slotEndMs: number
  /** Mean price over the traded energy, before fees; null without a trade. */
  readonly price: number | null
  readonly tradedKwh: number
  readonly trades: number
  /** The grid's prices in the slot the present tick belongs to. */
  readonly gridPurchaseRate: number
  readonly gridFeedInRate: number
  /** The slot's largest trades, the largest first. */
  readonly largestTrades: readonly TradeSnapshot[]
}

export interface CampusSnapshot {
  readonly campus: string
  readonly timeZone: string
  readonly tick: number
  readonly timeMs: number
  readonly intervalSeconds: number
  readonly weather: WeatherCondition
  readonly ambientC: number
  readonly windMs: number
  readonly relativeHumidityPercent: number
  /** Mean outdoor temperature of the last day or two, which cooling follows [°C]. */
  readonly meanTemperatureC: number
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
  /** Meters whose reading of this interval is estimated, or suspect. */
  readonly estimatedReadings: number
  readonly suspectReadings: number
  /** Null without a market, and from the start or resumption of a run until a slot has closed. */
  readonly market: MarketSnapshot | null
  readonly meters: readonly MeterSnapshot[]
}
