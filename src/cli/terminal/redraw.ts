/** @module The escape sequences that draw a frame over the last one without flicker. */

/** Saves the shell's screen and takes an empty one, without a cursor. */
export const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[2J'
/** Gives the shell its screen and cursor back. */
export const LEAVE_SCREEN = '\u001b[?25h\u001b[?1049l'

const BEGIN_UPDATE = '\u001b[?2026h'
const END_UPDATE = '\u001b[?2026l'
const HOME = '\u001b[H'
const CLEAR_TO_END_OF_LINE = '\u001b[K'
const CLEAR_BELOW = '\u001b[J'

/**
 * A frame as one write: from the top left, each line cleared only behind its text, what is left below cleared last.
 *
 * The lines have to leave the last column free: a cursor waiting at the margin would clear the last character.
 */
export function encodeFrame(lines: readonly string[]): string {
  const body = lines.map((line) => `${line}${CLEAR_TO_END_OF_LINE}`).join('\r\n')
  return `${BEGIN_UPDATE}${HOME}${body}${CLEAR_BELOW}${END_UPDATE}`
}

/** A single line drawn over the one the cursor is on. */
export function encodeLine(line: string): string {
  return `\r${line}${CLEAR_TO_END_OF_LINE}`
}
