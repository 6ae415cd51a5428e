/** @module A fleet's fixed parameters as columns, in the units the kernel computes in. */

import { BUILDING_TYPES } from '../campus/building-type.ts'
import { type BatteryBank, DISPATCH_STRATEGIES, type Fleet, METER_TYPES } from '../campus/meter.ts'
import { MILLI_WH_PER_KWH, milliWhPerKw } from '../units/energy.ts'

/** Parameters of meters [from, to); PV and batteries are compact lists in meter order. */
export interface FleetParameters {
  readonly from: number
  readonly to: number
  /** Consumption of one interval at the design peak [mWh]. */
  readonly designMilliWh: Float64Array
  readonly loadVariability: Float64Array
  readonly buildingType: Uint8Array
  readonly meterType: Uint8Array
  readonly phases: Uint8Array
  /** Meter (relative to `from`) of each array, its effective nameplate [kWp], inverter rating [kW] and roof plane. */
  readonly pvMeter: Int32Array
  readonly pvKwp: Float64Array
  readonly pvInverterKw: Float64Array
  readonly pvPlane: Int16Array
  /** Meter (relative to `from`) of each battery and its bank's figures. */
  readonly batteryMeter: Int32Array
  readonly batteryNominal: Float64Array
  readonly batteryPowerLimit: Float64Array
  readonly chargeEfficiency: Float64Array
  readonly dischargeEfficiency: Float64Array
  readonly socMin: Float64Array
  readonly socMax: Float64Array
  readonly socInitial: Float64Array
  readonly dispatch: Uint8Array
  /** Import above which peak shaving discharges, per interval [mWh]; 0 for stand-alone storage. */
  readonly shavingThreshold: Float64Array
}

/** Peak shaving holds a meter's import to this share of its design peak. */
const SHAVING_SHARE = 0.7

/**
 * Reads the fleet's meters [from, to) into columns.
 *
 * @param planeOf - roof plane of every meter of the fleet, −1 without PV
 * @param intervalSeconds - length of an interval [s]
 */
export function fleetParameters(
  fleet: Fleet,
  from: number,
  to: number,
  planeOf: Int16Array,
  intervalSeconds: number,
): FleetParameters {
  const size = to - from
  const perKw = milliWhPerKw(intervalSeconds)
  const designMilliWh = new Float64Array(size)
  const loadVariability = new Float64Array(size)
  const buildingType = new Uint8Array(size)
  const meterType = new Uint8Array(size)
  const phases = new Uint8Array(size)
  const pv: number[][] = []
  const banks: { meter: number; shavedKw: number; bank: BatteryBank }[] = []
  for (let i = 0; i < size; i++) {
    const meter = fleet.meter(from + i)
    designMilliWh[i] = meter.capacityKw * perKw
    loadVariability[i] = meter.loadVariability
    buildingType[i] = BUILDING_TYPES.indexOf(meter.buildingType)
    meterType[i] = METER_TYPES.indexOf(meter.meterType)
    phases[i] = meter.phases
    if (meter.pv !== null) {
      pv.push([i, meter.pv.kwp * meter.pv.performanceFactor, meter.pv.inverterKw, planeOf[from + i]])
    }
    if (meter.battery !== null) {
      // Stand-alone storage has no import of its own to hold down.
      const shavedKw = meter.meterType === 'Battery_Storage' ? 0 : meter.capacityKw * SHAVING_SHARE
      banks.push({ meter: i, shavedKw, bank: meter.battery })
    }
  }
  return {
    from,
    to,
    designMilliWh,
    loadVariability,
    buildingType,
    meterType,
    phases,
    pvMeter: Int32Array.from(pv, (row) => row[0]),
    pvKwp: Float64Array.from(pv, (row) => row[1]),
    pvInverterKw: Float64Array.from(pv, (row) => row[2]),
    pvPlane: Int16Array.from(pv, (row) => row[3]),
    batteryMeter: Int32Array.from(banks, ({ meter }) => meter),
    batteryNominal: Float64Array.from(banks, ({ bank }) => bank.capacityKwh * MILLI_WH_PER_KWH),
    batteryPowerLimit: Float64Array.from(banks, ({ bank }) => Math.floor(bank.powerKw * perKw)),
    chargeEfficiency: Float64Array.from(banks, ({ bank }) => bank.chargeEfficiency),
    dischargeEfficiency: Float64Array.from(banks, ({ bank }) => bank.dischargeEfficiency),
    socMin: Float64Array.from(banks, ({ bank }) => bank.socMin),
    socMax: Float64Array.from(banks, ({ bank }) => bank.socMax),
    socInitial: Float64Array.from(banks, ({ bank }) => bank.socInitial),
    dispatch: Uint8Array.from(banks, ({ bank }) => DISPATCH_STRATEGIES.indexOf(bank.dispatch)),
    shavingThreshold: Float64Array.from(banks, ({ shavedKw }) => Math.round(shavedKw * perKw)),
  }
}
