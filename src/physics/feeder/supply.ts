/** @module What the grid brings to a campus: one frequency for all, and a voltage before each transformer. */

import { type Random, STREAM } from '../../random/random.ts'

/**
 * Standard deviations and memories of the supply. They are chosen, not measured: the frequency stays within the ±0.1 Hz
 * a healthy system keeps, the voltage within a few percent, as EN 50160:2010 (clauses 4.2.1 and 4.2.2) allows with room.
 */
const FREQUENCY_SIGMA_HZ = 0.02
const FREQUENCY_MEMORY_SECONDS = 120
const VOLTAGE_SIGMA = 0.01
const VOLTAGE_MEMORY_SECONDS = 600

/** Unloaded transformers are tapped 2.5 % above the nominal voltage, so that customers see about the nominal under load. */
const NO_LOAD_TAP = 1.025

const TWO_PI = 2 * Math.PI
const TWO_POW_16 = 0x1_0000
const FEEDERS_PER_DRAW = 8

/** Coefficients of one step: what is kept of the deviation, and the standard deviation of what is added. */
interface Memory {
  readonly decay: number
  readonly noise: number
}

const FORGETFUL: Memory = { decay: 0, noise: 1 }

export interface SupplyOptions {
  readonly random: Random
  readonly intervalSeconds: number
  /** Phase-to-neutral [V]. */
  readonly nominalVoltageV: number
  readonly nominalFrequencyHz: number
  /** First and last feeder served, as indices in the whole fleet, both included. */
  readonly firstFeeder: number
  readonly lastFeeder: number
}

/**
 * System frequency and supply voltages as independent Ornstein-Uhlenbeck processes, sampled exactly at the ticks.
 *
 * x(t + Δt) = e^(−Δt/τ)·x(t) + √(1 − e^(−2Δt/τ))·n, n standard normal
 *
 * A feeder's noise is keyed by its index in the fleet and the tick, so that it is the same whichever process computes it.
 *
 * @see Gillespie, "Exact numerical simulation of the Ornstein-Uhlenbeck process and its integral", Physical Review E 54
 *   (1996) 2084, doi:10.1103/PhysRevE.54.2084; for grid frequency: Schäfer, Beck, Aihara, Witthaut, Timme, "Non-Gaussian
 *   power grid frequency fluctuations characterized by Lévy-stable laws and superstatistics", Nature Energy 3 (2018)
 *   119-126, doi:10.1038/s41560-017-0058-z
 */
export class SupplyProcess {
  /** Deviations in standard deviations: the frequency's, then each feeder's. All there is to save and restore. */
  readonly state: Float64Array
  readonly #random: Random
  readonly #nominalVoltageV: number
  readonly #nominalFrequencyHz: number
  readonly #firstFeeder: number
  readonly #lastFeeder: number
  readonly #frequency: Memory
  readonly #voltage: Memory

  /** Starts from the stationary law, drawn at step 0; the first tick is 1. */
  constructor(options: SupplyOptions) {
    this.#random = options.random
    this.#nominalVoltageV = options.nominalVoltageV
    this.#nominalFrequencyHz = options.nominalFrequencyHz
    this.#firstFeeder = options.firstFeeder
    this.#lastFeeder = options.lastFeeder
    this.#frequency = memory(Math.exp(-options.intervalSeconds / FREQUENCY_MEMORY_SECONDS))
    this.#voltage = memory(Math.exp(-options.intervalSeconds / VOLTAGE_MEMORY_SECONDS))
    this.state = new Float64Array(2 + options.lastFeeder - options.firstFeeder)
    this.#draw(0, FORGETFUL, FORGETFUL)
  }

  /**
   * Moves from the tick before to `tick`.
   *
   * @param tick - 1 or more; ticks are visited in order
   */
  advance(tick: number): void {
    this.#draw(tick, this.#frequency, this.#voltage)
  }

  /** System frequency [Hz]. */
  get frequencyHz(): number {
    return this.#nominalFrequencyHz + FREQUENCY_SIGMA_HZ * this.state[0]
  }

  /**
   * Phase-to-neutral voltage before a feeder's transformer, as seen on its low-voltage side [V].
   *
   * @param feeder - index in the whole fleet
   */
  voltage(feeder: number): number {
    return this.#nominalVoltageV * (NO_LOAD_TAP + VOLTAGE_SIGMA * this.state[1 + feeder - this.#firstFeeder])
  }

  #draw(step: number, frequency: Memory, { decay, noise }: Memory): void {
    const random = this.#random
    const state = this.state
    state[0] = frequency.decay * state[0] + frequency.noise * random.normal(STREAM.frequency, 0, step)
    const first = this.#firstFeeder
    const last = this.#lastFeeder
    // One call of the generator serves eight feeders: each word's halves make a pair of normals (Box and Muller 1958),
    // bounded by 4.9 standard deviations.
    for (let base = first - (first % FEEDERS_PER_DRAW); base <= last; base += FEEDERS_PER_DRAW) {
      const words = random.words(STREAM.supplyVoltage, base / FEEDERS_PER_DRAW, step)
      for (let lane = 0; lane < FEEDERS_PER_DRAW && base + lane <= last; lane += 2) {
        if (base + lane + 1 < first) {
          continue
        }
        const word = words[lane / 2]
        const radius = noise * Math.sqrt(-2 * Math.log(((word >>> 16) + 0.5) / TWO_POW_16))
        const angle = (TWO_PI * ((word & 0xffff) + 0.5)) / TWO_POW_16
        const at = 1 + base + lane - first
        if (at >= 1) {
          state[at] = decay * state[at] + radius * Math.cos(angle)
        }
        if (at + 1 < state.length) {
          state[at + 1] = decay * state[at + 1] + radius * Math.sin(angle)
        }
      }
    }
  }
}

function memory(decay: number): Memory {
  return { decay, noise: Math.sqrt(1 - decay * decay) }
}
