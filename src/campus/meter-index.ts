/** @module Finds meters by their ids. */

import type { Fleet } from './meter.ts'

const INDICES = new WeakMap<Fleet, ReadonlyMap<string, number>>()

/** The place of each meter in its fleet by id; made when first asked for. */
export function meterIndices(fleet: Fleet): ReadonlyMap<string, number> {
  const known = INDICES.get(fleet)
  if (known !== undefined) return known
  const made = new Map(Array.from({ length: fleet.size }, (_, i) => [fleet.meter(i).meterId, i]))
  INDICES.set(fleet, made)
  return made
}
