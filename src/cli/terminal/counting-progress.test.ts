import { describe, expect, it } from 'vitest'
import { CountingProgress } from './counting-progress.ts'

function progress(isTTY: boolean) {
  const written: string[] = []
  const clock = { ms: 0 }
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) > 0 }
  const display = new CountingProgress({ stream, color: false, thing: 'meter', nowMs: () => clock.ms })
  const at = (ms: number, done: number) => {
    clock.ms = ms
    display.update(done, 1000)
  }
  return { display, written, at }
}

describe('CountingProgress', () => {
  it('says a line now and then in a log', () => {
    const { display, written, at } = progress(false)
    at(9_999, 100)
    at(10_000, 250)
    at(15_000, 300)
    display.finish()
    // 250 in 10 s: 750 more take 30 s.
    expect(written).toEqual(['250 of 1,000 meters  30 s left\n'])
  })

  it('shows nothing of what is over at once', () => {
    const { display, written, at } = progress(true)
    at(999, 1000)
    display.finish()
    expect(written).toEqual([])
  })

  it('redraws one line on a terminal and leaves it', () => {
    const { display, written, at } = progress(true)
    at(1_000, 100)
    at(1_050, 110)
    at(1_100, 500)
    display.finish()
    display.finish()
    expect(written).toHaveLength(3)
    expect(written[1]).toMatch(/^\r█{15} {15} {2}500 of 1,000 meters {2}1 s left/)
    expect(written[2]).toBe('\n')
  })
})
