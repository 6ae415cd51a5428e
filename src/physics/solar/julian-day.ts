/** @module Astronomers' day counts of a UTC instant. */

const DAY_MS = 86_400_000
const UNIX_EPOCH_JULIAN_DAY = 2440587.5

/** 2000-01-01 12:00 UTC, the epoch of the solar theory, as an instant [ms since 1970-01-01 UTC]. */
const J2000_EPOCH_MS = 946_728_000_000

/**
 * Julian day of an instant: days since noon of 1 January 4713 BC.
 *
 * @param epochMs - instant [ms since 1970-01-01 UTC]
 * @returns Julian day [d]
 */
export function julianDay(epochMs: number): number {
  return epochMs / DAY_MS + UNIX_EPOCH_JULIAN_DAY
}

/**
 * Days since 2000-01-01 12:00 UTC (Julian day 2451545).
 *
 * Kept apart from the Julian day, whose seven leading digits cost a double half a milliarcsecond of sidereal time.
 *
 * @param epochMs - instant [ms since 1970-01-01 UTC]
 * @returns days [d]
 */
export function daysSinceJ2000(epochMs: number): number {
  return (epochMs - J2000_EPOCH_MS) / DAY_MS
}
