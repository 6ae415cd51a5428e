/** @module Aligned tables that fit the screen: wide columns shrink first, then the least important ones go. */

import { alignToWidth, type CutEnd, displayWidth } from './display-width.ts'
import type { Role } from './palette.ts'
import type { ScreenSize } from './screen-size.ts'
import { renderSpans } from './spans.ts'

const GAP = 2

export interface Column {
  readonly header: string
  readonly align: 'left' | 'right'
  /** Colour of its cells; the header stays muted. */
  readonly role?: Role
  /** Leaves a narrow screen: the highest rank first; without a rank it always stays. */
  readonly dropRank?: number
  /** May be cut down to this width, with `…`; without it the column keeps its natural width. */
  readonly minWidth?: number
  /** Which end is cut then: names that differ in their last letters lose their first. */
  readonly cutEnd?: CutEnd
}

/** A cell: its text, or its text with a colour of its own. */
export type Cell = string | { readonly text: string; readonly role: Role }

/** A header line (unless all headers are empty) and one line per row, none longer than the screen. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  screen: Pick<ScreenSize, 'columns' | 'color'>,
): string[] {
  const natural = columns.map(({ header }, index) =>
    rows.reduce((width, row) => Math.max(width, displayWidth(cellText(row[index]))), displayWidth(header)),
  )
  const shown = chooseColumns(columns, natural, screen.columns)
  const widths = distribute(columns, natural, shown, screen.columns)
  const line = (cells: readonly Cell[], roleOf: (index: number) => Role | undefined) =>
    renderSpans(
      shown.flatMap((index, position) => {
        const cell = cells[index]
        const role = typeof cell === 'string' ? roleOf(index) : cell.role
        const text = alignToWidth(cellText(cell), widths[position], columns[index].align, columns[index].cutEnd)
        const spaced = position === 0 ? [] : [{ text: ' '.repeat(GAP) }]
        return [...spaced, role === undefined ? { text } : { text, role }]
      }),
      screen,
    )
  const headers = columns.map(({ header }) => header)
  const body = rows.map((row) => line(row, (index) => columns[index].role))
  return headers.every((header) => header === '') ? body : [line(headers, () => 'muted'), ...body]
}

function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text
}

function smallestWidth(column: Column, natural: number): number {
  return Math.min(natural, column.minWidth ?? natural)
}

/** Indices of the columns that fit, in order. */
function chooseColumns(columns: readonly Column[], natural: readonly number[], available: number): number[] {
  let shown = columns.map((_, index) => index)
  const needed = () =>
    shown.reduce((sum, index) => sum + smallestWidth(columns[index], natural[index]), GAP * (shown.length - 1))
  while (needed() > available) {
    const rank = Math.max(...shown.map((index) => columns[index].dropRank ?? 0))
    if (rank === 0) break
    shown = shown.filter((index) => columns[index].dropRank !== rank)
  }
  return shown
}

/** Widths of the shown columns: the smallest, and what is left over to the shrinkable ones from left to right. */
function distribute(
  columns: readonly Column[],
  natural: readonly number[],
  shown: readonly number[],
  available: number,
): number[] {
  const widths = shown.map((index) => smallestWidth(columns[index], natural[index]))
  let left = available - widths.reduce((sum, width) => sum + width, GAP * (shown.length - 1))
  return widths.map((width, position) => {
    const growth = Math.max(0, Math.min(left, natural[shown[position]] - width))
    left -= growth
    return width + growth
  })
}
