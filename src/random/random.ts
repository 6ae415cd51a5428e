/** @module Named, counter-based random streams: every number is a function of (seed, stream, entity, step). */

import { philox4x32 } from './philox.ts'

/**
 * The streams of a run. A number is never reused: adding a stream changes no existing draw.
 * The numbers are part of the format: changing one changes every recorded run.
 */
export const STREAM = {
  weatherState: 1,
  cloud: 2,
  temperature: 3,
  wind: 4,
  frequency: 5,
  supplyVoltage: 6,
  load: 7,
  fleet: 8,
  strategy: 9,
  market: 10,
  faults: 11,
} as const

export type Stream = (typeof STREAM)[keyof typeof STREAM]

/** The largest seed: an exactly representable integer. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER

const TWO_POW_32 = 0x1_0000_0000
const TWO_PI = 2 * Math.PI

/** A source of random numbers keyed by a seed; it holds no state a draw could change. */
export class Random {
  readonly keyLow: number
  readonly keyHigh: number
  readonly #words = new Uint32Array(4)

  /** @param seed - an integer from 0 to 2^53 − 1 */
  constructor(seed: number) {
    this.keyLow = seed >>> 0
    this.keyHigh = Math.floor(seed / TWO_POW_32)
  }

  /** Four independent words for (stream, entity, step); valid until the next call. */
  words(stream: Stream, entity: number, step: number): Uint32Array {
    philox4x32(step >>> 0, Math.floor(step / TWO_POW_32), entity, stream, this.keyLow, this.keyHigh, this.#words)
    return this.#words
  }

  /**
   * A uniform deviate in the open interval (0, 1).
   *
   * @param lane - which of the four independent deviates of this (stream, entity, step), 0 to 3
   */
  uniform(stream: Stream, entity: number, step: number, lane: 0 | 1 | 2 | 3 = 0): number {
    return toUniform(this.words(stream, entity, step)[lane])
  }

  /** A standard normal deviate (Box and Muller 1958). */
  normal(stream: Stream, entity: number, step: number): number {
    const words = this.words(stream, entity, step)
    return Math.sqrt(-2 * Math.log(toUniform(words[0]))) * Math.cos(TWO_PI * toUniform(words[1]))
  }
}

/** Maps a 32-bit word to the centre of one of 2^32 equal cells of (0, 1): never 0, never 1. */
export function toUniform(word: number): number {
  return (word + 0.5) / TWO_POW_32
}
