/** @module Begins to pace a live run, and tells its owner how its time follows the clock on the wall. */

import type { Settings } from '../config/settings.ts'
import { type MachineClock, Pacer } from './pacing.ts'
import type { RunObserver } from './run-observer.ts'

/**
 * At speed 1 simulated time is wall-clock time; at any other, the run is paced from where it now stands.
 *
 * @param run - where it stands: its start [ms since 1970 UTC] and its last tick
 */
export function startPacer(
  { startMs, tick }: { readonly startMs: number; readonly tick: number },
  { speed, intervalSeconds }: Pick<Settings, 'speed' | 'intervalSeconds'>,
  { clock, observer }: { readonly clock: MachineClock; readonly observer: RunObserver },
): Pacer {
  const anchorMs = speed === 1 ? startMs : clock.wallMs() - (tick * intervalSeconds * 1000) / speed
  const tellClock = (): void => {
    observer.onClock?.({ anchorWallMs: pacer.anchorWallMs, anchorSimulatedMs: startMs, speed })
  }
  const pacer = new Pacer({
    clock,
    anchorMs,
    intervalSeconds,
    speed,
    onClockStep: (stepMs) => {
      observer.onNotice(describeClockStep(stepMs))
      tellClock()
    },
  })
  tellClock()
  return pacer
}

function describeClockStep(stepMs: number): string {
  const seconds = Math.round(Math.abs(stepMs) / 1000)
  return stepMs > 0
    ? `The wall clock jumped forward by ${seconds} s: the ticks in between are caught up.`
    : `The wall clock was set back by ${seconds} s: the run keeps its own pace and repeats no tick.`
}
