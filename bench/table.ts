/** @module Aligned text tables. */

/** Lays out rows under their headings; the first column to the left, numbers to the right. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column].length)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [line(headings), rule, ...rows.map(line)].map((text) => `  ${text.trimEnd()}`).join('\n')
}
