import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MachineClock, Pacer } from './pacing.ts'

const WALL_MS = Date.parse('2026-11-23T09:00:00Z')
const INTERVAL_SECONDS = 15
const INTERVAL_MS = 15_000
const HOUR_MS = 3_600_000
const STILL = new AbortController().signal

/** A machine whose time goes by only while it sleeps; what is planned for an instant is done then. */
class PlannedMachine implements MachineClock {
  ms = 0
  wallOffsetMs = 0
  readonly #plan: [atMs: number, action: () => void][] = []

  wallMs(): number {
    return WALL_MS + this.ms + this.wallOffsetMs
  }

  monotonicMs(): number {
    return this.ms
  }

  at(ms: number, action: () => void): void {
    this.#plan.push([ms, action])
    this.#plan.sort(([a], [b]) => a - b)
  }

  /** A change of pace wakes whoever sleeps, as the signal of a real one does. */
  async sleep(delayMs: number): Promise<void> {
    const [next] = this.#plan
    if (next === undefined || next[0] > this.ms + delayMs) {
      this.ms += delayMs
      return
    }
    this.#plan.shift()
    this.ms = Math.max(this.ms, next[0])
    next[1]()
  }
}

function pacerOf(clock: MachineClock, speed = 1): Pacer {
  return new Pacer({ clock, anchorMs: WALL_MS, intervalSeconds: INTERVAL_SECONDS, speed, onClockStep: () => undefined })
}

/** When each of the ticks began [ms]. */
async function begins(pacer: Pacer, clock: PlannedMachine, ticks: number): Promise<number[]> {
  const times: number[] = []
  for (let tick = 1; tick <= ticks; tick++) {
    await pacer.untilDue(tick, STILL)
    times.push(clock.ms)
  }
  return times
}

describe('a pace that is changed', () => {
  it('stands still while paused, and goes on from there without catching up', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    clock.at(20_000, () => pacer.pause())
    clock.at(HOUR_MS, () => pacer.resume())
    // Five seconds of the second interval had gone by.
    expect(await begins(pacer, clock, 3)).toEqual([15_000, HOUR_MS + 10_000, HOUR_MS + 25_000])
    expect(pacer.lateTicks).toBe(0)
  })

  it('makes the ticks that are stepped at once, and the next a whole interval after it goes on', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    pacer.pause()
    clock.at(1000, () => pacer.step(2))
    clock.at(5000, () => pacer.step(1))
    clock.at(9000, () => pacer.resume())
    expect(await begins(pacer, clock, 4)).toEqual([1000, 1000, 5000, 9000 + INTERVAL_MS])
  })

  it('forgets steps it has not made when it goes on', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    pacer.pause()
    pacer.step(5)
    pacer.resume()
    expect(await begins(pacer, clock, 2)).toEqual([INTERVAL_MS, 2 * INTERVAL_MS])
  })

  it('goes faster or slower from where it stands', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    clock.at(20_000, () => pacer.setSpeed(10))
    clock.at(22_500, () => pacer.setSpeed(0.5))
    // A third of the second interval at 1; a third goes on at 10 to 1⅔ intervals more; the rest at a half.
    expect(await begins(pacer, clock, 4)).toEqual([15_000, 21_000, 22_500, 52_500])
  })

  it('owes nothing of a pace it could not keep, once it is told another', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    await pacer.untilDue(1, STILL)
    // Making the tick took as long as twenty of them.
    clock.ms += 20 * INTERVAL_MS
    pacer.setSpeed(2)
    const toldMs = clock.ms
    const lateMs = await pacer.untilDue(2, STILL)
    expect([clock.ms, lateMs]).toEqual([toldMs + INTERVAL_MS / 2, 0])
    expect(pacer.lateTicks).toBe(0)
  })

  it('does not take a wall clock that is set while it is paused for time to catch up', async () => {
    const clock = new PlannedMachine()
    const pacer = pacerOf(clock)
    clock.at(15_000.5, () => pacer.pause())
    clock.at(20_000, () => {
      clock.wallOffsetMs = HOUR_MS
    })
    clock.at(30_000, () => pacer.resume())
    const [, second] = await begins(pacer, clock, 2)
    expect(second).toBeCloseTo(30_000 + INTERVAL_MS - 0.5, 3)
  })

  it('never moves simulated time back or ahead, whatever is done to it', async () => {
    const change = fc.record({
      afterMs: fc.integer({ min: 0, max: 60_000 }),
      kind: fc.constantFrom('pause', 'resume', 'speed', 'step'),
      speed: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
        const clock = new PlannedMachine()
        const pacer = pacerOf(clock)
        let [position, isPaused, speed] = [0, false, 1]
        let tick = 0
        for (const { afterMs, kind, speed: next } of changes) {
          clock.ms += afterMs
          // What a clock that is read by nobody else would show.
          if (!isPaused) position += (afterMs * speed) / INTERVAL_MS
          expect(pacer.position()).toBeCloseTo(position, 3)
          // The run keeps the pace.
          tick = Math.max(tick, Math.floor(pacer.position()))
          if (!isPaused && pacer.lag(tick) >= 0) await pacer.untilDue(tick, STILL)
          if (kind === 'pause') {
            pacer.pause()
            isPaused = true
          } else if (kind === 'resume') {
            pacer.resume()
            isPaused = false
          } else if (kind === 'speed') {
            pacer.setSpeed(next)
            speed = next
          } else if (isPaused) {
            tick = Math.max(tick + 1, Math.floor(position) + 1)
            pacer.step(1)
            await pacer.untilDue(tick, STILL)
            position = Math.max(position, tick)
          }
          expect(pacer.position()).toBeCloseTo(position, 3)
          expect({ isPaused: pacer.isPaused, speed: pacer.speed }).toEqual({ isPaused, speed })
        }
      }),
      { numRuns: 200 },
    )
  })
})
