/** @module How much room a stream has, and whether it wants colour. */

import type { ScreenSize } from './terminal/screen-size.ts'

/** Where there is no terminal to ask. */
const DEFAULT_COLUMNS = 100
const DEFAULT_ROWS = 40

/** Size of a terminal; `NO_COLOR` (no-color.org) and a dumb terminal are respected. */
export function terminalSize(stream: NodeJS.WriteStream): ScreenSize {
  const isTty = stream.isTTY === true
  const noColor = (process.env.NO_COLOR ?? '') !== ''
  return {
    // A terminal without a window says it has no size.
    columns: (isTty && stream.columns) || DEFAULT_COLUMNS,
    rows: (isTty && stream.rows) || DEFAULT_ROWS,
    color: isTty && !noColor && process.env.TERM !== 'dumb',
  }
}
