/** @module What holds at meters for a time: injected faults, and how long loads are controlled. Columns like those of controls. */

import { type Columns, sharedColumns, sharedFloats, sliceColumns } from '../shared-array.ts'

/**
 * Columns of doubles by meter. `…Until` is the first tick at which it no longer holds, infinite without an end, and 0
 * where it does not hold.
 */
const METER_TIMES = [
  'loadUntil',
  'outageUntil',
  'gapUntil',
  'stuckUntil',
  'spikeUntil',
  'arrayOutageUntil',
  'batteryOutageUntil',
] as const
export type TimeColumn = (typeof METER_TIMES)[number]

/** Parameters of faults: index in SPIKE_CHANNELS, what a value is multiplied by, share of an array's output that is lost. */
const PARAMETERS = ['spikeChannel', 'spikeFactor', 'lostShare'] as const

/** Positions in `TimedState.common`. */
export const TIMED = {
  /** How often something ended by itself: whoever prepares for what is in force knows by it when that changed. */
  endings: 0,
  /** First tick at which a fault was injected, from which on a head-end looks at what arrives; 0 for none. */
  firstFaultTick: 1,
} as const

export interface TimedState extends Columns<TimeColumn | (typeof PARAMETERS)[number]> {
  readonly common: Float64Array
}

/** Nothing holds. */
export function createTimedState(meters: number): TimedState {
  return {
    ...sharedColumns(METER_TIMES, meters),
    ...sharedColumns(PARAMETERS, meters),
    common: sharedFloats(Object.keys(TIMED).length),
  }
}

/** The part of meters [from, to): views, not copies. */
export function sliceTimedState(state: TimedState, from: number, to: number): TimedState {
  return {
    ...sliceColumns(state, METER_TIMES, from, to),
    ...sliceColumns(state, PARAMETERS, from, to),
    common: state.common,
  }
}

/** The columns by the names a checkpoint gives them; views, not copies. */
export function timedColumns(state: TimedState): Map<string, Float64Array> {
  const names = [...METER_TIMES, ...PARAMETERS, 'common'] as const
  return new Map(names.map((name) => [`timed.${name}`, state[name]]))
}

/**
 * Ends what no longer holds at a tick.
 *
 * @param onEnd - told what ended where
 * @returns the next tick at which something ends; infinite for none
 */
export function endTimes(state: TimedState, tick: number, onEnd: (name: TimeColumn, meter: number) => void): number {
  let next = Number.POSITIVE_INFINITY
  for (const name of METER_TIMES) {
    const until = state[name]
    for (let i = 0; i < until.length; i++) {
      if (until[i] === 0) continue
      if (until[i] > tick) {
        next = Math.min(next, until[i])
        continue
      }
      until[i] = 0
      onEnd(name, i)
    }
  }
  return next
}
