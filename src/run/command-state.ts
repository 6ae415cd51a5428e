/** @module What a simulation remembers of its commands: columns of a checkpoint, and the prices of the open slot. */

import { toMicro } from '../market/money.ts'
import type { GridPriceOverride } from '../market/tariff.ts'
import { type ControlState, controlColumns } from '../simulation/commands/control-state.ts'
import type { GridPriceControl } from '../simulation/commands/fleet-controls.ts'
import { timedColumns } from '../simulation/commands/timed-state.ts'
import { MESSAGE_COLUMNS, type MessageColumn } from '../simulation/faults/device-state.ts'
import type { ReadingColumns } from '../simulation/readings/reading-batch.ts'
import { restoreColumn } from './simulation-state.ts'

/** Columns of the interval before that controls depend on, and those that only a head-end needs once a meter fails. */
const BEFORE = ['generated', 'charged', 'discharged', 'voltage'] as const
const MESSAGE_BEFORE = MESSAGE_COLUMNS.filter((name) => !BEFORE.some((known) => known === name))

/**
 * Controls, and what they need to know of the interval before: columns of a checkpoint.
 *
 * Each group came with another version, so that a checkpoint may have the first ones only.
 */
export function commandStates(controls: ControlState, truth: ReadingColumns): readonly Map<string, Float64Array>[] {
  const before = (names: readonly MessageColumn[]): [string, Float64Array][] =>
    names.map((name) => [`before.${name}`, truth[name]])
  return [
    new Map([...controlColumns(controls), ...before(BEFORE)]),
    new Map([...timedColumns(controls.timed), ...before(MESSAGE_BEFORE)]),
  ]
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
