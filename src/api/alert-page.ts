/** @module Pages of alerts: first those that are open, then those that are over, however many were added meanwhile. */

import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'
import { cursorText, type Page, type PageCursor } from './page.ts'
import type { AlertHistory } from './recorded/alert-history.ts'

export interface AlertQuestion {
  readonly isWanted: (alert: AlertRecord) => boolean
  /** Whether those that are open are wanted, and those that are over. */
  readonly open: boolean
  readonly past: boolean
  readonly limit: number
  readonly after: PageCursor | null
}

/** Key of a cursor whose number is a place in the file of those that are over. */
const PAST = 'past'
/** The place behind its end. */
const END = -1

/** @param past - those that are over and were recorded before an offset */
export function alertPage(
  all: readonly AlertRecord[],
  past: (before: number | null, limit: number) => AlertHistory,
  question: AlertQuestion,
): Page<AlertRecord> {
  const { limit, after } = question
  const isBeyondOpen = !question.open || after?.[1] === PAST
  const opened = isBeyondOpen ? { items: [], next: null } : openPage(all, question)
  if (opened.next !== null || !question.past) return opened
  const rest = limit - opened.items.length
  if (rest === 0) return { items: opened.items, next: cursorText([END, PAST]) }
  const before = after?.[1] === PAST && after[0] !== END ? after[0] : null
  const { items, before: next } = past(before, rest)
  return { items: [...opened.items, ...items], next: next === null ? null : cursorText([next, PAST]) }
}

/** The last raised first. */
function openPage(all: readonly AlertRecord[], { isWanted, limit, after }: AlertQuestion): Page<AlertRecord> {
  const wanted = all.filter(isWanted).map((alert) => ({ alert, place: placeOf(alert) }))
  wanted.sort((one, other) => compare(other.place, one.place))
  const behind = after === null ? wanted : wanted.filter(({ place }) => compare(place, after) < 0)
  const items = behind.slice(0, limit)
  const last = items.at(-1)
  const hasMore = behind.length > limit && last !== undefined
  return { items: items.map(({ alert }) => alert), next: hasMore ? cursorText(last.place) : null }
}

function placeOf({ timestamp, alert_id }: AlertRecord): PageCursor {
  return [Date.parse(timestamp), alert_id]
}

function compare([timeMs, key]: PageCursor, [otherMs, otherKey]: PageCursor): number {
  if (timeMs !== otherMs) return timeMs - otherMs
  const [text, other] = [String(key), String(otherKey)]
  return text === other ? 0 : text < other ? -1 : 1
}
