/** @module Lines made of coloured pieces, cut to the screen before any colour code is added. */

import { cutToWidth, displayWidth } from './display-width.ts'
import { paint, type Role } from './palette.ts'
import type { ScreenSize } from './screen-size.ts'

/** A piece of a line with one meaning. */
export interface Span {
  readonly text: string
  readonly role?: Role
}

/** Cells a line of spans takes. */
export function spansWidth(spans: readonly Span[]): number {
  return spans.reduce((width, { text }) => width + displayWidth(text), 0)
}

/** One printable line, at most `columns` cells wide, without blanks at its end. */
export function renderSpans(spans: readonly Span[], { columns, color }: Pick<ScreenSize, 'columns' | 'color'>): string {
  let left = columns
  const pieces: Span[] = []
  for (const span of spans) {
    const text = cutToWidth(span.text, left)
    pieces.push({ ...span, text })
    left -= displayWidth(text)
    if (text !== span.text) break
  }
  const last = pieces.findLastIndex(({ text }) => text.trim() !== '')
  return pieces
    .slice(0, last + 1)
    .map(({ text, role }, index) => {
      const visible = index === last ? text.trimEnd() : text
      return color && role !== undefined && visible.trim() !== '' ? paint(visible, role) : visible
    })
    .join('')
}

/**
 * Lays out groups of spans in reading order: as many per line as fit, `gap` cells apart; a group is never broken.
 */
export function flowSpans(groups: readonly (readonly Span[])[], columns: number, gap: number): Span[][] {
  const lines: Span[][] = []
  for (const group of groups) {
    const line = lines.at(-1)
    if (line !== undefined && spansWidth(line) + gap + spansWidth(group) <= columns) {
      line.push({ text: ' '.repeat(gap) }, ...group)
    } else {
      lines.push([...group])
    }
  }
  return lines
}
