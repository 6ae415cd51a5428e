/** @module The rows of a table in the order of one of its columns. */

import type { Column } from './virtual-table.tsx'

/** @param key - of the column; rows stay as they are where it has no order */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  key: string,
  isDescending: boolean,
): readonly Row[] {
  const order = columns.find((column) => column.key === key)?.order
  if (order === undefined) return rows
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [left, right] = [order(a), order(b)]
    return sign * (left < right ? -1 : left > right ? 1 : 0)
  })
}
