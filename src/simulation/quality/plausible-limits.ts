/** @module What a meter's assets can do at most: beyond it a measured value is wrong, whatever the cause. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { BUILDING_CONSTANTS } from '../../physics/load/building-constants.ts'
import { milliWhPerKw } from '../../units/energy.ts'
import type { FleetParameters } from '../fleet-parameters.ts'

/**
 * Voltage a meter can see at all, as shares of the nominal voltage: twice the ±10 % that EN 50160:2010 (clause 4.2.2)
 * allows in normal operation. A voltage beyond it is a measurement gone wrong, not a weak feeder.
 */
const VOLTAGE_RANGE = [0.8, 1.2] as const
/** Frequency as shares of the nominal: what EN 50160:2010 (clause 4.2.1) allows an interconnected grid at worst. */
const FREQUENCY_RANGE = [0.94, 1.04] as const
/** A hot spell lifts the expected load above the design peak by less than this. */
const HOTTEST_LOAD = 1.5
/** Standard deviations of the load's scatter that never occur. */
const NEVER = 7

/** Limits of the meters of a range; energies are milliwatt-hours of one interval. */
export interface PlausibleLimits {
  readonly generated: Float64Array
  /** Infinite for replayed meters: a recording is taken as it is. */
  readonly consumed: Float64Array
  /** Power limit of the battery; 0 without one. */
  readonly battery: Float64Array
  readonly voltage: readonly [lowest: number, highest: number]
  readonly frequency: readonly [lowest: number, highest: number]
}

/** Nominal values of the grid. */
export interface NominalGrid {
  readonly nominalVoltageV: number
  readonly nominalFrequencyHz: number
}

/** @param replayed - meters of the range (relative to its first) whose load is replayed */
export function plausibleLimits(
  parameters: FleetParameters,
  replayed: Iterable<number>,
  intervalSeconds: number,
  { nominalVoltageV, nominalFrequencyHz }: NominalGrid,
): PlausibleLimits {
  const { from, to, designMilliWh, buildingType, pvMeter, pvInverterKw, batteryMeter, batteryPowerLimit } = parameters
  const perKw = milliWhPerKw(intervalSeconds)
  const generated = new Float64Array(to - from)
  const consumed = new Float64Array(to - from)
  const battery = new Float64Array(to - from)
  for (let i = 0; i < to - from; i++) {
    const { fastSigma, slowSigma } = BUILDING_CONSTANTS[BUILDING_TYPES[buildingType[i]]].noise
    const sigma = parameters.loadVariability[i] * Math.hypot(fastSigma, slowSigma)
    consumed[i] = Math.ceil(designMilliWh[i] * HOTTEST_LOAD * Math.exp(NEVER * sigma))
  }
  for (const i of replayed) consumed[i] = Number.POSITIVE_INFINITY
  for (let p = 0; p < pvMeter.length; p++) generated[pvMeter[p]] += Math.ceil(pvInverterKw[p] * perKw)
  for (let b = 0; b < batteryMeter.length; b++) battery[batteryMeter[b]] += batteryPowerLimit[b]
  return {
    generated,
    consumed,
    battery,
    voltage: [VOLTAGE_RANGE[0] * nominalVoltageV, VOLTAGE_RANGE[1] * nominalVoltageV],
    frequency: [FREQUENCY_RANGE[0] * nominalFrequencyHz, FREQUENCY_RANGE[1] * nominalFrequencyHz],
  }
}
