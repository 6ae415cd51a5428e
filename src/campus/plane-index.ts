/** @module The distinct roof planes of a fleet, so that irradiance is computed once per plane and not once per meter. */

import { UsageError } from '../errors/problem.ts'
import type { Fleet } from './meter.ts'

/** An orientation shared by any number of arrays. */
export interface Plane {
  /** Tilt from horizontal [°]. */
  readonly tiltDeg: number
  /** Azimuth from north, clockwise [°]. */
  readonly azimuthDeg: number
}

export interface FleetPlanes {
  /** Distinct planes in the order in which the fleet first shows them. */
  readonly planes: readonly Plane[]
  /** Plane of each meter's array, −1 without PV. */
  readonly planeOf: Int16Array
}

/** Largest number of planes an Int16Array can index. */
export const MAX_PLANES = 32_767

/**
 * Collects the planes of a fleet's arrays.
 *
 * @param fleet - the fleet; each meter is made once
 * @returns planes and the plane of each meter
 * @throws UsageError beyond 32,767 distinct planes
 */
export function fleetPlanes(fleet: Fleet): FleetPlanes {
  const planes: Plane[] = []
  const planeOf = new Int16Array(fleet.size).fill(-1)
  const byTilt = new Map<number, Map<number, number>>()
  for (let index = 0; index < fleet.size; index++) {
    const { pv } = fleet.meter(index)
    if (pv === null) continue
    let byAzimuth = byTilt.get(pv.tiltDeg)
    if (byAzimuth === undefined) {
      byAzimuth = new Map()
      byTilt.set(pv.tiltDeg, byAzimuth)
    }
    let plane = byAzimuth.get(pv.azimuthDeg)
    if (plane === undefined) {
      plane = planes.length
      if (plane === MAX_PLANES) throw tooManyPlanes()
      byAzimuth.set(pv.azimuthDeg, plane)
      planes.push({ tiltDeg: pv.tiltDeg, azimuthDeg: pv.azimuthDeg })
    }
    planeOf[index] = plane
  }
  return { planes, planeOf }
}

function tooManyPlanes(): UsageError {
  return new UsageError([
    {
      source: 'campus',
      key: 'roof planes',
      value: `more than ${MAX_PLANES}`,
      expected: `at most ${MAX_PLANES} distinct pairs of tilt_deg and azimuth_deg`,
      fix: 'Round tilt_deg and azimuth_deg of the arrays to whole degrees.',
    },
  ])
}
