import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from './display-width.ts'
import { type PacedProgress, ProgressDisplay, renderProgress } from './progress.ts'

const HALFWAY: PacedProgress = {
  tick: 500,
  lastTick: 1000,
  timeMs: Date.UTC(2025, 5, 3, 20),
  timeZone: 'Asia/Bangkok',
  readingsPerSecond: 1_234_567,
  remainingSeconds: 125,
}
const WORDS = ' 50 %  2025-06-04  1,234,567 readings/s  2 min 05 s left'

describe('renderProgress', () => {
  it('has a bar where there is room for one', () => {
    expect(renderProgress(HALFWAY, { columns: 120, color: false })).toBe(`${'█'.repeat(20)}${' '.repeat(22)}${WORDS}`)
    expect(renderProgress(HALFWAY, { columns: 68, color: false })).toBe(`████      ${WORDS}`)
    expect(renderProgress(HALFWAY, { columns: 67, color: false })).toBe(WORDS)
  })

  it('says what it does not know yet, and when it is done', () => {
    const start = { ...HALFWAY, tick: 0, readingsPerSecond: Number.NaN, remainingSeconds: Number.NaN }
    expect(renderProgress(start, { columns: 60, color: false })).toBe('  0 %  2025-06-04  – readings/s  – left')
    expect(renderProgress({ ...HALFWAY, tick: 1000 }, { columns: 55, color: false })).toMatch(/^100 % .* done$/)
  })

  it('never exceeds the screen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 1000 }), (columns, tick) => {
        expect(displayWidth(renderProgress({ ...HALFWAY, tick }, { columns, color: false }))).toBeLessThanOrEqual(
          columns,
        )
      }),
    )
  })
})

/** A display over 100 ticks of 25 meters on a clock moved by hand, with what it wrote. */
function display(isTTY: boolean, firstTick = 0) {
  const written: string[] = []
  const clock = { nowMs: 0 }
  const stream = { isTTY, columns: 56, write: (text: string) => written.push(text) > 0 }
  const progress = new ProgressDisplay({
    stream,
    color: false,
    timeZone: 'Asia/Bangkok',
    meters: 25,
    firstTick,
    nowMs: () => clock.nowMs,
  })
  const at = (nowMs: number, tick: number) => {
    clock.nowMs = nowMs
    progress.update({ tick, lastTick: 100, timeMs: HALFWAY.timeMs })
  }
  return { written, at, finish: () => progress.finish() }
}

describe('ProgressDisplay', () => {
  it('redraws one line of a terminal, at most ten times a second', () => {
    const { written, at, finish } = display(true)
    at(50, 1)
    at(100, 2)
    at(1000, 10)
    finish()
    expect(written).toEqual([
      '\r  1 %  2025-06-04  500 readings/s  5 s left\u001b[K',
      '\r 10 %  2025-06-04  250 readings/s  9 s left\u001b[K',
      '\n',
    ])
  })

  it('writes a line every ten seconds to a log, and the last one', () => {
    const { written, at, finish } = display(false)
    at(9999, 10)
    at(10_000, 20)
    at(15_000, 30)
    at(39_000, 99)
    at(40_000, 100)
    finish()
    expect(written).toEqual([
      '20 %  2025-06-04  50 readings/s  40 s left\n',
      '99 %  2025-06-04  63 readings/s  0 s left\n',
      '100 %  2025-06-04  63 readings/s  done\n',
    ])
  })

  it('paces a resumed run by what it does itself', () => {
    const { written, at } = display(false, 50)
    at(10_000, 75)
    expect(written).toEqual(['75 %  2025-06-04  63 readings/s  10 s left\n'])
  })
})
