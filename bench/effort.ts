/** @module How much is measured. */

export interface Effort {
  readonly rounds: number
  /** Rounds of measurements that write to a file. */
  readonly writingRounds: number
  readonly fleetSizes: readonly (number | 'campus')[]
  readonly readingsPerRound: number
  readonly linesPerRound: number
  readonly programDays: number
  /** Runs of the program with its market, and as many without. */
  readonly programRounds: number
  readonly bookSizes: readonly number[]
  readonly restingOrders: number
}

/** Some minutes. */
export const FULL_EFFORT: Effort = {
  rounds: 15,
  writingRounds: 20,
  fleetSizes: ['campus', 25, 1000, 10_000, 100_000, 1_000_000],
  readingsPerRound: 4_000_000,
  linesPerRound: 200_000,
  programDays: 365,
  programRounds: 3,
  bookSizes: [1000, 100_000, 2_000_000],
  restingOrders: 1_000_000,
}

/** A first look in less than half a minute. */
export const QUICK_EFFORT: Effort = {
  rounds: 4,
  writingRounds: 5,
  fleetSizes: ['campus', 1000, 100_000],
  readingsPerRound: 500_000,
  linesPerRound: 50_000,
  programDays: 30,
  programRounds: 2,
  bookSizes: [1000, 100_000],
  restingOrders: 100_000,
}
