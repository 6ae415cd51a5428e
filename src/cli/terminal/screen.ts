/** @module A screen of its own inside a terminal: redrawn in place, and given back as it was found. */

import { ENTER_SCREEN, encodeFrame, LEAVE_SCREEN } from './redraw.ts'
import type { ScreenSize } from './screen-size.ts'
import { machineTimer, Throttle, type Timer } from './throttle.ts'

const FRAME_MS = 100
/** The size taken of a terminal that says it has none, as one without a window does. */
const USUAL_COLUMNS = 80
const USUAL_ROWS = 24

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
  #state: 'waiting' | 'open' | 'closed' = 'waiting'

  constructor(stream: TerminalStream, options: { readonly color: boolean; readonly timer?: Timer }) {
    this.#stream = stream
    this.#color = options.color
    this.#throttle = new Throttle(FRAME_MS, options.timer ?? machineTimer)
  }

  /**
   * Shows what `render` makes of the size the screen has when it is drawn. The first call takes the terminal: until
   * there is something to show, what the shell shows is better than an empty screen.
   */
  draw(render: (size: ScreenSize) => readonly string[]): void {
    if (this.#state === 'closed') return
    if (this.#state === 'waiting') this.#open()
    this.#render = render
    this.#throttle.request(this.#paint)
  }

  /** Shows the last frame, then gives the screen and the cursor back; a second call does nothing. */
  close(): void {
    if (this.#state === 'open') {
      this.#throttle.flush()
      this.#stream.off('resize', this.#onResize)
      process.off('exit', this.#onExit)
      this.#stream.write(LEAVE_SCREEN)
    }
    this.#state = 'closed'
  }

  #open(): void {
    this.#state = 'open'
    this.#stream.write(ENTER_SCREEN)
    this.#stream.on('resize', this.#onResize)
    // A fault that ends the process must not leave the shell without its screen and cursor.
    process.once('exit', this.#onExit)
  }

  readonly #onExit = (): void => this.close()

  readonly #paint = (): void => {
    if (this.#render === null) return
    // The last column stays free for the clearing of each line.
    const columns = (this.#stream.columns || USUAL_COLUMNS) - 1
    const size = { columns, rows: this.#stream.rows || USUAL_ROWS, color: this.#color }
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
