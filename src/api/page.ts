/** @module Pages of a list: as many entries as asked for, and where the next page begins. */

import * as z from 'zod'
import { parsedJson } from './json-object.ts'
import { wholeNumberText } from './schemas.ts'

/** Where a page begins: behind the entry with this time [ms since 1970 UTC] and key. */
export type PageCursor = readonly [timeMs: number, key: string | number]

export const MOST_ENTRIES = 1_000
export const USUAL_ENTRIES = 100

const cursorSchema = z.tuple([z.number(), z.union([z.string(), z.number()])])

/** What every list takes. */
export const pageParameters = {
  limit: wholeNumberText(1, MOST_ENTRIES).default(USUAL_ENTRIES).describe('Entries of a page, at most.'),
  after: z
    .string()
    .max(500)
    .transform((text, context): PageCursor => {
      const parsed = cursorSchema.safeParse(parsedJson(Buffer.from(text, 'base64url').toString()))
      if (parsed.success && Number.isFinite(new Date(parsed.data[0]).getTime())) return parsed.data
      context.issues.push({ code: 'custom', input: text, message: EXPECTED })
      return z.NEVER
    })
    .optional()
    .meta({ description: '`next` of the page before.', 'x-accepted': '`next` of an earlier answer' }),
}

const EXPECTED = '`next` of an earlier answer to the same question'

export function cursorText(cursor: PageCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

export interface Page<Entry> {
  readonly items: Entry[]
  readonly next: string | null
}

export function pageOf<Entry extends z.ZodType>(
  entry: Entry,
): z.ZodObject<{ items: z.ZodArray<Entry>; next: z.ZodNullable<z.ZodString> }, z.core.$strict> {
  return z.strictObject({
    items: z.array(entry),
    next: z.string().nullable().describe('`after` of the next page; null on the last.'),
  })
}

/** The first entries, and the place of the last of them where there is one more. */
export function firstPage<Entry>(
  entries: readonly Entry[],
  limit: number,
  placeOf: (entry: Entry) => PageCursor,
): Page<Entry> {
  const items = entries.slice(0, limit)
  const last = items.at(-1)
  return { items, next: entries.length > limit && last !== undefined ? cursorText(placeOf(last)) : null }
}
