/** @module How evenly something is spread over participants: one number for a whole distribution. */

/**
 * Gini coefficient.
 *
 * G = Σ_i Σ_j |x_i − x_j| / (2·n²·mean), by sorting: Σ_i (2i − n − 1)·x_(i) / (n·Σ x), i from 1 in ascending order.
 *
 * @param values - one per participant, in any unit; with negative values among them the result may pass 1
 * @returns 0 all equal, (n − 1)/n one has all; null for no participants or a mean of 0 or less
 * @see Sen, 1973, "On Economic Inequality", Oxford
 */
export function gini(values: Float64Array): number | null {
  const n = values.length
  const sum = sumOf(values)
  if (!(sum > 0)) return null
  const sorted = values.slice().sort()
  let weighted = 0
  for (let i = 0; i < n; i++) {
    weighted += (2 * i - n + 1) * sorted[i]
  }
  return weighted / (n * sum)
}

/**
 * Jain's fairness index.
 *
 * J = (Σ x)² / (n·Σ x²)
 *
 * @param values - one per participant, 0 or more, in any unit
 * @returns 1 all equal, 1/n one has all; null where all are 0
 * @see Jain, Chiu, Hawe, 1984, "A quantitative measure of fairness and discrimination for resource allocation in shared
 *   computer systems", DEC-TR-301, arXiv:cs/9809099
 */
export function jain(values: Float64Array): number | null {
  let squares = 0
  for (const value of values) squares += value * value
  return jainOfSums(values.length, sumOf(values), squares)
}

function jainOfSums(n: number, sum: number, squares: number): number | null {
  return squares > 0 ? (sum * sum) / (n * squares) : null
}

/** How well a market filled what its participants wished, and how evenly. */
export interface QualityOfService {
  /** Participants that wished anything. */
  readonly participants: number
  /** Mean share of a wish that was filled, 0 to 1; null without participants. */
  readonly meanFill: number | null
  /** The smallest share; null without participants. */
  readonly minFill: number | null
  /** Jain's index of the shares; null where none was filled at all. */
  readonly fairness: number | null
}

/** What the filled shares of wishes, each from 0 to 1, add up to. */
export interface FillSums {
  readonly participants: number
  readonly sum: number
  readonly squares: number
  readonly least: number
}

/**
 * Quality of service: every participant's filled share of what it wished to trade, and Jain's index of these shares.
 *
 * Shares, not energies, because who wishes more may get more: x_i = filled_i / wished_i, the "fraction of demand" of
 * Jain et al. for unequal demands. Meters without a wish are no participants.
 *
 * @param filled - energy traded by meter [mWh], at most `wished`
 * @param wished - energy ordered by meter [mWh]
 * @see Jain, Chiu, Hawe, 1984, DEC-TR-301
 * @see Moret, Pinson, 2019, "Energy collectives: a community and fairness based approach to future electricity markets",
 *   IEEE Transactions on Power Systems 34(5), doi:10.1109/TPWRS.2018.2808961, for the index as quality of service
 */
export function qualityOfService(filled: Float64Array, wished: Float64Array): QualityOfService {
  let participants = 0
  let sum = 0
  let squares = 0
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < wished.length; i++) {
    if (wished[i] > 0) {
      const fill = filled[i] / wished[i]
      participants += 1
      sum += fill
      squares += fill * fill
      least = Math.min(least, fill)
    }
  }
  return qualityOfFills({ participants, sum, squares, least })
}

/**
 * Quality of service from what the filled shares add up to.
 *
 * @param fills - number of shares, their sum, that of their squares, and the least of them
 */
export function qualityOfFills({ participants, sum, squares, least }: FillSums): QualityOfService {
  return {
    participants,
    meanFill: participants > 0 ? sum / participants : null,
    minFill: participants > 0 ? least : null,
    fairness: jainOfSums(participants, sum, squares),
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
