/** @module The streams a run writes besides its readings: one file each, beside OUTPUT_FILE. */

import { basename, dirname, join } from 'node:path'

/** What is written, in the order people meet it in a slot. */
export const JOURNAL_STREAMS = [
  'trading_opportunities',
  'trades',
  'settlements',
  'market_slots',
  'bills',
  'renewable_certificates',
] as const
export type JournalStream = (typeof JOURNAL_STREAMS)[number]

/**
 * What a run was told: written before what it shapes, never cut back, and never made again.
 *
 * It is none of the streams above, which follow from settings, seed and commands.
 */
export const COMMAND_STREAM = 'commands'
export type CommandStream = typeof COMMAND_STREAM

/** What operators did to a run, or tried to: for those who want to know who it was. */
export const ACTION_STREAM = 'control_actions'
export type ActionStream = typeof ACTION_STREAM
/** What was found wrong while the run went; written by who watches it, and no part of what it is made of. */
export const ALERT_STREAM = 'alerts'
export type AlertStream = typeof ALERT_STREAM

/** Something for every stream. */
export function byStream<T>(make: (stream: JournalStream) => T): Readonly<Record<JournalStream, T>> {
  return {
    trading_opportunities: make('trading_opportunities'),
    trades: make('trades'),
    settlements: make('settlements'),
    market_slots: make('market_slots'),
    bills: make('bills'),
    renewable_certificates: make('renewable_certificates'),
  }
}

/** The usual name of the readings, whose siblings need no prefix. */
const USUAL_STEM = 'meter_readings'
const EXTENSION = '.jsonl'

/** Path of a stream: `trades.jsonl` beside `meter_readings.jsonl`, `year.trades.jsonl` beside `year.jsonl`. */
export function streamPath(
  outputFile: string,
  stream: JournalStream | CommandStream | ActionStream | AlertStream,
): string {
  const stem = basename(outputFile, EXTENSION)
  return join(dirname(outputFile), `${stem === USUAL_STEM ? '' : `${stem}.`}${stream}${EXTENSION}`)
}
