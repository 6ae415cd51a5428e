/** @module All that meters that can fail and their head-end remember: columns of a checkpoint. */

import { DEVICE_STATE, type DeviceState } from '../faults/device-state.ts'
import { type Columns, sharedColumns, sliceColumns } from '../shared-array.ts'
import { SCORE_STATE } from './fault-scores.ts'
import { HEAD_END_STATE, type HeadEndState } from './head-end-state.ts'

export interface QualityState {
  readonly device: DeviceState
  readonly headEnd: HeadEndState
  readonly scores: Columns<(typeof SCORE_STATE)[number]>
}

/** Allocates the zeroed state of a fleet. */
export function createQualityState(meters: number): QualityState {
  return {
    device: sharedColumns(DEVICE_STATE, meters),
    headEnd: sharedColumns(HEAD_END_STATE, meters),
    scores: sharedColumns(SCORE_STATE, meters),
  }
}

/** The state of the meters [from, to): views, not copies. */
export function sliceQualityState({ device, headEnd, scores }: QualityState, from: number, to: number): QualityState {
  return {
    device: sliceColumns(device, DEVICE_STATE, from, to),
    headEnd: sliceColumns(headEnd, HEAD_END_STATE, from, to),
    scores: sliceColumns(scores, SCORE_STATE, from, to),
  }
}

/** The columns by the names a checkpoint gives them; views, not copies. */
export function qualityColumns({ device, headEnd, scores }: QualityState): Map<string, Float64Array> {
  return new Map([
    ...DEVICE_STATE.map((name): [string, Float64Array] => [`device.${name}`, device[name]]),
    ...HEAD_END_STATE.map((name): [string, Float64Array] => [`headEnd.${name}`, headEnd[name]]),
    ...SCORE_STATE.map((name): [string, Float64Array] => [`scores.${name}`, scores[name]]),
  ])
}
