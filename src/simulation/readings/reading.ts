/** @module A reading as the outside world sees it: one JSON object per meter and interval. */

import type { MeterType, TradingPreference, UserType } from '../../campus/meter.ts'
import type { WeatherCondition } from '../../config/settings.ts'
import type { Quality, QualityReason } from '../quality/quality-reasons.ts'
import type { CONNECTION_STATUS } from './reading-batch.ts'

/** Units, ranges and meanings of the fields are in READING_FIELDS. */
export interface Reading {
  readonly timestamp: string
  readonly meter_id: string
  readonly meter_type: MeterType
  readonly location: string
  readonly user_type: UserType
  readonly energy_generated: number
  readonly energy_consumed: number
  readonly energy_available_for_sale: number
  readonly battery_level: number | null
  readonly surplus_energy: number
  readonly trading_preference: TradingPreference
  readonly max_sell_price: number
  readonly max_buy_price: number
  readonly rec_eligible: boolean
  readonly carbon_offset: number
  readonly weather_condition: WeatherCondition
  readonly interval_seconds: number
  readonly deficit_energy: number
  readonly energy_needed_from_grid: number
  readonly energy_imported: number
  readonly energy_exported: number
  readonly battery_charged: number
  readonly battery_discharged: number
  readonly import_register: number
  readonly export_register: number
  readonly generation_register: number
  readonly voltage: number
  readonly current: number
  readonly power_factor: number
  readonly frequency: number
  readonly temperature: number
  readonly irradiance: number | null
  readonly panel_temperature: number | null
  readonly grid_connection_status: (typeof CONNECTION_STATUS)[number]
  readonly grid_feed_in_rate: number
  readonly grid_purchase_rate: number
  readonly quality: Quality
  readonly quality_reasons: readonly QualityReason[]
}

/** What a run fixes for all its readings. */
export interface ReadingOptions {
  readonly intervalSeconds: number
}
