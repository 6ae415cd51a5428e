/** @module A fleet's shape: its roof planes, how many batteries precede each meter, and where it may be split. */

import type { Fleet } from '../campus/meter.ts'
import { fleetPlanes } from '../campus/plane-index.ts'
import type { RoofPlane } from '../physics/solar/roof-plane.ts'

export interface FleetLayout {
  readonly fleet: Fleet
  readonly planes: readonly RoofPlane[]
  /** Roof plane of each meter; −1 without PV. */
  readonly planeOf: Int16Array
  readonly batteries: number
  /** Batteries before the first meter of each feeder; a further last element is `batteries`. */
  readonly batteryStart: Int32Array
}

/** A contiguous part of a fleet: whole feeders with their meters and batteries. */
export interface FleetRange {
  readonly feeders: readonly [from: number, to: number]
  readonly meters: readonly [from: number, to: number]
  readonly batteries: readonly [from: number, to: number]
}

/** Walks a fleet once and notes its shape. */
export function fleetLayout(fleet: Fleet): FleetLayout {
  const { planes, planeOf } = fleetPlanes(fleet)
  const feeders = fleet.feeders.length
  const batteryStart = new Int32Array(feeders + 1)
  for (let f = 0; f < feeders; f++) {
    let count = batteryStart[f]
    for (let i = fleet.feederStart[f]; i < fleet.feederStart[f + 1]; i++) {
      count += fleet.meter(i).battery === null ? 0 : 1
    }
    batteryStart[f + 1] = count
  }
  return { fleet, planes, planeOf, batteries: batteryStart[feeders], batteryStart }
}

/**
 * Splits a fleet into at most `parts` ranges of about equally many meters.
 *
 * A range ends where a feeder ends, because the voltages of a feeder depend on all its meters; a fleet with fewer
 * feeders than parts gives fewer ranges.
 */
export function splitFleet({ fleet, batteryStart }: FleetLayout, parts: number): FleetRange[] {
  const { feeders, feederStart, size } = fleet
  const ranges: FleetRange[] = []
  let from = 0
  for (let part = 1; part <= parts && from < feeders.length; part++) {
    const target = (size * part) / parts
    let to = from + 1
    while (to < feeders.length && (part === parts || feederStart[to] + feederStart[to + 1] <= 2 * target)) {
      to++
    }
    ranges.push({
      feeders: [from, to],
      meters: [feederStart[from], feederStart[to]],
      batteries: [batteryStart[from], batteryStart[to]],
    })
    from = to
  }
  return ranges
}
