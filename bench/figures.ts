/** @module Measured figures as text. */

import type { Spread } from './rounds.ts'

/** A figure with the range of its rounds. */
export function withRange({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`
}

/** Millions per second of something that costs so much each. */
export function millionsPerSecond(costNs: Spread): string {
  const perSecond = { median: 1e3 / costNs.median, min: 1e3 / costNs.max, max: 1e3 / costNs.min }
  return withRange(perSecond, 2)
}

export function mebibytes(value: number): string {
  return `${Math.round(value)} MiB`
}
