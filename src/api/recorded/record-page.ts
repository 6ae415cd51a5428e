/** @module Pages of recorded records: behind the last one of the page before, whatever was added meanwhile. */

import type { RecordStream } from '../../journal/record-stream.ts'
import { RECORD_TABLES, RUN_COLUMN } from '../../sinks/sql/record-tables.ts'
import { quoted, type SqlColumn } from '../../sinks/sql/sql-columns.ts'
import type { JsonObject } from '../json-object.ts'
import type { PageCursor } from '../page.ts'
import { instantLiteral, numberLiteral, textLiteral } from './sql-text.ts'

export type RecordOrder = 'oldest' | 'newest'

/** Which records of a stream are wanted. */
export interface RecordSelection {
  /** Behind which instant, and up to which [ms since 1970 UTC]. */
  readonly fromMs?: number
  readonly toMs?: number
  /** Fields that have to be one of some texts. */
  readonly equal?: Readonly<Record<string, readonly string[] | undefined>>
  /** Either of two fields has to be a text. */
  readonly either?: { readonly fields: readonly string[]; readonly value: string }
  readonly order: RecordOrder
  readonly after: PageCursor | null
  readonly limit: number
}

/** Of the tables whose key has no run in it: what a meter measured, whichever run says so. */
const KEY_WITHIN_TIME: Readonly<Record<RecordStream, string>> = {
  readings: 'meter_id',
  settlements: 'meter_id',
  trading_opportunities: 'rank',
  trades: 'trade_id',
  market_slots: 'mechanism',
  renewable_certificates: 'hash',
}

/** The query of a page, its columns those of the published records in their order, with one record more than fits so that it shows whether another page follows. */
export function pageQuery(stream: RecordStream, runId: string, selection: RecordSelection): string {
  const { name, columns, key } = RECORD_TABLES[stream]
  const { fromMs, toMs, equal = {}, either, order, after, limit } = selection
  const tieBreak = KEY_WITHIN_TIME[stream]
  const isWithinRun = key.includes(RUN_COLUMN)
  const conditions = [
    ...(isWithinRun ? [`${RUN_COLUMN} = ${textLiteral(runId)}`] : []),
    ...(fromMs === undefined ? [] : [`"time" > ${instantLiteral(fromMs)}`]),
    ...(toMs === undefined ? [] : [`"time" <= ${instantLiteral(toMs)}`]),
    ...Object.entries(equal).flatMap(([field, values]) =>
      values === undefined ? [] : [`${quoted(field)} in (${values.map(textLiteral).join(', ')})`],
    ),
    ...(either === undefined
      ? []
      : [`(${either.fields.map((field) => `${quoted(field)} = ${textLiteral(either.value)}`).join(' or ')})`]),
    ...(after === null ? [] : [behind(after, tieBreak, order)]),
  ]
  const direction = order === 'oldest' ? 'asc' : 'desc'
  const rows = [
    `select * from ${quoted(name)}`,
    conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`,
    ` order by "time" ${direction}, ${quoted(tieBreak)} ${direction} limit ${limit + 1}`,
  ].join('')
  // Around the limit, so that no text is made of rows beyond it.
  return `select ${columns.map(publishedSql).join(', ')} from (${rows}) as page`
}

function behind([timeMs, key]: PageCursor, tieBreak: string, order: RecordOrder): string {
  const place = typeof key === 'number' ? numberLiteral(key) : textLiteral(key)
  return `("time", ${quoted(tieBreak)}) ${order === 'oldest' ? '>' : '<'} (${instantLiteral(timeMs)}, ${place})`
}

/** A column as the field it was made of; an instant as `utcText` writes it. */
function publishedSql({ name, type, field }: SqlColumn): string {
  if (type !== 'timestamptz') return quoted(name)
  const text = `to_char(${quoted(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return `replace(${text}, '.000Z', 'Z') as ${quoted(field)}`
}

/** Where a record stands in its order. */
export function cursorOf(stream: RecordStream, record: JsonObject): PageCursor {
  const key = record[KEY_WITHIN_TIME[stream]]
  return [Date.parse(String(record.timestamp)), typeof key === 'number' ? key : String(key)]
}
