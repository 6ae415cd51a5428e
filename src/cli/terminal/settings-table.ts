/** @module The effective settings, each with where it came from. */

import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

export interface SettingRow {
  readonly name: string
  readonly value: string
  readonly source: string
}

const COLUMNS: readonly Column[] = [
  { header: 'Setting', align: 'left' },
  { header: 'Value', align: 'left', minWidth: 16 },
  { header: 'From', align: 'left', role: 'muted' },
]

/** Three aligned columns under a header. */
export function renderSettings(
  settings: readonly SettingRow[],
  screen: Pick<ScreenSize, 'columns' | 'color'>,
): string[] {
  return renderTable(
    COLUMNS,
    settings.map(({ name, value, source }) => [name, value, source]),
    screen,
  )
}
