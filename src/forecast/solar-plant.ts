/** @module All arrays of a campus as the few that behave alike, and the sun they stand under: plain data. */

import type { Fleet, PvArray } from '../campus/meter.ts'
import type { GeoLocation } from '../physics/solar/location.ts'
import type { RoofPlane } from '../physics/solar/roof-plane.ts'

/** Arrays of one roof orientation. */
export interface PlantPlane extends RoofPlane {
  readonly arrays: number
  /** The meter of the first of them, whose irradiance stands for the plane. */
  readonly sensorMeterId: string
  /** Nameplate times performance factor [kWp], and the rating of the inverters [kW]. */
  readonly units: readonly { readonly dcKwp: number; readonly acKw: number }[]
}

export interface SolarPlant {
  /** Where the sun is watched from: the campus, or where its weather was recorded. */
  readonly location: GeoLocation
  /** Offset of the recording's clock from UTC, whose sun shines at the same local hour [h]; null for the campus's own. */
  readonly recordedOffsetHours: number | null
  readonly planes: readonly PlantPlane[]
}

/** Arrays whose ratio of DC to AC is the same to that many parts of one are taken together. */
const RATIO_STEPS = 200

/**
 * The plant of a fleet.
 *
 * Arrays of one orientation and one ratio of nameplate to inverter are one array: power per rating is the same, since
 * the inverter's curve depends on the load alone.
 *
 * @param sun - the place whose sun the run has, and the offset of its clock where that is a recording's
 */
export function solarPlant(fleet: Fleet, sun: Pick<SolarPlant, 'location' | 'recordedOffsetHours'>): SolarPlant {
  const planes = new Map<
    string,
    { plane: RoofPlane; sensorMeterId: string; arrays: number; units: Map<number, Unit> }
  >()
  for (let i = 0; i < fleet.size; i++) {
    const { pv, meterId: sensorMeterId } = fleet.meter(i)
    if (pv === null) continue
    const { tiltDeg, azimuthDeg } = pv
    const key = `${tiltDeg} ${azimuthDeg}`
    let plane = planes.get(key)
    if (plane === undefined) {
      plane = { plane: { tiltDeg, azimuthDeg }, sensorMeterId, arrays: 0, units: new Map() }
      planes.set(key, plane)
    }
    plane.arrays += 1
    addTo(plane.units, pv)
  }
  return {
    ...sun,
    planes: [...planes.values()].map(({ plane, units, ...rest }) => ({
      ...plane,
      ...rest,
      units: [...units.values()],
    })),
  }
}

interface Unit {
  dcKwp: number
  acKw: number
}

function addTo(units: Map<number, Unit>, { kwp, performanceFactor, inverterKw }: PvArray): void {
  const dcKwp = kwp * performanceFactor
  const ratio = Math.round((RATIO_STEPS * dcKwp) / inverterKw)
  const unit = units.get(ratio)
  if (unit === undefined) {
    units.set(ratio, { dcKwp, acKw: inverterKw })
  } else {
    unit.dcKwp += dcKwp
    unit.acKw += inverterKw
  }
}
