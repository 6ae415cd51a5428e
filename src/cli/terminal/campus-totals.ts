/** @module The few big numbers of the campus: a line of labels above a line of values, broken where it must be. */

import type { CampusSnapshot } from '../../simulation/snapshot.ts'
import { batteryPhrase } from './campus-phrases.ts'
import { alignToWidth, displayWidth } from './display-width.ts'
import { figure, share } from './figures.ts'
import type { Role } from './palette.ts'
import type { ScreenSize } from './screen-size.ts'
import { flowSpans, renderSpans, type Span } from './spans.ts'

const GAP = 3

interface Total {
  readonly label: string
  readonly value: string
  readonly role: Role
}

/** Pairs of lines, labels above values; a narrow screen gets more pairs. */
export function renderTotals(snapshot: CampusSnapshot, screen: ScreenSize): string[] {
  const totals: readonly Total[] = [
    { label: 'Generation', value: `${figure(snapshot.generationKw)} kW`, role: 'generation' },
    { label: 'Load', value: `${figure(snapshot.loadKw)} kW`, role: 'consumption' },
    { label: 'Battery', value: batteryPhrase(snapshot), role: 'battery' },
    { label: 'Import', value: `${figure(snapshot.importKw)} kW`, role: 'import' },
    { label: 'Export', value: `${figure(snapshot.exportKw)} kW`, role: 'export' },
    { label: 'Self-sufficiency', value: share(snapshot.selfSufficiency), role: 'strong' },
  ]
  // Values come and go in width; the widest usual one keeps the labels from jumping.
  const widths = totals.map(({ label, value }) => Math.max(displayWidth(label), displayWidth(value), 8))
  const labels = totals.map(({ label }, index) => cell(label, widths[index], 'muted'))
  const values = totals.map(({ value, role }, index) => cell(value, widths[index], role))
  const labelLines = flowSpans(labels, screen.columns, GAP)
  const valueLines = flowSpans(values, screen.columns, GAP)
  return labelLines.flatMap((line, index) => [renderSpans(line, screen), renderSpans(valueLines[index], screen)])
}

function cell(text: string, width: number, role: Role): Span[] {
  return [{ text: alignToWidth(text, width, 'left'), role }]
}
