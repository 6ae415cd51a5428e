/** @module Records as comma-separated values (RFC 4180). */

import type { JsonObject } from './json-object.ts'

/** One line with the names of the fields and one for each record; null is empty, a list is joined by spaces. */
export function csvText(fields: readonly string[], records: readonly JsonObject[]): string {
  const lines = records.map((record) => fields.map((field) => csvValue(record[field])).join(','))
  return [fields.join(','), ...lines, ''].join('\r\n')
}

function csvValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : JSON.stringify(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
