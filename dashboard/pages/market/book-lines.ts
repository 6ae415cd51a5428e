/** @module The lines of a book: its curves over the energy, and its depth over the price. */

import type { CurveStep } from '../../api/api-types.ts'

export interface BookLines {
  /** Where each part of the lines begins and ends, rising. */
  readonly begins: readonly number[]
  readonly ends: readonly number[]
  readonly demand: readonly (number | null)[]
  readonly supply: readonly (number | null)[]
}

type Steps = readonly CurveStep[]

/** The limit of the order that each kilowatt-hour belongs to. */
export function curveLines(demand: Steps, supply: Steps): BookLines {
  const ends = rising([...demand, ...supply].map(({ cumulated }) => cumulated))
  const limits = (steps: Steps): (number | null)[] => {
    let at = 0
    return ends.map((end) => {
      while ((steps[at]?.cumulated ?? Number.POSITIVE_INFINITY) < end) at += 1
      return steps[at]?.price ?? null
    })
  }
  return { begins: [0, ...ends.slice(0, -1)], ends, demand: limits(demand), supply: limits(supply) }
}

/** What is wanted at each price, and what is offered at it [kWh]. */
export function depthLines(demand: Steps, supply: Steps): BookLines {
  const prices = rising([...demand, ...supply].map(({ price }) => price))
  const margin = Math.max(((prices.at(-1) ?? 0) - (prices[0] ?? 0)) * 0.05, 1e-3)
  const edges = [Math.max(0, (prices[0] ?? 0) - margin), ...prices, (prices.at(-1) ?? 0) + margin]
  const ends = edges.slice(1)
  const begins = edges.slice(0, -1)
  return {
    begins,
    ends,
    // Bids reach up to their limit, offers from theirs on.
    demand: ends.map((end) => demand.findLast(({ price }) => price >= end)?.cumulated ?? 0),
    supply: begins.map((begin) => supply.findLast(({ price }) => price <= begin)?.cumulated ?? 0),
  }
}

function rising(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
