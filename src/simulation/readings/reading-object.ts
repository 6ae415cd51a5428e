/** @module The plain object of one reading, for whoever needs objects instead of columns or bytes. */

import type { Meter } from '../../campus/meter.ts'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { utcText } from '../../time/utc-text.ts'
import { MILLI_WH_PER_KWH, MILLI_WH_PER_WH } from '../../units/energy.ts'
import { qualityOf, reasonsOf } from '../quality/quality-reasons.ts'
import type { Reading, ReadingOptions } from './reading.ts'
import type { ReadingBatch } from './reading-batch.ts'
import { CONNECTION_STATUS } from './reading-batch.ts'

/** Rounds to 1/scale, halves upward, and never to negative zero. */
export function roundTo(value: number, scale: number): number {
  return Math.round(value * scale) / scale + 0
}

function kwh(milliWh: number): number {
  return milliWh / MILLI_WH_PER_KWH + 0
}

/**
 * Builds the reading of one meter from a tick's columns.
 *
 * @param meter - the meter at `index` of the fleet
 * @returns the object whose JSON text is exactly the meter's line in the journal
 */
export function readingObject(meter: Meter, batch: ReadingBatch, index: number, options: ReadingOptions): Reading {
  const { conditions, columns } = batch
  const generated = columns.generated[index]
  const net = generated - columns.consumed[index]
  const plane = columns.plane[index]
  const stateOfCharge = columns.stateOfCharge[index]
  return {
    timestamp: utcText(conditions.timeMs),
    meter_id: meter.meterId,
    meter_type: meter.meterType,
    location: meter.location,
    user_type: meter.userType,
    energy_generated: kwh(generated),
    energy_consumed: kwh(columns.consumed[index]),
    energy_available_for_sale: kwh(columns.exported[index]),
    battery_level: Number.isNaN(stateOfCharge) ? null : roundTo(stateOfCharge, 10),
    surplus_energy: kwh(Math.max(0, net)),
    trading_preference: meter.tradingPreference,
    max_sell_price: roundTo(columns.maxSellPrice[index], 1e6),
    max_buy_price: roundTo(columns.maxBuyPrice[index], 1e6),
    rec_eligible: plane >= 0 && generated > 0,
    carbon_offset: kwh(Math.round(generated * conditions.kgPerKwh)),
    weather_condition: WEATHER_CONDITIONS[conditions.weather],
    interval_seconds: options.intervalSeconds,
    deficit_energy: kwh(Math.max(0, -net)),
    energy_needed_from_grid: kwh(columns.imported[index]),
    energy_imported: kwh(columns.imported[index]),
    energy_exported: kwh(columns.exported[index]),
    battery_charged: kwh(columns.charged[index]),
    battery_discharged: kwh(columns.discharged[index]),
    import_register: columns.importRegister[index] / MILLI_WH_PER_WH + 0,
    export_register: columns.exportRegister[index] / MILLI_WH_PER_WH + 0,
    generation_register: columns.generationRegister[index] / MILLI_WH_PER_WH + 0,
    voltage: roundTo(columns.voltage[index], 100),
    current: roundTo(columns.current[index], 1000),
    power_factor: roundTo(columns.powerFactor[index], 10_000),
    frequency: roundTo(conditions.frequencyHz, 1000),
    temperature: roundTo(conditions.ambientC, 100),
    irradiance: plane < 0 ? null : roundTo(conditions.planeIrradiance[plane], 10),
    panel_temperature: plane < 0 ? null : roundTo(conditions.planeCellC[plane], 100),
    grid_connection_status: CONNECTION_STATUS[columns.connection[index]],
    grid_feed_in_rate: roundTo(conditions.gridFeedInRate, 1e6),
    grid_purchase_rate: roundTo(conditions.gridPurchaseRate, 1e6),
    quality: qualityOf(columns.reasons[index]),
    quality_reasons: reasonsOf(columns.reasons[index]),
  }
}
