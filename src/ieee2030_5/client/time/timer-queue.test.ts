import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SimulatedClock } from './simulated-clock.ts'
import { TimerQueue } from './timer-queue.ts'

const clockAt = (speed: number) =>
  new SimulatedClock({ anchorWallMs: Date.now(), anchorSimulatedMs: 0, speed }, () => Date.now())

describe('a timer queue', () => {
  it('calls in the order of time, and of setting at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }), async (delays) => {
        const timers = new TimerQueue(clockAt(10_000))
        const called: number[] = []
        await new Promise<void>((resolve) => {
          for (const [index, dueMs] of delays.entries()) {
            timers.at(dueMs, () => {
              called.push(index)
              if (called.length === delays.length) resolve()
            })
          }
        })
        const expected = delays.map((dueMs, index) => [dueMs, index]).sort(([a, i], [b, j]) => a - b || i - j)
        expect(called).toEqual(expected.map(([, index]) => index))
      }),
      { numRuns: 20 },
    )
  })

  it('calls nothing that was cancelled, and nothing while time stands still', async () => {
    const clock = clockAt(0)
    const timers = new TimerQueue(clock)
    const called: string[] = []
    timers.at(5, () => called.push('cancelled')).cancel()
    const rung = new Promise<void>((resolve) => {
      timers.at(10, () => {
        called.push('rung')
        resolve()
      })
    })
    expect(clock.wallDelayMs(10)).toBe(Number.POSITIVE_INFINITY)
    clock.set({ anchorWallMs: Date.now(), anchorSimulatedMs: 0, speed: 10_000 })
    await rung
    expect(called).toEqual(['rung'])
  })
})
