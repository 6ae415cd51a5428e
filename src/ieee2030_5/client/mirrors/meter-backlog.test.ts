import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietReading } from './meter.fixture.ts'
import { MeterBacklog } from './meter-backlog.ts'
import { shownWh } from './meter-registers.ts'
import { type MirroredReading, meterSample } from './meter-sample.ts'
import type { MirrorPost } from './mirror-post.ts'

const NOON_MS = Date.UTC(2026, 2, 15, 5)
const INTERVAL_MS = 15_000
const MINUTE_MS = 60_000

/** Readings one behind the other, with registers that add up, of energies in mWh. */
function readings(fromMs: number, energies: readonly (readonly [imported: number, charged: number])[]) {
  let register = 5_000_000
  return energies.map(([imported, charged], index): MirroredReading => {
    register += imported
    return quietReading(fromMs + (index + 1) * INTERVAL_MS, {
      energy_imported: imported / 1e6,
      battery_charged: charged / 1e6,
      import_register: register / 1000,
    })
  })
}

function takeAll(backlog: MeterBacklog, all: readonly MirroredReading[]): MirrorPost[] {
  const posts: MirrorPost[] = []
  for (const reading of all) {
    backlog.take(meterSample(reading))
    for (let post = backlog.next(); post !== null; post = backlog.next()) {
      posts.push(post)
      backlog.posted(post)
    }
  }
  return posts
}

const quiet = (count: number) => Array.from({ length: count }, () => [4000, 0] as const)

describe('windows', () => {
  it('start on multiples of their length, whatever the run began with', () => {
    const posts = takeAll(
      new MeterBacklog(INTERVAL_MS, 300_000, null),
      readings(NOON_MS + 7 * MINUTE_MS + 30_000, quiet(60)),
    )
    expect(posts.map(({ window }) => window?.sums.startMs)).toEqual([
      NOON_MS + 10 * MINUTE_MS,
      NOON_MS + 15 * MINUTE_MS,
    ])
    expect(posts.map(({ window }) => window?.sums.coveredMs)).toEqual([300_000, 300_000])
  })

  it('are whole minutes, also where the server asks for less', () => {
    expect(new MeterBacklog(INTERVAL_MS, 1, null).lengths.windowMs).toBe(60_000)
    expect(new MeterBacklog(INTERVAL_MS, 90_000, null).lengths.windowMs).toBe(120_000)
    expect(new MeterBacklog(7500, 300_000, null).lengths.windowMs).toBe(300_000)
    expect(new MeterBacklog(900_000, 300_000, null).lengths.windowMs).toBe(900_000)
    expect(new MeterBacklog(25_000, 60_000, null).lengths.windowMs).toBe(300_000)
  })

  it('count on what was measured before the rate changed', () => {
    const backlog = new MeterBacklog(INTERVAL_MS, 60_000, null)
    const all = readings(NOON_MS, quiet(40))
    const before = takeAll(backlog, all.slice(0, 4))
    backlog.setPostRate(300_000)
    const after = takeAll(backlog, all.slice(4))
    expect(before).toHaveLength(1)
    // The first minute was posted already, so that five minutes are whole again at 12:10 only.
    expect(after.map(({ window }) => window?.sums.startMs)).toEqual([NOON_MS + 5 * MINUTE_MS])
    backlog.setPostRate(60_000)
    expect(takeAll(backlog, readings(NOON_MS + 10 * MINUTE_MS, quiet(4)))).toHaveLength(1)
  })

  it('have no average where a reading is missing', () => {
    const all = readings(NOON_MS, quiet(8))
    expect(takeAll(new MeterBacklog(INTERVAL_MS, 60_000, null), [...all.slice(0, 2), ...all.slice(3)])).toHaveLength(1)
  })
})

describe('intervals', () => {
  it('go with the window in which they end', () => {
    const posts = takeAll(new MeterBacklog(INTERVAL_MS, 300_000, null), readings(NOON_MS, quiet(120)))
    expect(posts.map(({ blocks }) => blocks.length)).toEqual([0, 0, 1, 0, 0, 1])
  })

  it('together are exactly what the register gained', () => {
    const energy = fc.integer({ min: 0, max: 300_000 })
    const energies = fc.array(fc.tuple(energy, energy), { minLength: 70, maxLength: 200 })
    fc.assert(
      fc.property(energies, fc.integer({ min: 0, max: 59 }), (drawn, offset) => {
        const all = readings(NOON_MS + offset * INTERVAL_MS, drawn)
        const blocks = takeAll(new MeterBacklog(INTERVAL_MS, 60_000, null), all).flatMap((post) => post.blocks)
        const [first] = blocks
        const last = blocks.at(-1)
        const sum = blocks.reduce((wh, { before, after }) => wh + shownWh(after.imported) - shownWh(before.imported), 0)
        const inside = all.filter(({ timestamp }) => Date.parse(timestamp) <= (last?.startMs ?? 0) + 900_000)
        const charged = inside.reduce((wh, each) => wh + Math.round(each.battery_charged * 1e6), 0)
        expect(sum).toBe(shownWh(last?.after.imported ?? 0) - shownWh(first?.before.imported ?? 0))
        expect(last?.after.imported).toBe(Math.round((inside.at(-1)?.import_register ?? 0) * 1000))
        expect(last?.after.charged).toBe(charged)
      }),
      { numRuns: 30 },
    )
  })

  it('of a client that was started anew are those of one that was not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 299 }), (stopped) => {
        const all = readings(
          NOON_MS,
          Array.from({ length: 300 }, (_, i) => [1000 + 37 * i, 11 * i] as const),
        )
        const whole = takeAll(new MeterBacklog(INTERVAL_MS, 300_000, null), all)
        const first = new MeterBacklog(INTERVAL_MS, 300_000, null)
        const before = takeAll(first, all.slice(0, stopped))
        // It is given everything again, and knows what it has.
        const second = takeAll(new MeterBacklog(INTERVAL_MS, 300_000, first.boundary), all)
        const byStart = new Map([...before, ...second].map((post) => [post.window?.sums.startMs, post]))
        expect([...byStart.values()]).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a server that takes nothing', () => {
  it('costs no more than so much memory, and what had to go is counted', () => {
    const backlog = new MeterBacklog(INTERVAL_MS, 60_000, null)
    for (const reading of readings(NOON_MS, quiet(4 * 60 * 60))) {
      backlog.take(meterSample(reading))
    }
    expect(backlog.dropped).toBe(60 * 60 - 48 + (4 * 60 - 192))
    expect(backlog.boundary?.timeMs).toBe(NOON_MS + 48 * 15 * MINUTE_MS)
  })

  it('gets no sample twice', () => {
    const backlog = new MeterBacklog(INTERVAL_MS, 60_000, null)
    const all = readings(NOON_MS, quiet(4))
    expect(takeAll(backlog, all)).toHaveLength(1)
    expect(takeAll(backlog, all)).toHaveLength(0)
  })
})
