/** @module Timed rounds of two things taken in turns, because a shared machine is never equally fast twice. */

/** The middle of some numbers and how far they spread. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** What is measured: one round of work; the measured time is that of the call. */
export type Work = () => Promise<void> | void

/** Sums up the rounds of one measurement. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
  return { median, min: sorted[0], max: sorted[sorted.length - 1] }
}

/** A clock [ns]. */
export type Clock = () => number

/** Time as it passes. */
export const wallNs: Clock = () => 1e6 * performance.now()

/** Time this process has kept processors busy, compiler and garbage collector included: blind to its neighbours. */
export const processorNs: Clock = () => {
  const { user, system } = process.cpuUsage()
  return 1e3 * (user + system)
}

/** @returns the time one call takes [ns] */
export async function timeNs(clock: Clock, work: Work): Promise<number> {
  const before = clock()
  await work()
  return clock() - before
}

/**
 * Times several works in turns: A B A B …
 *
 * @param warmUp - rounds before the first that counts
 * @returns the counted times of each work [ns], in its order
 */
export async function timeInTurns(
  clock: Clock,
  works: readonly Work[],
  rounds: number,
  warmUp: number,
): Promise<number[][]> {
  const times: number[][] = works.map(() => [])
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const ns = await timeNs(clock, work)
      if (round >= 0) times[index].push(ns)
    }
  }
  return times
}

/** Spread of the quotients of rounds that ran right after one another: what slows both down cancels. */
export function ratioOf(numerators: readonly number[], denominators: readonly number[]): Spread {
  return spreadOf(numerators.map((value, round) => value / denominators[round]))
}
