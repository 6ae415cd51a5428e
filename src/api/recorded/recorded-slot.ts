/** @module A market slot that is recorded, and those before and after it. */

import type { JournalRecord } from '../../journal/record-batch.ts'
import { utcText } from '../../time/utc-text.ts'
import { ApiProblem, type RequestFault } from '../api-problem.ts'
import type { RecordedRun } from './recorded-run.ts'

const RETRY_SECONDS = '15'

export interface RecordedSlot {
  readonly record: JournalRecord
  /** Its end [ms since 1970 UTC]. */
  readonly endMs: number
  /** Ends of the slots before and after it; null where there is none. */
  readonly previous: string | null
  readonly next: string | null
}

/**
 * The slot an instant belongs to: behind its begin, up to its end.
 *
 * @param atMs - [ms since 1970 UTC]; the last slot that is recorded unless given
 * @throws ApiProblem when none is recorded there
 */
export async function recordedSlot(recorded: RecordedRun, atMs: number | undefined): Promise<RecordedSlot> {
  const [before, from] = await Promise.all([
    recorded.page('market_slots', {
      ...(atMs !== undefined && { toMs: atMs - 1 }),
      order: 'newest',
      after: null,
      limit: 2,
    }),
    atMs === undefined
      ? { items: [] }
      : recorded.page('market_slots', { fromMs: atMs - 1, order: 'oldest', after: null, limit: 2 }),
  ])
  const [record, following] = atMs === undefined ? before.items : from.items
  if (record === undefined || (atMs !== undefined && Date.parse(String(record.slot_start)) >= atMs)) {
    throw noSlot(atMs)
  }
  const previous = atMs === undefined ? following : before.items[0]
  const next = atMs === undefined ? undefined : following
  return { record, endMs: Date.parse(String(record.timestamp)), previous: endOf(previous), next: endOf(next) }
}

function endOf(record: JournalRecord | undefined): string | null {
  return record === undefined ? null : String(record.timestamp)
}

function noSlot(atMs: number | undefined): ApiProblem {
  if (atMs === undefined) {
    return new ApiProblem(503, 'No market slot is recorded yet.', { headers: { 'retry-after': RETRY_SECONDS } })
  }
  const fault: RequestFault = {
    in: 'query',
    field: 'slot',
    value: utcText(atMs),
    expected: 'an instant of a recorded market slot',
  }
  return new ApiProblem(404, `slot = ${utcText(atMs)}: expected ${fault.expected}`, { errors: [fault] })
}
