/** @module What a month came to for a meter, so far. */

import * as z from 'zod'
import { BILL_FIELDS } from '../../market/records/bill-record.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import { billSchema } from '../published-records.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { defineRoute } from '../route.ts'
import { meterPath, requireMeter } from './meters.ts'
import { requireTick } from './weather.ts'

/** Columns of settlements by the field of the bill they add up to. */
const SUMS: Readonly<Record<string, string>> = {
  energy_imported: 'energy_bought + energy_from_grid',
  energy_exported: 'energy_sold + energy_to_grid',
  energy_bought: 'energy_bought',
  energy_sold: 'energy_sold',
  paid: 'paid',
  received: 'received',
  network_fee: 'network_fee',
  grid_paid: 'grid_paid',
  grid_received: 'grid_received',
  balance: 'balance',
  grid_only_balance: 'grid_only_balance',
  saving: 'saving',
}

export const billRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/meters/{meter_id}/bill',
  operationId: 'getMeterBill',
  tag: 'Market',
  summary: 'What a month came to for a meter, so far',
  description: 'The sum of the settlements of the month. Without `month`, the present one.',
  params: meterPath,
  query: z.strictObject({
    month: z
      .string()
      .regex(/^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])$/)
      .optional()
      .meta({ description: 'Calendar month of the campus.', 'x-accepted': 'a month as 2025-03' }),
  }),
  result: billSchema,
  problems: [422, 503],
  async handle({ params, query }, context) {
    const { meter_id } = requireMeter(context, params.meter_id)
    const { run } = context.live.facts
    const clock = new LocalClock(run.time_zone)
    const nowMs = requireTick(context.live).timeMs
    // The end of an interval belongs to the day before.
    const month = query.month ?? monthOf(nowMs - 1, clock)
    return sumOfMonth(context, meter_id, month, { clock, nowMs, startMs: Date.parse(run.start) })
  },
})

interface Present {
  readonly clock: LocalClock
  readonly nowMs: number
  readonly startMs: number
}

async function sumOfMonth(
  { recorded }: ApiContext,
  meterId: string,
  month: string,
  { clock, nowMs, startMs }: Present,
): Promise<Record<string, unknown>> {
  const [beginMs, endMs] = [monthBegin(month, 0, clock), monthBegin(month, 1, clock)]
  const sums = Object.entries(SUMS).map(
    ([field, column]) => `coalesce(round(sum(${column})::numeric, 6), 0)::float8 as ${field}`,
  )
  const [row = {}] = await recorded.rows(
    'settlements',
    `select ${sums.join(', ')} from settlements where meter_id = ${textLiteral(meterId)} ` +
      `and "time" > ${instantLiteral(beginMs)} and "time" <= ${instantLiteral(endMs)}`,
  )
  const [fromMs, untilMs] = [Math.max(beginMs, startMs), Math.min(endMs, Math.max(nowMs, beginMs))]
  const bill: Record<string, unknown> = {
    month,
    from: utcText(Math.min(fromMs, untilMs)),
    until: utcText(untilMs),
    complete: startMs <= beginMs && nowMs >= endMs,
    meter_id: meterId,
    ...row,
  }
  return Object.fromEntries(BILL_FIELDS.map(({ name }) => [name, bill[name]]))
}

function monthOf(ms: number, clock: LocalClock): string {
  return utcText(ms + clock.offsetMs(ms)).slice(0, 7)
}

/** Local midnight at the begin of a month, or of one some months later [ms since 1970 UTC]. */
function monthBegin(month: string, later: number, clock: LocalClock): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const asUtc = Date.UTC(year, number - 1 + later, 1)
  return asUtc - clock.offsetMs(asUtc - clock.offsetMs(asUtc))
}
