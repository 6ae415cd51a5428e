/** @module The fleet a campus file describes. */

import { DC_TO_AC_RATIO, defaultDispatch, SOC_INITIAL } from '../config/asset-defaults.ts'
import { feederOfMeters } from '../config/campus-checks.ts'
import type { CampusFile, CampusFileMeter } from '../config/campus-file.ts'
import type { Settings } from '../config/settings.ts'
import { Random } from '../random/random.ts'
import type { BatteryBank, Fleet, Meter, PvArray } from './meter.ts'
import { meterTypeOf, USER_TYPE_OF } from './meter-classification.ts'
import { tradingPreferenceOf } from './trading-preference.ts'

/**
 * The fleet of a campus file.
 *
 * The meter type follows from the assets. A trading preference the file does not state is drawn from (seed, index).
 * Feeders are numbered in the order in which the meters use them.
 *
 * @param file - a valid campus file
 * @param settings - the seed
 * @returns the fleet, in file order
 */
export function campusFleet(file: CampusFile, settings: Pick<Settings, 'seed'>): Fleet {
  const random = new Random(settings.seed)
  const listedFeederOf = feederOfMeters(file)
  const listedFeeders = [...new Set(listedFeederOf)]
  const feederIndex = new Map(listedFeeders.map((listed, index) => [listed, index]))
  const meterIndex = new Map(file.meters.map(({ meter_id: id }, index) => [id, index]))
  const meters = file.meters.map((meter, index) =>
    makeMeter(meter, file.feeders[listedFeederOf[index]], {
      connection: {
        feeder: feederIndex.get(listedFeederOf[index]) ?? -1,
        upstream: meterIndex.get(meter.feeder.upstream) ?? -1,
        cableM: meter.feeder.cable_m,
      },
      tradingPreference: tradingPreferenceOf(random, index, meter.trading_preference),
    }),
  )
  return {
    size: meters.length,
    feeders: listedFeeders.map((listed) => {
      const { id, transformer_kva, impedance_percent, xr_ratio } = file.feeders[listed]
      return { id, transformerKva: transformer_kva, impedancePercent: impedance_percent, xrRatio: xr_ratio }
    }),
    feederStart: Int32Array.from([...listedFeeders.map((listed) => listedFeederOf.indexOf(listed)), meters.length]),
    meter: (index) => meters[index],
  }
}

type DrawnAndPlaced = Pick<Meter, 'connection' | 'tradingPreference'>

function makeMeter(meter: CampusFileMeter, listedFeeder: CampusFile['feeders'][number], rest: DrawnAndPlaced): Meter {
  const pv = makePv(meter.pv)
  const battery = makeBattery(meter.battery, pv !== null)
  const meterType = meterTypeOf(pv !== null, battery !== null)
  return {
    meterId: meter.meter_id,
    meterType,
    userType: USER_TYPE_OF[meterType],
    location: `${meter.building}, Floor ${meter.floor}`,
    building: meter.building,
    zone: listedFeeder.id,
    buildingType: meter.building_type,
    floorAreaM2: meter.floor_area_m2,
    capacityKw: meter.capacity_kw,
    loadVariability: 1,
    phases: meter.phases,
    pv,
    battery,
    ...rest,
  }
}

function makePv(pv: CampusFileMeter['pv']): PvArray | null {
  if (pv === undefined) return null
  return {
    kwp: pv.kwp,
    tiltDeg: pv.tilt_deg,
    azimuthDeg: pv.azimuth_deg,
    inverterKw: pv.inverter_kw ?? pv.kwp / DC_TO_AC_RATIO,
    performanceFactor: 1,
  }
}

function makeBattery(battery: CampusFileMeter['battery'], hasPv: boolean): BatteryBank | null {
  if (battery === undefined) return null
  const { soc_min: socMin, soc_max: socMax } = battery
  return {
    capacityKwh: battery.capacity_kwh,
    powerKw: battery.power_kw,
    chargeEfficiency: battery.charge_efficiency,
    dischargeEfficiency: battery.discharge_efficiency,
    socMin,
    socMax,
    socInitial: battery.soc_initial ?? Math.min(socMax, Math.max(socMin, SOC_INITIAL)),
    dispatch: battery.dispatch ?? defaultDispatch(hasPv),
  }
}
