/** @module What the ledger has of one certificate. */

import { CERTIFICATE_EVENTS } from '../../certificates/life-cycle.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { notFound } from '../api-problem.ts'
import { MOST_ENTRIES } from '../page.ts'
import type { RecordedRun } from './recorded-run.ts'
import { textLiteral } from './sql-text.ts'

const STEPS: readonly unknown[] = CERTIFICATE_EVENTS

/**
 * All that happened to a certificate, the first first.
 *
 * @throws ApiProblem when there is none of that name
 */
export async function eventsOf(recorded: RecordedRun, certificateId: string): Promise<readonly JournalRecord[]> {
  const { items: events } = await recorded.page('renewable_certificates', {
    equal: { certificate_id: [certificateId] },
    order: 'oldest',
    after: null,
    limit: MOST_ENTRIES,
  })
  if (events.length === 0) throw notFound('certificate_id', certificateId, 'the identifier of a certificate')
  return inLifeOrder(events)
}

/** The certificates one was split into. */
export async function partsOf(recorded: RecordedRun, runId: string, id: string, meterId: string): Promise<string[]> {
  const rows = await recorded.rows(
    'renewable_certificates',
    `select distinct certificate_id from renewable_certificates where run_id = ${textLiteral(runId)} ` +
      `and meter_id = ${textLiteral(meterId)} and parent_id = ${textLiteral(id)} order by 1`,
  )
  return rows.map((row) => String(row.certificate_id))
}

/** Steps of a life in the order in which one certificate takes them; those of one instant have no other order. */
function inLifeOrder(events: readonly JournalRecord[]): readonly JournalRecord[] {
  const timeMs = ({ timestamp }: JournalRecord): number => Date.parse(String(timestamp))
  return events.toSorted((a, b) => timeMs(a) - timeMs(b) || STEPS.indexOf(a.event) - STEPS.indexOf(b.event))
}
