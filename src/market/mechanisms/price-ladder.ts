/** @module Energy at many limits in the order of these, and what the best of it is worth. */

import type { OrderColumns } from '../order-book.ts'
import { rank } from '../ranking.ts'

/** Energy of the orders of one side, by their index in the book [mWh]; 0 leaves an order out. */
interface EnergyAtLimits {
  readonly orders: OrderColumns
  readonly energy: Float64Array
}

/** Steps from the best limit on, with sums up to and including each step. */
export interface PriceLadder {
  /** [micro-units/kWh] */
  readonly price: Float64Array
  /** [mWh] */
  readonly energy: Float64Array
  /** Price times energy [micro-units/kWh · mWh]: beyond 2^53 already at the size of a campus. */
  readonly value: readonly bigint[]
}

/**
 * Sorts the energy of bids and offers together by limit.
 *
 * @param first - which limit is the best
 */
export function createPriceLadder(
  bids: EnergyAtLimits,
  offers: EnergyAtLimits,
  first: 'highest' | 'lowest',
): PriceLadder {
  const limits = concat(bids.orders.price.subarray(0, bids.orders.size), offers.orders.price)
  const amounts = concat(bids.energy, offers.energy)
  const steps = rank(
    limits,
    Int32Array.from(amounts.keys()).filter((i) => amounts[i] > 0),
    first,
  )
  const energy = new Float64Array(steps.length)
  const value: bigint[] = []
  let energySum = 0
  let valueSum = 0n
  for (let step = 0; step < steps.length; step++) {
    const i = steps[step]
    energySum += amounts[i]
    valueSum += BigInt(limits[i]) * BigInt(amounts[i])
    energy[step] = energySum
    value.push(valueSum)
  }
  return { price: Float64Array.from(steps, (i) => limits[i]), energy, value }
}

/**
 * What the best of a ladder is worth.
 *
 * @param amount - energy [mWh], not more than there is on the ladder
 * @returns [micro-units/kWh · mWh]
 */
export function valueOfBest({ price, energy, value }: PriceLadder, amount: number): bigint {
  let step = 0
  let end = energy.length - 1
  while (step < end) {
    const middle = (step + end) >>> 1
    if (energy[middle] < amount) {
      step = middle + 1
    } else {
      end = middle
    }
  }
  return value[step] - BigInt(energy[step] - amount) * BigInt(price[step])
}

function concat(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
