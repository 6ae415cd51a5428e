/** @module Writes injected faults into their columns, and tells those that hold. */

import { SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import type { InjectedFaultKind } from '../../config/injected-faults.ts'
import type { Command, InjectedFault } from './command.ts'
import { TIMED, type TimeColumn, type TimedState } from './timed-state.ts'

type FaultCommand = Extract<Command, { kind: 'fault' }>

const UNTIL: Readonly<Record<InjectedFaultKind, TimeColumn>> = {
  outage: 'outageUntil',
  gap: 'gapUntil',
  stuck: 'stuckUntil',
  spike: 'spikeUntil',
  array_outage: 'arrayOutageUntil',
  battery_outage: 'batteryOutageUntil',
}

/** The first tick at which a fault no longer holds at a meter; 0 where it does not. */
export function faultUntil(state: TimedState, i: number, kind: InjectedFaultKind): number {
  return state[UNTIL[kind]][i]
}

/** Whether a command would change anything: one with an end of its own always moves that end. */
export function changesFault(
  state: TimedState,
  i: number,
  { fault, isActive, durationSeconds }: FaultCommand,
): boolean {
  const until = faultUntil(state, i, fault.kind)
  if (!isActive) return until !== 0
  return durationSeconds !== null || until !== Number.POSITIVE_INFINITY || !hasParameters(state, i, fault)
}

/** @param tick - the first tick it shapes */
export function writeFault(
  state: TimedState,
  i: number,
  { fault, isActive, durationSeconds }: FaultCommand,
  { tick, intervalSeconds }: { readonly tick: number; readonly intervalSeconds: number },
): void {
  state[UNTIL[fault.kind]][i] = isActive ? endTick(tick, durationSeconds, intervalSeconds) : 0
  if (!isActive) return
  if (state.common[TIMED.firstFaultTick] === 0) state.common[TIMED.firstFaultTick] = tick
  if (fault.kind === 'spike') {
    state.spikeChannel[i] = SPIKE_CHANNELS.indexOf(fault.channel)
    state.spikeFactor[i] = fault.factor
  }
  if (fault.kind === 'array_outage') state.lostShare[i] = fault.lostShare
}

/** The first tick behind a duration that begins with a tick: an interval that shares a moment with it is in it. */
export function endTick(tick: number, durationSeconds: number | null, intervalSeconds: number): number {
  return durationSeconds === null ? Number.POSITIVE_INFINITY : tick + Math.ceil(durationSeconds / intervalSeconds)
}

function hasParameters(state: TimedState, i: number, fault: InjectedFault): boolean {
  if (fault.kind === 'spike') {
    return SPIKE_CHANNELS[state.spikeChannel[i]] === fault.channel && state.spikeFactor[i] === fault.factor
  }
  return fault.kind !== 'array_outage' || state.lostShare[i] === fault.lostShare
}
