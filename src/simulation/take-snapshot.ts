/** @module Reads a snapshot for people out of a tick's columns. */

import type { Fleet, Meter } from '../campus/meter.ts'
import { type Site, WEATHER_CONDITIONS } from '../config/settings.ts'
import { milliWhPerKw } from '../units/energy.ts'
import type { FleetState } from './fleet-state.ts'
import { TALLY } from './quality/quality-tallies.ts'
import type { ReadingBatch } from './readings/reading-batch.ts'
import type { SlotFigures } from './slot-figures.ts'
import type { CampusSnapshot, MeterSnapshot } from './snapshot.ts'
import { TOTAL, totalOf } from './tick-totals.ts'

/** Meters a snapshot shows at most: no screen holds more, and a snapshot of a million would be slow. */
const MOST_METERS = 500

/** What a snapshot is taken of. */
export interface SnapshotSource {
  readonly site: Site
  readonly fleet: Fleet
  readonly batch: ReadingBatch
  readonly state: FleetState
  readonly totals: Float64Array
  /** The tick's readings by quality, see TALLY. */
  readonly tallies: Float64Array
  readonly intervalSeconds: number
  /** The market's last closed slot, if there is one. */
  readonly lastSlot: SlotFigures | null
}

/** The campus and its first meters as they stand after the present tick. */
export function takeSnapshot(source: SnapshotSource): CampusSnapshot {
  const { site, fleet, batch, state, totals, tallies, intervalSeconds, lastSlot } = source
  const { conditions } = batch
  const kwPerMilliWh = 1 / milliWhPerKw(intervalSeconds)
  const totalKw = (position: number): number => totalOf(totals, position) * kwPerMilliWh
  const consumed = totalOf(totals, TOTAL.consumed)
  const meters = Array.from({ length: Math.min(fleet.size, MOST_METERS) }, (_, i) =>
    meterSnapshot(fleet.meter(i), batch, i, kwPerMilliWh),
  )
  return {
    campus: site.name,
    timeZone: site.timeZone,
    tick: conditions.tick,
    timeMs: conditions.timeMs,
    intervalSeconds,
    weather: WEATHER_CONDITIONS[conditions.weather],
    ambientC: conditions.ambientC,
    windMs: conditions.windMs,
    relativeHumidityPercent: conditions.relativeHumidityPercent,
    meanTemperatureC: conditions.meanTemperatureC,
    ghiWm2: conditions.ghiWm2,
    sunElevationDeg: conditions.sunElevationDeg,
    generationKw: totalKw(TOTAL.generated),
    loadKw: totalKw(TOTAL.consumed),
    batteryKw: totalKw(TOTAL.charged) - totalKw(TOTAL.discharged),
    stateOfChargePercent: meanStateOfCharge(state),
    importKw: totalKw(TOTAL.imported),
    exportKw: totalKw(TOTAL.exported),
    selfSufficiency: consumed > 0 ? totalOf(totals, TOTAL.selfSupplied) / consumed : null,
    estimatedReadings: tallies[TALLY.estimated],
    suspectReadings: tallies[TALLY.suspect],
    market: lastSlot === null ? null : { ...lastSlot, ...gridRates(conditions) },
    meters,
  }
}

function gridRates({ gridPurchaseRate, gridFeedInRate }: ReadingBatch['conditions']) {
  return { gridPurchaseRate, gridFeedInRate }
}

function meterSnapshot(meter: Meter, { columns }: ReadingBatch, i: number, kwPerMilliWh: number): MeterSnapshot {
  return {
    meterId: meter.meterId,
    location: meter.location,
    meterType: meter.meterType,
    capacityKw: meter.capacityKw,
    pvKwp: meter.pv?.kwp ?? 0,
    generationKw: columns.generated[i] * kwPerMilliWh,
    loadKw: columns.consumed[i] * kwPerMilliWh,
    batteryKw: (columns.charged[i] - columns.discharged[i]) * kwPerMilliWh,
    stateOfChargePercent: meter.battery === null ? null : columns.stateOfCharge[i],
    gridKw: (columns.imported[i] - columns.exported[i]) * kwPerMilliWh,
    voltageV: columns.voltage[i],
  }
}

/** Stored energy over present capacity of all batteries [%]. */
function meanStateOfCharge({ stored, batteryCapacity }: FleetState): number | null {
  let storedMilliWh = 0
  let capacityMilliWh = 0
  for (let b = 0; b < stored.length; b++) {
    storedMilliWh += stored[b]
    capacityMilliWh += batteryCapacity[b]
  }
  return capacityMilliWh > 0 ? (100 * storedMilliWh) / capacityMilliWh : null
}
