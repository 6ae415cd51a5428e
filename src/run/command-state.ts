/** @module What a simulation remembers of its commands: columns of a checkpoint, and the prices of the open slot. */

import { toMicro } from '../market/money.ts'
import type { GridPriceOverride } from '../market/tariff.ts'
import { type ControlState, controlColumns } from '../simulation/commands/control-state.ts'
import type { GridPriceControl } from '../simulation/commands/fleet-controls.ts'
import type { ReadingColumns } from '../simulation/readings/reading-batch.ts'
import { restoreColumn } from './simulation-state.ts'

/** Controls, and what they need to know of the interval before: columns of a checkpoint. */
export function commandState(controls: ControlState, truth: ReadingColumns): Map<string, Float64Array> {
  const before = (['generated', 'charged', 'discharged', 'voltage'] as const).map((name): [string, Float64Array] => [
    `before.${name}`,
    truth[name],
  ])
  return new Map([...controlColumns(controls), ...before])
}

export function gridPriceOverride({ purchaseRate, feedInRate }: GridPriceControl): GridPriceOverride {
  const micro = (rate: number | null): number | null => (rate === null ? null : toMicro(rate))
  return { purchase: micro(purchaseRate), feedIn: micro(feedInRate) }
}

/** Of a run that could not be given commands so far there is nothing to restore. */
export function restoreCommands(
  saved: ReadonlyMap<string, Uint8Array>,
  columns: ReadonlyMap<string, Float64Array>,
): boolean {
  const names = [...columns.keys()]
  return (
    names.every((name) => !saved.has(name)) ||
    [...columns].every(([name, column]) => restoreColumn(saved, name, column))
  )
}
