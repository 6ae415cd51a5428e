/**
 * @module Which part of a list is asked for.
 *
 * @see IEEE Std 2030.5-2018, 6.4 (query string parameters of lists)
 */

import { ERROR_REASON } from '../model/error.ts'
import { Refusal } from './refusal.ts'

/** More than this in one page only makes slow clients slower. */
const MOST_RESULTS = 255

export interface ListQuery {
  /** Index of the first entry. */
  readonly start: number
  /** Most entries of a page. */
  readonly limit: number
  /** Entries after this time, in lists that are kept by time [s since 1970 UTC]; null for all. */
  readonly after: number | null
}

/**
 * Reads `s`, `l` and `a`; what else there is in a query is ignored.
 *
 * @throws Refusal for what is no such number
 */
export function listQuery(search: string): ListQuery {
  if (search === '') return { start: 0, limit: 1, after: null }
  const params = new URLSearchParams(search)
  return {
    start: count(params, 's') ?? 0,
    limit: Math.min(count(params, 'l') ?? 1, MOST_RESULTS),
    after: count(params, 'a'),
  }
}

function count(params: URLSearchParams, name: string): number | null {
  const text = params.get(name)
  if (text === null) return null
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value)) {
    throw new Refusal(400, `query ${name} = ${text.slice(0, 40)}: expected a whole number of at least 0`, {
      reasonCode: ERROR_REASON.value,
    })
  }
  return value
}

/** A page of a list with its counts, as every list resource has them. */
export interface Page<Entry> {
  readonly all: number
  readonly results: number
  readonly entries: readonly Entry[]
}

/**
 * The part of a list that a query asks for.
 *
 * @param entries - those the caller may see, in the order of the list
 * @param timeOf - time of an entry [s], in lists that are kept by time
 */
export function pageOf<Entry>(
  entries: readonly Entry[],
  { start, limit, after }: ListQuery,
  timeOf?: (entry: Entry) => number,
): Page<Entry> {
  const late = after === null || timeOf === undefined ? entries : entries.filter((entry) => timeOf(entry) > after)
  const page = late.slice(start, start + limit)
  return { all: entries.length, results: page.length, entries: page }
}
