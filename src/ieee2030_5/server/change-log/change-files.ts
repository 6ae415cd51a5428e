/**
 * @module The files of a change log: a snapshot of everything, and the changes since.
 *
 * Generation n is `snapshot-n.jsonl` with `changes-n.jsonl` behind it. While the next snapshot is written, changes go to
 * the next generation's file already; so what counts is the newest snapshot and every file of changes from there on.
 */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SNAPSHOT = /^snapshot-(\d+)\.jsonl$/
const CHANGES = /^changes-(\d+)\.jsonl$/

export interface ChangeFiles {
  /** Null before the first one. */
  readonly snapshot: number | null
  /** From the snapshot on, oldest first. */
  readonly changes: readonly number[]
  /** Paths of what no longer counts. */
  readonly outdated: readonly string[]
}

export function snapshotPath(folder: string, generation: number): string {
  return join(folder, `snapshot-${generation}.jsonl`)
}

export function changesPath(folder: string, generation: number): string {
  return join(folder, `changes-${generation}.jsonl`)
}

export function listChangeFiles(folder: string): ChangeFiles {
  const names = readdirSync(folder)
  const numbers = (pattern: RegExp): number[] =>
    names.flatMap((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN) || []).sort((a, b) => a - b)
  const snapshots = numbers(SNAPSHOT)
  const changes = numbers(CHANGES)
  const snapshot = snapshots.at(-1) ?? null
  const oldest = snapshot ?? 0
  return {
    snapshot,
    changes: changes.filter((generation) => generation >= oldest),
    outdated: [
      ...snapshots.slice(0, -1).map((generation) => snapshotPath(folder, generation)),
      ...changes.filter((generation) => generation < oldest).map((generation) => changesPath(folder, generation)),
      ...names.filter((name) => name.endsWith('.unfinished')).map((name) => join(folder, name)),
    ],
  }
}
