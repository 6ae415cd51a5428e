import { describe, expect, it } from 'vitest'
import { ENTER_SCREEN, encodeFrame, LEAVE_SCREEN } from './redraw.ts'
import { Screen } from './screen.ts'
import type { ScreenSize } from './screen-size.ts'

/** A terminal of 81 × 24 that keeps what is written, and a clock moved by hand. */
function terminal() {
  const written: string[] = []
  const resizeListeners = new Set<() => void>()
  const waiting: { at: number; callback: () => void }[] = []
  const state = { now: 0, columns: 81 }
  const stream = {
    get columns() {
      return state.columns
    },
    rows: 24,
    write: (text: string) => written.push(text) > 0,
    on: (_event: 'resize', listener: () => void) => resizeListeners.add(listener),
    off: (_event: 'resize', listener: () => void) => resizeListeners.delete(listener),
  }
  const timer = {
    nowMs: () => state.now,
    after(delayMs: number, callback: () => void) {
      const entry = { at: state.now + delayMs, callback }
      waiting.push(entry)
      return () => void waiting.splice(waiting.indexOf(entry), 1)
    },
  }
  return {
    written,
    screen: new Screen(stream, { color: false, timer }),
    advance: (ms: number) => {
      state.now += ms
      for (const entry of waiting.filter(({ at }) => at <= state.now)) entry.callback()
    },
    resize: (columns: number) => {
      state.columns = columns
      for (const listener of resizeListeners) listener()
    },
    listeners: resizeListeners,
  }
}
const text = (line: string) => () => [line]

describe('Screen', () => {
  it('takes the usual size of a terminal that says it has none', () => {
    const { screen, resize } = terminal()
    resize(0)
    const sizes: ScreenSize[] = []
    screen.draw((size) => {
      sizes.push(size)
      return []
    })
    expect(sizes).toEqual([{ columns: 79, rows: 24, color: false }])
  })

  it('leaves the terminal alone until there is something to show', () => {
    const { written, screen } = terminal()
    screen.close()
    expect(written).toEqual([])
  })

  it('draws at most ten frames a second and never loses the latest', () => {
    const { written, screen, advance } = terminal()
    screen.draw(text('one'))
    screen.draw(text('two'))
    advance(50)
    screen.draw(text('three'))
    expect(written).toEqual([ENTER_SCREEN, encodeFrame(['one'])])
    advance(50)
    expect(written.slice(2)).toEqual([encodeFrame(['three'])])
    advance(500)
    expect(written).toHaveLength(3)
  })

  it('writes nothing when nothing changed', () => {
    const { written, screen, advance } = terminal()
    screen.draw(text('same'))
    advance(200)
    screen.draw(text('same'))
    expect(written).toHaveLength(2)
  })

  it('leaves the last column free and follows the size of the window', () => {
    const { written, screen, advance, resize } = terminal()
    screen.draw(({ columns, rows, color }: ScreenSize) => [`${columns} ${rows} ${color}`])
    advance(200)
    resize(41)
    expect(written.slice(1)).toEqual([encodeFrame(['80 24 false']), encodeFrame(['40 24 false'])])
  })

  it('shows the last frame and gives the screen back, once', () => {
    const { written, screen, advance, listeners } = terminal()
    screen.draw(text('one'))
    screen.draw(text('last'))
    screen.close()
    screen.close()
    screen.draw(text('too late'))
    advance(1000)
    expect(written.slice(2)).toEqual([encodeFrame(['last']), LEAVE_SCREEN])
    expect(listeners.size).toBe(0)
  })
})
