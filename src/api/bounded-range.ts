/** @module A part of a run's time in steps, of which there are not too many for one answer. */

import { utcText } from '../time/utc-text.ts'
import { badRequest } from './api-problem.ts'
import type { LiveCampus } from './live-campus.ts'
import { requireOrder } from './time-range.ts'

const DAY_MS = 86_400_000
const MOST_STEPS = 1_000

/** Told in the description of a route. */
export const RANGE_WORDS = `Without \`from\` and \`to\`, the last day of the run. At most ${MOST_STEPS} steps are answered at once.`

/**
 * The range a request is about [ms since 1970 UTC].
 *
 * @throws ApiProblem when it ends before it begins, or has too many steps
 */
export function boundedRange(
  { from: given, to: until }: { readonly from?: number | undefined; readonly to?: number | undefined },
  stepMs: number,
  { facts, lastTick }: LiveCampus,
): { readonly from: number; readonly to: number } {
  const beginMs = Date.parse(facts.run.start)
  const to = until ?? Math.max(lastTick?.snapshot.timeMs ?? 0, beginMs + 1, (given ?? 0) + 1)
  const from = given ?? Math.min(Math.max(to - DAY_MS, beginMs), to - 1)
  requireOrder(from, to)
  const longest = MOST_STEPS * stepMs
  if (to - from > longest) {
    const expected = `an instant at most ${MOST_STEPS} steps of the resolution after from: ${utcText(from + longest)}`
    throw badRequest([{ in: 'query', field: 'to', value: utcText(to), expected }])
  }
  return { from, to }
}
