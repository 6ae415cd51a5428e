/** @module Operations of a utility server, and what they came to, for people. */

import { listOf, objectOf } from '../../api/json-object.ts'
import { printable } from '../../config/shown-value.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

type Screen = Pick<ScreenSize, 'columns' | 'color'>

const OPERATION_COLUMNS: readonly Column[] = [
  { header: 'Operation', align: 'left' },
  { header: 'What it does', align: 'left', minWidth: 20 },
]

/** Narrower columns tell too little. */
const LEAST_WIDTH = 12

export function renderOperations(
  operations: readonly { readonly name: string; readonly summary: string }[],
  screen: Screen,
): string[] {
  const rows = operations.map(({ name, summary }) => [printable(name), printable(summary)])
  return renderTable(OPERATION_COLUMNS, rows, screen)
}

/** A table of a list of objects, of which the first columns stay longest; names and values of anything else. */
export function renderOutput(output: unknown, screen: Screen): string[] {
  if (!Array.isArray(output)) return renderFields(output, screen)
  if (output.length === 0) return ['none']
  const records = listOf(output).map((entry) => new Map(fieldsOf(entry)))
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))]
  const columns = names.map(
    (header, index): Column => ({
      header,
      align: 'left',
      minWidth: LEAST_WIDTH,
      ...(index > 0 && { dropRank: index }),
    }),
  )
  return renderTable(
    columns,
    records.map((record) => names.map((name) => record.get(name) ?? '')),
    screen,
  )
}

/** Each on a line of its own and whole: a value may be a document. */
function renderFields(output: unknown, { color }: Screen): string[] {
  const columns: Column[] = [
    { header: '', align: 'left', role: 'muted' },
    { header: '', align: 'left' },
  ]
  const lines = renderTable(columns, fieldsOf(output), { columns: Number.POSITIVE_INFINITY, color })
  return lines.length === 0 ? ['done'] : lines.map((line) => line.trimEnd())
}

/** What is not nothing, by name; parts of parts with dots between. */
function fieldsOf(value: unknown, name = ''): [name: string, text: string][] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return [[printable(name), printable(value)]]
  if (typeof value !== 'object') return [[printable(name), JSON.stringify(value)]]
  if (Array.isArray(value)) return [[printable(name), printable(listText(value))]]
  return Object.entries(objectOf(value)).flatMap(([key, part]) => fieldsOf(part, name === '' ? key : `${name}.${key}`))
}

function listText(list: readonly unknown[]): string {
  return list.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join(', ')
}
