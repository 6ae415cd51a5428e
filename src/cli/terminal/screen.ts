/** @module A screen of its own inside a terminal: redrawn in place, and given back as it was found. */

import { ENTER_SCREEN, encodeFrame, LEAVE_SCREEN } from './redraw.ts'
import type { ScreenSize } from './screen-size.ts'
import { machineTimer, Throttle, type Timer } from './throttle.ts'

const FRAME_MS = 100

/** The part of a terminal stream a screen needs; `process.stdout` of a TTY is one. */
export interface TerminalStream {
  readonly columns: number
  readonly rows: number
  write(text: string): boolean
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

/** Draws frames of at most ten a second; only for a TTY. */
export class Screen {
  readonly #stream: TerminalStream
  readonly #color: boolean
  readonly #throttle: Throttle
  #render: ((size: ScreenSize) => readonly string[]) | null = null
  #drawn = ''
  #open = true

  /** Takes the terminal's screen; `close` has to be called whatever happens. */
  constructor(stream: TerminalStream, options: { readonly color: boolean; readonly timer?: Timer }) {
    this.#stream = stream
    this.#color = options.color
    this.#throttle = new Throttle(FRAME_MS, options.timer ?? machineTimer)
    stream.write(ENTER_SCREEN)
    stream.on('resize', this.#onResize)
  }

  /** Shows what `render` makes of the size the screen has when it is drawn. */
  draw(render: (size: ScreenSize) => readonly string[]): void {
    if (!this.#open) return
    this.#render = render
    this.#throttle.request(this.#paint)
  }

  /** Shows the last frame, then gives the screen and the cursor back; a second call does nothing. */
  close(): void {
    if (!this.#open) return
    this.#throttle.flush()
    this.#open = false
    this.#stream.off('resize', this.#onResize)
    this.#stream.write(LEAVE_SCREEN)
  }

  readonly #paint = (): void => {
    if (this.#render === null) return
    // The last column stays free for the clearing of each line.
    const size = { columns: this.#stream.columns - 1, rows: this.#stream.rows, color: this.#color }
    const frame = encodeFrame(this.#render(size))
    if (frame === this.#drawn) return
    this.#drawn = frame
    this.#stream.write(frame)
  }

  readonly #onResize = (): void => {
    // A resize rearranges what is on the screen: everything is drawn anew.
    this.#drawn = ''
    this.#throttle.request(this.#paint)
  }
}
