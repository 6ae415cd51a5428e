/** @module How well the faults of a run were found, as a table by kind. */

import { FAULT_KINDS } from '../../config/fault-vocabulary.ts'
import type { QualitySummary } from '../../simulation/quality/quality-summary.ts'
import { count, percent } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

const COLUMNS: readonly Column[] = [
  { header: 'Faults', align: 'left' },
  { header: 'Episodes', align: 'right' },
  { header: 'Recall %', align: 'right' },
  { header: 'Precision %', align: 'right' },
  { header: 'Readings', align: 'right', dropRank: 1 },
  { header: 'Recall %', align: 'right', dropRank: 1 },
  { header: 'Precision %', align: 'right', dropRank: 1 },
]

/** A row per kind: how many there were, which share was found, and which share of the alarms was justified. */
export function renderFaultTable({ faults }: QualitySummary, screen: Pick<ScreenSize, 'columns' | 'color'>): string[] {
  const rows = FAULT_KINDS.flatMap((kind) => {
    const found = faults?.[kind]
    if (found === undefined) return []
    const cells = [found.episodes, found.readings].flatMap(({ faulty, recall, precision }) => [
      count(faulty),
      percent(recall),
      percent(precision),
    ])
    return [[kind, ...cells]]
  })
  return rows.length === 0 ? [] : renderTable(COLUMNS, rows, screen)
}
