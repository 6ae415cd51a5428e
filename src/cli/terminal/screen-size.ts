/** @module How much room a view has, and whether it may use colour. */

export interface ScreenSize {
  /** Cells per line; no line is longer. */
  readonly columns: number
  /** Lines a view may fill; what scrolls ignores it. */
  readonly rows: number
  readonly color: boolean
}
