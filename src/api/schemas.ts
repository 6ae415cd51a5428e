/** @module Schemas that requests and answers of several routes have in common. */

import * as z from 'zod'
import { parseInstant } from '../config/instant.ts'
import type { JournalRecord } from '../journal/record-batch.ts'
import type { RecordSchema } from '../json/record-schema.ts'
import { parsedObject } from './json-object.ts'

/** Read from the text of a query: decimal digits only, no exponents, no spaces. */
export function wholeNumberText(min: number, max: number): z.ZodType<number, number> {
  return z.preprocess(decimalText, z.int().min(min).max(max)) as unknown as z.ZodType<number, number>
}

function decimalText(text: unknown): unknown {
  return typeof text === 'string' && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

/** An instant in the text of a query, as milliseconds since 1970 UTC. */
export const instantText = z
  .string()
  .transform((text, context) => {
    // A plus sign that was not escaped arrives as a space.
    const parsed = parseInstant(text.replace(/ (\d\d(?::?\d\d)?)$/, '+$1'))
    if (parsed.ok) return parsed.ms
    context.issues.push({ code: 'invalid_format', format: 'date-time', input: text })
    return z.NEVER
  })
  .meta({ format: 'date-time' })

/** An instant in an answer. */
export const instant = z.string().meta({ format: 'date-time', description: 'An instant in UTC.' })

/** A record as it is published and recorded; its schema is that of its table of fields. */
export function publishedRecord(name: string, schema: RecordSchema): z.ZodType<JournalRecord, JournalRecord> {
  const { properties, required, type, additionalProperties, description } = schema
  const plain = parsedObject(JSON.stringify({ type, properties, required, additionalProperties }))
  const made = z.fromJSONSchema(plain) as z.ZodType<JournalRecord, JournalRecord>
  return made.meta({ id: name, description })
}
