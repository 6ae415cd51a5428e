/** @module Lengths of simulated time as people write them: `36h`, `7d`, `1d12h`. */

const DAY_MS = 86_400_000

/** Longest duration accepted: a century, far inside the exact range of milliseconds. */
const MAX_DURATION_MS = 36_525 * DAY_MS

const UNITS = [
  ['d', DAY_MS],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const

const PATTERN = /^(?:(\d{1,12})d)?(?:(\d{1,12})h)?(?:(\d{1,12})m)?(?:(\d{1,12})s)?$/

/** What {@link parseDuration} takes, for messages. */
export const DURATION_ACCEPTED = 'a duration such as 36h, 7d, 90m, 15s or 1d12h, longer than 0 and up to 36525d'

/**
 * Reads a duration: whole numbers followed by `d`, `h`, `m` or `s`, largest unit first, each at most once.
 *
 * @param text - for example `1d12h`
 * @returns length [ms], or null when the text is no duration above 0 and up to a century
 */
export function parseDuration(text: string): number | null {
  const match = PATTERN.exec(text.trim())
  if (match === null) return null
  const durationMs = UNITS.reduce((sum, [, unitMs], index) => sum + Number(match[index + 1] ?? 0) * unitMs, 0)
  return durationMs > 0 && durationMs <= MAX_DURATION_MS ? durationMs : null
}

/**
 * Writes a duration in the form {@link parseDuration} reads; fractions of a second are dropped.
 *
 * @param durationMs - length, 0 or more [ms]
 */
export function formatDuration(durationMs: number): string {
  let restMs = durationMs
  let text = ''
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(restMs / unitMs)
    if (count > 0) text += `${count}${unit}`
    restMs -= count * unitMs
  }
  return text === '' ? '0s' : text
}
