import { setMaxListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { type MachineClock, Pacer } from './pacing.ts'

const WALL_MS = Date.parse('2026-11-23T09:00:00Z')
const HOUR_MS = 3_600_000

/** A machine whose time goes by only while it sleeps, a little longer than asked, as timers do. */
class FakeMachine implements MachineClock {
  wall = WALL_MS
  monotonic = 5000.25
  readonly delays: number[] = []
  /** Done at the end of the sleep of this number, counted from 1. */
  readonly events = new Map<number, () => void>()
  overshootMs = 0.7
  #sleeps = 0

  wallMs(): number {
    return Math.floor(this.wall)
  }

  monotonicMs(): number {
    return this.monotonic
  }

  pass(ms: number): void {
    this.wall += ms
    this.monotonic += ms
  }

  async sleep(delayMs: number): Promise<void> {
    this.#sleeps += 1
    this.delays.push(delayMs)
    this.pass(delayMs + this.overshootMs)
    this.events.get(this.#sleeps)?.()
  }
}

function pacerOf(clock: MachineClock, options: { intervalSeconds?: number; speed?: number } = {}) {
  const steps: number[] = []
  const pacer = new Pacer({
    clock,
    anchorMs: WALL_MS,
    intervalSeconds: options.intervalSeconds ?? 15,
    speed: options.speed ?? 1,
    onClockStep: (stepMs) => steps.push(stepMs),
  })
  return { pacer, steps }
}

const running = new AbortController().signal
setMaxListeners(0, running)

/** Monotonic time at which each of the ticks from `first` to `last` began. */
async function begins(pacer: Pacer, clock: FakeMachine, first: number, last: number): Promise<number[]> {
  const times: number[] = []
  for (let tick = first; tick <= last; tick++) {
    await pacer.untilDue(tick, running)
    times.push(clock.monotonic)
  }
  return times
}

describe('Pacer', () => {
  it.each([
    { intervalSeconds: 15, speed: 1, periodMs: 15_000 },
    { intervalSeconds: 900, speed: 60, periodMs: 15_000 },
    { intervalSeconds: 15, speed: 7, periodMs: 15_000 / 7 },
    { intervalSeconds: 60, speed: 0.5, periodMs: 120_000 },
  ])('begins tick k at the start + k · $intervalSeconds s / $speed', async ({ intervalSeconds, speed, periodMs }) => {
    const clock = new FakeMachine()
    const { pacer, steps } = pacerOf(clock, { intervalSeconds, speed })
    expect(pacer.periodMs).toBe(periodMs)
    for (let tick = 1; tick <= 50; tick++) {
      await pacer.untilDue(tick, running)
      const lateMs = clock.wall - (WALL_MS + tick * periodMs)
      // A timer's overshoot, and the millisecond to which the wall clock is read.
      expect(lateMs).toBeGreaterThanOrEqual(-0.001)
      expect(lateMs).toBeLessThan(2)
    }
    expect(pacer.lateTicks).toBe(0)
    expect(steps).toEqual([])
    expect(Math.max(...clock.delays)).toBeLessThanOrEqual(1000)
    expect(Math.min(...clock.delays)).toBeGreaterThan(0)
  })

  it('does not drift over a million ticks', async () => {
    const clock = new FakeMachine()
    const { pacer } = pacerOf(clock, { intervalSeconds: 1 })
    let latestMs = 0
    for (let tick = 1; tick <= 1_000_000; tick++) {
      clock.overshootMs = (tick % 7) / 4
      clock.delays.length = 0
      await pacer.untilDue(tick, running)
      latestMs = Math.max(latestMs, clock.wall - WALL_MS - tick * 1000)
    }
    expect(latestMs).toBeLessThan(3)
    expect(clock.wall - WALL_MS).toBeGreaterThanOrEqual(1e9 - 0.001)
    expect(pacer.lateTicks).toBe(0)
  })

  it('catches late ticks up without waiting, counts them and skips none', async () => {
    const clock = new FakeMachine()
    const { pacer } = pacerOf(clock)
    await begins(pacer, clock, 1, 3)
    clock.pass(5 * 15_000 + 2000)
    const caughtUp = await begins(pacer, clock, 4, 8)
    expect(new Set(caughtUp).size).toBe(1)
    // Ticks 4 to 7 are 4 to 1 intervals and 2 s late, tick 8 is 2 s late.
    expect(pacer.lateTicks).toBe(4)
    const [next] = await begins(pacer, clock, 9, 9)
    expect(next - caughtUp[0]).toBeGreaterThan(12_900)
    expect(pacer.lateTicks).toBe(4)
  })

  it('does not call a tick late that begins within its interval', async () => {
    const clock = new FakeMachine()
    const { pacer } = pacerOf(clock)
    await begins(pacer, clock, 1, 1)
    clock.pass(15_000 + 14_000)
    await begins(pacer, clock, 2, 2)
    expect(pacer.lateTicks).toBe(0)
  })

  it('tells how far a tick lies behind or ahead', () => {
    const clock = new FakeMachine()
    const { pacer } = pacerOf(clock)
    expect(pacer.lag(2)).toBe(-30_000)
    clock.pass(45_000)
    expect(pacer.lag(2)).toBe(15_000)
  })

  it.each([1, 17, 40])('keeps its pace when the wall clock is set back an hour (in sleep %i)', async (sleep) => {
    const clock = new FakeMachine()
    const { pacer, steps } = pacerOf(clock)
    clock.events.set(sleep, () => {
      clock.wall -= HOUR_MS
    })
    const times = await begins(pacer, clock, 1, 20)
    const gaps = times.slice(1).map((time, k) => time - times[k])
    expect(Math.min(...gaps)).toBeGreaterThan(14_990)
    expect(Math.max(...gaps)).toBeLessThan(15_010)
    expect(steps).toHaveLength(1)
    expect(Math.abs(steps[0] + HOUR_MS)).toBeLessThan(2)
    expect(pacer.lateTicks).toBe(0)
  })

  it('never goes back, whatever is done to the wall clock', () => {
    const clock = new FakeMachine()
    const { pacer } = pacerOf(clock)
    let now = pacer.now()
    for (const stepMs of [0, -1, 500, -HOUR_MS, 3, HOUR_MS + 10, -5000, -24 * HOUR_MS, 12]) {
      clock.pass(1)
      clock.wall += stepMs
      expect(pacer.now()).toBeGreaterThanOrEqual(now + 1)
      now = pacer.now()
    }
  })

  it('catches up when the wall clock is set forward an hour while it waits', async () => {
    const clock = new FakeMachine()
    const { pacer, steps } = pacerOf(clock)
    await begins(pacer, clock, 1, 2)
    clock.events.set(clock.delays.length + 3, () => {
      clock.wall += HOUR_MS
    })
    const times = await begins(pacer, clock, 3, 242)
    // The clock now shows 3633 s after the start: tick 242 has just been due, and tick 243 is not for 12 s.
    expect(new Set(times).size).toBe(1)
    expect(steps).toHaveLength(1)
    expect(Math.abs(steps[0] - HOUR_MS)).toBeLessThan(2)
    // Tick 3 was being waited for when the clock was set, tick 242 is 3 s behind, those between by over an interval.
    expect(pacer.lateTicks).toBe(238)
    await begins(pacer, clock, 243, 243)
    expect(pacer.lateTicks).toBe(238)
  })

  it('catches up after the machine slept: its monotonic clock stood still while the wall clock went on', async () => {
    const clock = new FakeMachine()
    const { pacer, steps } = pacerOf(clock)
    await begins(pacer, clock, 1, 4)
    clock.wall += 8 * HOUR_MS + 5000
    const times = await begins(pacer, clock, 5, 4 + 8 * 240)
    expect(new Set(times).size).toBe(1)
    expect(steps).toHaveLength(1)
    expect(pacer.lateTicks).toBe(8 * 240 - 1)
    const [next] = await begins(pacer, clock, 5 + 8 * 240, 5 + 8 * 240)
    expect(next).toBeGreaterThan(times[0] + 9000)
  })

  it('says nothing of the small corrections a time service makes', async () => {
    const clock = new FakeMachine()
    const { pacer, steps } = pacerOf(clock)
    for (let sleep = 1; sleep < 300; sleep += 10) {
      clock.events.set(sleep, () => {
        clock.wall += sleep % 20 === 1 ? 400 : -400
      })
    }
    await begins(pacer, clock, 1, 20)
    expect(steps).toEqual([])
  })

  it('wakes when it is told to stop, and does not sleep at all when it already was', async () => {
    const stop = new AbortController()
    let sleeps = 0
    const clock: MachineClock = {
      wallMs: () => WALL_MS,
      monotonicMs: () => 0,
      sleep: (_, signal) => {
        sleeps += 1
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      },
    }
    const { pacer } = pacerOf(clock)
    const waiting = pacer.untilDue(1, stop.signal)
    stop.abort()
    await waiting
    await pacer.untilDue(2, stop.signal)
    expect(sleeps).toBe(1)
  })
})
