/** @module What must hold between a campus file's plan and its meters, and between the corners of an outline. */

import type { Problem } from '../errors/problem.ts'
import type { CampusFile } from './campus-schema.ts'
import type { Outline } from './plan-schema.ts'

type Fault = Omit<Problem, 'source'>

/** Smaller is a slip of the pen [m²]. */
const LEAST_AREA_M2 = 1

/** Buildings that have no meters, or stand in the plan twice or not at all, and outlines that enclose nothing. */
export function planFaults({ plan, meters }: Pick<CampusFile, 'plan' | 'meters'>): Fault[] {
  if (plan === undefined) return []
  const known = new Set(meters.map(({ building }) => building))
  const drawn = new Set<string>()
  const faults = plan.buildings.flatMap(({ building, outline_m: outline }, index): Fault[] => {
    const at = `plan.buildings[${index}]`
    const isTwice = drawn.has(building)
    drawn.add(building)
    if (!known.has(building)) return [{ key: `${at}.building`, value: building, expected: 'the building of a meter' }]
    if (isTwice) return [{ key: `${at}.building`, value: building, expected: 'each building once' }]
    if (areaM2(outline) >= LEAST_AREA_M2) return []
    const value = JSON.stringify(outline)
    return [{ key: `${at}.outline_m`, value, expected: `an outline around at least ${LEAST_AREA_M2} m²` }]
  })
  const missing = [...known].filter((building) => !drawn.has(building))
  return missing.length === 0
    ? faults
    : [
        ...faults,
        {
          key: 'plan.buildings',
          value: `nothing for ${missing.join(', ')}`,
          expected: 'every building of the meters',
          fix: 'Draw it, or leave the plan out: the buildings then stand in a grid.',
        },
      ]
}

/** Area within an outline by the shoelace formula (Gauss) [m²]. */
export function areaM2(outline: Outline): number {
  let twice = 0
  outline.forEach(([east, north], i) => {
    const [nextEast, nextNorth] = outline[(i + 1) % outline.length] ?? [0, 0]
    twice += east * nextNorth - nextEast * north
  })
  return Math.abs(twice) / 2
}
