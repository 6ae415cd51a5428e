/** @module The Ornstein–Uhlenbeck process, exact over any step: noise that forgets at a given rate. */

/** One step's coefficients: x(t+Δt) = mean + carry·(x(t) − mean) + spread·fresh·z with a standard normal z. */
export interface OrnsteinUhlenbeckStep {
  /** e^(−Δt/τ), the share of a deviation that survives the step. */
  readonly carry: number
  /** √(1 − e^(−2Δt/τ)), the share of the stationary spread that is new. */
  readonly fresh: number
}

/**
 * Coefficients of one exact step.
 *
 * @param seconds - step Δt [s]
 * @param memorySeconds - time τ in which the autocorrelation falls to 1/e [s]
 * @see Gillespie, "Exact numerical simulation of the Ornstein-Uhlenbeck process and its integral",
 *   Phys. Rev. E 54 (1996), doi:10.1103/PhysRevE.54.2084
 */
export function ornsteinUhlenbeckStep(seconds: number, memorySeconds: number): OrnsteinUhlenbeckStep {
  // expm1 keeps the fresh share accurate where the step is a tiny part of the memory.
  return {
    carry: Math.exp(-seconds / memorySeconds),
    fresh: Math.sqrt(-Math.expm1((-2 * seconds) / memorySeconds)),
  }
}
