/** @module The windows over which rules take means, in ticks, so that all of them end together now and then. */

import { BATTERY, GENERATION, SUSPECT_DATA, VOLTAGE } from './alert-limits.ts'

export interface RuleWindows {
  /** Ticks; each of the others divides the longest. */
  readonly voltage: number
  readonly battery: number
  readonly generation: number
  readonly suspectData: number
  readonly longest: number
}

/** Windows of at least their length, counted from the start of the run. */
export function ruleWindows(intervalMs: number): RuleWindows {
  const longest = ticksOf(Math.max(GENERATION.windowMs, SUSPECT_DATA.windowMs), intervalMs)
  const dividing = (windowMs: number): number => {
    let ticks = ticksOf(windowMs, intervalMs)
    while (longest % ticks !== 0) ticks++
    return ticks
  }
  return {
    voltage: dividing(VOLTAGE.windowMs),
    battery: dividing(BATTERY.windowMs),
    generation: longest,
    suspectData: longest,
    longest,
  }
}

function ticksOf(windowMs: number, intervalMs: number): number {
  return Math.max(1, Math.ceil(windowMs / intervalMs))
}
