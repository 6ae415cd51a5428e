/** @module Compares what is published of a record with what the code says of it. */

import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { RecordField } from './record-fields.ts'
import { type RecordSchema, renderSchema, withFieldsTable } from './record-schema.ts'

const published = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')

/** `npm run generate` writes both. */
export function expectPublished(
  name: string,
  page: string,
  schema: RecordSchema,
  fields: readonly RecordField[],
): void {
  expect(published(`schemas/${name}.schema.json`)).toBe(renderSchema(schema))
  expect(published(page)).toBe(withFieldsTable(published(page), name, fields))
}
