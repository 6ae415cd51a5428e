/** @module What must hold between the values of a campus file that are each acceptable on their own. */

import type { Problem } from '../errors/problem.ts'
import type { CampusFile, CampusFileMeter } from './campus-schema.ts'
import { planFaults } from './plan-checks.ts'

type Fault = Omit<Problem, 'source'>

/**
 * Finds the faults that span several values: ids used twice, broken feeder trees, windows that are empty.
 *
 * @param file - a campus file of the right shape
 * @returns one fault per offending value, in file order
 */
export function campusFaults(file: CampusFile): Fault[] {
  return [...feederFaults(file), ...meterFaults(file), ...planFaults(file)]
}

/** The feeder of each meter as its index, found by following `upstream`; −1 where that leads nowhere. */
export function feederOfMeters(file: CampusFile): number[] {
  const feederOf = new Map<string, number>()
  file.feeders.forEach(({ id }, index) => {
    if (!feederOf.has(id)) feederOf.set(id, index)
  })
  return file.meters.map(({ meter_id: id, feeder: { upstream } }) => {
    const feeder = feederOf.get(upstream) ?? -1
    if (!feederOf.has(id)) feederOf.set(id, feeder)
    return feeder
  })
}

function feederFaults(file: CampusFile): Fault[] {
  const used = new Set(feederOfMeters(file))
  const seen = new Set<string>()
  return file.feeders.flatMap(({ id }, index) => {
    const key = `feeders[${index}].id`
    if (seen.has(id)) return [{ key, value: id, expected: 'an id no other feeder has' }]
    seen.add(id)
    if (used.has(index)) return []
    return [{ key, value: id, expected: 'a feeder with at least one meter', fix: 'Connect a meter or remove it.' }]
  })
}

function meterFaults(file: CampusFile): Fault[] {
  const feederIds = new Set(file.feeders.map(({ id }) => id))
  const above = new Set<string>()
  const order = contiguityFaults(file)
  return file.meters.flatMap((meter, index) => {
    const at = `meters[${index}]`
    const { meter_id: id } = meter
    const faults: Fault[] = []
    if (above.has(id)) faults.push({ key: `${at}.meter_id`, value: id, expected: 'an id no other meter has' })
    else if (feederIds.has(id)) faults.push({ key: `${at}.meter_id`, value: id, expected: 'an id no feeder has' })
    const { upstream } = meter.feeder
    if (!feederIds.has(upstream) && !above.has(upstream)) {
      faults.push({
        key: `${at}.feeder.upstream`,
        value: upstream,
        expected: 'the id of a feeder or of a meter listed above',
      })
    }
    above.add(id)
    return [...faults, ...(order.get(index) ?? []), ...assetFaults(meter, at)]
  })
}

/** Faults of meters that return to a feeder after the meters of another, by index of the meter. */
function contiguityFaults(file: CampusFile): Map<number, Fault[]> {
  const faults = new Map<number, Fault[]>()
  const left = new Set<number>()
  let current = -1
  feederOfMeters(file).forEach((feeder, index) => {
    // A meter that hangs nowhere is reported as such and says nothing about the order.
    if (feeder === -1 || feeder === current) return
    if (left.has(feeder)) {
      faults.set(index, [
        {
          key: `meters[${index}].feeder.upstream`,
          value: file.meters[index].feeder.upstream,
          expected: 'the meters of one feeder listed together',
          fix: `Move ${file.meters[index].meter_id} to the other meters of ${file.feeders[feeder].id}.`,
        },
      ])
    }
    left.add(current)
    current = feeder
  })
  return faults
}

function assetFaults({ capacity_kw: capacityKw, pv, battery }: CampusFileMeter, at: string): Fault[] {
  if (battery === undefined) {
    if (capacityKw > 0 || pv !== undefined) return []
    return [{ key: `${at}.capacity_kw`, value: '0', expected: 'a load, an array or a battery behind the meter' }]
  }
  const { soc_min: min, soc_max: max, soc_initial: initial } = battery
  const key = `${at}.battery`
  if (min >= max) return [{ key: `${key}.soc_min`, value: String(min), expected: `a fraction below soc_max (${max})` }]
  if (initial === undefined || (initial >= min && initial <= max)) return []
  return [{ key: `${key}.soc_initial`, value: String(initial), expected: `a fraction from ${min} to ${max}` }]
}
