/** @module What the climate is on a date: monthly normals joined smoothly through the middles of the months. */

import { DAY_MS } from '../../time/local-clock.ts'
import type { Climate, ClimateNormals } from './bangkok-climate.ts'

const MONTHS = 12

/**
 * Climate normals of a date, a periodic cubic through the mid-month values.
 *
 * @param climate - normals of the twelve months
 * @param dayNumber - days since 1970-01-01 in local civil time
 * @see Catmull and Rom, "A class of local interpolating splines", Computer Aided Geometric Design (1974),
 *   doi:10.1016/B978-0-12-079050-0.50020-5
 */
export function normalsOnDate(climate: Climate, dayNumber: number): ClimateNormals {
  const date = new Date(dayNumber * DAY_MS)
  const month = date.getUTCMonth()
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  // The date's noon in months since the middle of January.
  const position = month + (date.getUTCDate() - 0.5) / daysInMonth - 0.5
  const left = Math.floor(position)
  const t = position - left
  const at = (offset: number): ClimateNormals => climate.months[(left + offset + MONTHS) % MONTHS]
  const [before, from, to, after] = [at(-1), at(0), at(1), at(2)]
  const blend = (value: (normals: ClimateNormals) => number): number =>
    catmullRom(value(before), value(from), value(to), value(after), t)
  return {
    meanC: blend((normals) => normals.meanC),
    maxC: blend((normals) => normals.maxC),
    minC: blend((normals) => normals.minC),
    relativeHumidity: blend((normals) => normals.relativeHumidity),
    windMs: blend((normals) => normals.windMs),
  }
}

function catmullRom(before: number, from: number, to: number, after: number, t: number): number {
  const slopeFrom = (to - before) / 2
  const slopeTo = (after - from) / 2
  const rise = to - from
  return from + t * (slopeFrom + t * (3 * rise - 2 * slopeFrom - slopeTo + t * (slopeFrom + slopeTo - 2 * rise)))
}
