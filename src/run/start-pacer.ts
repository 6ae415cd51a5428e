/** @module Begins to pace a live run, and tells its owner how its time follows the clock on the wall. */

import type { Settings } from '../config/settings.ts'
import { type MachineClock, Pacer } from './pacing.ts'
import type { RunObserver } from './run-observer.ts'

/** Where a run stands. */
export interface PacedRun {
  /** [ms since 1970 UTC] */
  readonly startMs: number
  /** Its last tick. */
  readonly tick: number
}

/**
 * At speed 1 simulated time is wall-clock time; at any other, the run is paced from where it now stands.
 *
 * @param isDetached - its pace was changed before it was interrupted: simulated time is no longer that of the wall, and
 *   the run is paced from where it now stands at speed 1, too
 */
export function startPacer(
  { startMs, tick }: PacedRun,
  { speed, intervalSeconds }: Pick<Settings, 'speed' | 'intervalSeconds'>,
  { clock, observer }: { readonly clock: MachineClock; readonly observer: RunObserver },
  isDetached = false,
): Pacer {
  const intervalMs = intervalSeconds * 1000
  const followsWall = speed === 1 && !isDetached
  const anchorMs = followsWall ? startMs : clock.wallMs() - (tick * intervalMs) / speed
  const tellClock = (): void => {
    observer.onClock?.(
      pacer.isPaused
        ? { anchorWallMs: clock.wallMs(), anchorSimulatedMs: startMs + pacer.position() * intervalMs, speed: 0 }
        : { anchorWallMs: pacer.anchorWallMs, anchorSimulatedMs: startMs, speed: pacer.speed },
    )
  }
  const pacer = new Pacer({
    clock,
    anchorMs,
    intervalSeconds,
    speed,
    onClockStep: (stepMs) => {
      // Time that stands still follows no clock.
      if (pacer.isPaused) return
      observer.onNotice(describeClockStep(stepMs))
      tellClock()
    },
    onChange: tellClock,
  })
  tellClock()
  observer.onPace?.(pacer)
  return pacer
}

function describeClockStep(stepMs: number): string {
  const seconds = Math.round(Math.abs(stepMs) / 1000)
  return stepMs > 0
    ? `The wall clock jumped forward by ${seconds} s: the ticks in between are caught up.`
    : `The wall clock was set back by ${seconds} s: the run keeps its own pace and repeats no tick.`
}
