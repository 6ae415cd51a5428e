/** @module How destinations stand, in a few words each. */

import type { SinkState, SinkStatus } from '../../delivery/sink-status.ts'

const WORDS: Readonly<Record<SinkState, string>> = {
  connecting: 'connecting',
  delivering: 'delivering',
  'caught up': 'up to date',
  retrying: 'failed, trying again',
  suspended: 'not reachable',
  failed: 'stopped',
  done: 'complete',
}

/** Less than this is what a tick or two bring, and not worth a figure [bytes]. */
const WORTH_TELLING = 1_000_000

/** `kafka up to date`, `postgres not reachable, 12.3 MB behind`. */
export function sinkPhrase({ name, state, behindBytes }: SinkStatus): string {
  const behind = behindBytes >= WORTH_TELLING ? `, ${megabytes(behindBytes)} behind` : ''
  return `${name} ${WORDS[state]}${behind}`
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
