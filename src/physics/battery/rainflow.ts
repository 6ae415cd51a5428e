/** @module Rainflow counting: how deep the cycles in a record of a battery's state of charge were. */

/** Cycles of one depth found in a record. */
export interface RainflowCycle {
  /** Difference between the cycle's ends, in the unit of the record. */
  readonly range: number
  /** 1 for a closed cycle, 0.5 for a half cycle left open. */
  readonly count: number
}

/**
 * Counts the cycles of a record.
 *
 * A range Y between two reversals closes as soon as the next range X is at least as large; it is half a cycle when it
 * begins at the record's start, and so is every range still open at the end.
 *
 * @param record - values in order of time, such as states of charge
 * @returns cycles in the order in which they close
 * @see ASTM E1049-85 (2017), "Standard practices for cycle counting in fatigue analysis", section 5.4.4
 */
export function countRainflow(record: Iterable<number>): RainflowCycle[] {
  const cycles: RainflowCycle[] = []
  const open: number[] = []
  for (const reversal of reversals(record)) {
    open.push(reversal)
    while (open.length >= 3) {
      const n = open.length
      const x = Math.abs(open[n - 1] - open[n - 2])
      const y = Math.abs(open[n - 2] - open[n - 3])
      if (x < y) {
        break
      }
      if (n === 3) {
        cycles.push({ range: y, count: 0.5 })
        open.shift()
      } else {
        cycles.push({ range: y, count: 1 })
        open.splice(n - 3, 2)
      }
    }
  }
  for (let i = 1; i < open.length; i++) {
    cycles.push({ range: Math.abs(open[i] - open[i - 1]), count: 0.5 })
  }
  return cycles
}

/** The first value, every value at which the record turns, and the last. */
function* reversals(record: Iterable<number>): Generator<number> {
  let held: number | undefined
  let direction = 0
  for (const value of record) {
    if (held === undefined) {
      yield value
    } else if (value !== held) {
      const next = Math.sign(value - held)
      if (direction !== 0 && next !== direction) {
        yield held
      }
      direction = next
    }
    held = value
  }
  if (held !== undefined && direction !== 0) {
    yield held
  }
}
