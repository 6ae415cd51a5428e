/**
 * @module Cuts a meter's samples into the intervals whose energies are posted as reading sets.
 *
 * The energy of an interval is the difference of what the register showed at its ends, so that all intervals together are
 * exactly what the register gained.
 */

import type { MeterRegisters } from './meter-registers.ts'
import type { MeterSample } from './meter-sample.ts'

/** 15 minutes, the interval of market and tariff [ms]. */
const BLOCK_MS = 900_000

/** Between two intervals: everything up to it is in blocks. */
export interface BlockBoundary {
  /** [ms since 1970 UTC] */
  readonly timeMs: number
  readonly registers: MeterRegisters
}

/** One interval that has ended. */
export interface IntervalBlock {
  readonly startMs: number
  readonly durationMs: number
  readonly before: MeterRegisters
  readonly after: MeterRegisters
  /** Bits of `qualityFlags`. */
  readonly quality: number
}

interface OpenBlock {
  readonly startMs: number
  readonly before: MeterRegisters
  quality: number
}

export class IntervalBlocks {
  readonly blockMs: number
  #boundary: BlockBoundary | null
  #registers: MeterRegisters | null
  #lastMs: number
  #open: OpenBlock | null = null

  /**
   * @param intervalMs - of the samples
   * @param from - where an earlier client of the same meter has stopped; null begins with the first sample
   */
  constructor(intervalMs: number, from: BlockBoundary | null) {
    this.blockMs = Math.max(1, Math.ceil(intervalMs / BLOCK_MS)) * BLOCK_MS
    this.#boundary = from
    this.#registers = from?.registers ?? null
    this.#lastMs = from?.timeMs ?? Number.NEGATIVE_INFINITY
  }

  /** The registers after the last sample; null before the first. */
  get registers(): MeterRegisters | null {
    return this.#registers
  }

  /** Begin of the interval that is not over yet: where whoever starts anew has to go on; null before the first sample. */
  get boundary(): BlockBoundary | null {
    return this.#boundary
  }

  /** Whether a sample was taken already, here or by an earlier client. */
  has({ endMs }: MeterSample): boolean {
    return endMs <= this.#lastMs
  }

  /**
   * Adds a sample: one that ends within an interval belongs to it whole.
   *
   * @returns the intervals that ended with it, or before it where samples are missing
   */
  take(sample: MeterSample): IntervalBlock[] {
    const ended: IntervalBlock[] = []
    const startMs = (Math.ceil(sample.endMs / this.blockMs) - 1) * this.blockMs
    const before = this.#registers ?? registersBefore(sample)
    if (this.#open !== null && this.#open.startMs !== startMs) {
      ended.push(this.#close(this.#open, before))
    }
    this.#open ??= { startMs, before, quality: 0 }
    this.#boundary ??= { timeMs: startMs, registers: before }
    this.#open.quality |= sample.quality
    const after = registersAfter(before, sample)
    this.#registers = after
    this.#lastMs = sample.endMs
    if (sample.endMs === startMs + this.blockMs) {
      ended.push(this.#close(this.#open, after))
    }
    return ended
  }

  #close({ startMs, before, quality }: OpenBlock, after: MeterRegisters): IntervalBlock {
    this.#open = null
    this.#boundary = { timeMs: startMs + this.blockMs, registers: after }
    return { startMs, durationMs: this.blockMs, before, after, quality }
  }
}

/** The registers before the first sample that is known of a meter. */
function registersBefore({ registers, imported, exported, generated }: MeterSample): MeterRegisters {
  return {
    imported: Math.max(0, registers.imported - imported),
    exported: Math.max(0, registers.exported - exported),
    generated: Math.max(0, registers.generated - generated),
    charged: 0,
    discharged: 0,
  }
}

/** The registers after a sample: what the reading says, and the battery's counted on. */
function registersAfter(before: MeterRegisters, sample: MeterSample): MeterRegisters {
  return {
    ...sample.registers,
    charged: before.charged + sample.charged,
    discharged: before.discharged + sample.discharged,
  }
}
