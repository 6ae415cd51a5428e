import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { readingList, readingSetList, reading as readingTable } from '../../model/reading.ts'
import { meterReadingList, usagePointList } from '../../model/usage-point.ts'
import { FUNCTION_SETS } from '../function-sets.ts'
import { LFDI_A, LFDI_B, NOW, TestUtility } from '../utility.fixture.ts'
import { collectionsOf } from '../utility.ts'
import { type Change, UtilityState } from '../utility-state.ts'
import {
  GROWING,
  INTERVALS,
  intervalSet,
  meterReadingOf,
  mirrorOf,
  mrid,
  reading,
  sentMirror,
  sentReading,
} from './mirror-documents.fixture.ts'

/** Small enough that old values make room all the time. */
const MOST = 3
const SETTINGS = { mostReadingSets: MOST, mostMirrors: 3 }

/** Values of a meter reading: those that came alone by start, and sets by mRID. */
interface ModelMeterReading {
  readonly alone: Map<number, number>
  readonly sets: Map<string, { readonly start: number; readonly values: readonly number[] }>
}

/** Meter readings by mRID, by the mRID of their mirror, by device: the rules as plainly as they can be said. */
class Model {
  readonly devices = new Map<string, Map<string, Map<string, ModelMeterReading>>>([
    [LFDI_A, new Map()],
    [LFDI_B, new Map()],
  ])

  /** @returns the status of the answer */
  post({ lfdi, mirror, meterReading, typed, values }: Post, creating: boolean): number {
    const own = this.devices.get(lfdi) ?? new Map<string, Map<string, ModelMeterReading>>()
    const known = own.get(mirror)
    if (known === undefined && !creating) return 404
    const owner = this.#ownerOf(meterReading)
    const total = [...this.devices.values()].reduce((sum, { size }) => sum + size, 0)
    if (known === undefined && total === SETTINGS.mostMirrors) return 413
    if (owner !== null && owner.lfdi !== lfdi) return 404
    if (owner !== null && owner.mirror !== mirror) return 400
    if (owner === null && !typed) return 400
    const inMirror = known ?? new Map<string, ModelMeterReading>()
    own.set(mirror, inMirror)
    const target = inMirror.get(meterReading) ?? { alone: new Map(), sets: new Map() }
    inMirror.set(meterReading, target)
    take(target, values)
    if (creating) return known === undefined ? 201 : 204
    return owner === null ? 201 : 204
  }

  #ownerOf(meterReading: string): { lfdi: string; mirror: string } | null {
    for (const [lfdi, mirrors] of this.devices) {
      for (const [mirror, meterReadings] of mirrors) if (meterReadings.has(meterReading)) return { lfdi, mirror }
    }
    return null
  }
}

function take({ alone, sets }: ModelMeterReading, { start, set, value }: Values): void {
  if (set === null) {
    alone.set(start, value)
    const kept = [...alone].sort(([a], [b]) => b - a).slice(0, MOST)
    alone.clear()
    for (const [key, one] of kept) alone.set(key, one)
    return
  }
  sets.set(set, { start, values: [value, value + 1] })
  if (set !== GROWING && sets.get(GROWING)?.start === start) sets.delete(GROWING)
  const kept = [...sets].sort(([a, one], [b, other]) => other.start - one.start || (a < b ? 1 : -1)).slice(0, MOST)
  sets.clear()
  for (const [key, one] of kept) sets.set(key, one)
}

/** What is seen of the model through the usage point tree. */
function treeOfModel(model: Model, lfdi: string): unknown {
  return descending(model.devices.get(lfdi) ?? []).map(([mirror, meterReadings]) => ({
    mirror,
    meterReadings: descending(meterReadings).map(([meterReading, { alone, sets }]) => ({
      meterReading,
      latest: [...alone].sort(([a], [b]) => b - a)[0]?.[1] ?? null,
      sets: [...sets].map(([set, { start, values }]) => ({ set, start, values })),
    })),
  }))
}

function descending<Value>(entries: Iterable<[string, Value]>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? 1 : -1))
}

function treeOf(test: TestUtility, lfdi: string): unknown {
  const mirrors = test.get(lfdi, '/mup?l=99', mirrorUsagePointList).MirrorUsagePoint
  const points = test.get(lfdi, '/upt?l=99', usagePointList).UsagePoint
  expect(mirrors.map(({ mRID }) => mRID)).toEqual(points.map(({ mRID }) => mRID))
  return points.map(({ mRID: mirror, href: point }) => ({
    mirror,
    meterReadings: test
      .get(lfdi, `${point}/mr?l=99`, meterReadingList)
      .MeterReading.map(({ mRID: meterReading, href, ReadingLink, ReadingSetListLink }) => {
        const sets = test.get(lfdi, `${href}/rs?l=99`, readingSetList)
        expect([sets.all, sets.results]).toEqual([ReadingSetListLink?.all, sets.ReadingSet.length])
        return {
          meterReading,
          latest: ReadingLink === undefined ? null : test.get(lfdi, ReadingLink.href, readingTable).value,
          sets: sets.ReadingSet.map(({ mRID: set, href: at, timePeriod }) => ({
            set,
            start: timePeriod.start - NOW,
            values: test.get(lfdi, `${at}/r?l=99`, readingList).Reading.map(({ value }) => value),
          })),
        }
      }),
  }))
}

interface Values {
  /** [s from NOW] */
  readonly start: number
  /** mRID of the set that the value is in; null for one that comes alone. */
  readonly set: string | null
  readonly value: number
}

interface Post {
  readonly lfdi: string
  readonly mirror: string
  readonly meterReading: string
  readonly typed: boolean
  readonly values: Values
}

/** One of them is drawn more often than the others: something is to gather there. */
const post: fc.Arbitrary<Post> = fc.record({
  lfdi: fc.constantFrom(LFDI_A, LFDI_A, LFDI_A, LFDI_B),
  mirror: fc.constantFrom(mrid('A1'), mrid('A1'), mrid('A1'), mrid('A2')),
  meterReading: fc.constantFrom(mrid('B1'), mrid('B1'), mrid('B1'), mrid('B2')),
  typed: fc.boolean(),
  values: fc.record({
    start: fc.integer({ min: -2, max: 2 }).map((index) => 900 * index),
    set: fc.constantFrom(null, GROWING, mrid('C1'), mrid('C2'), mrid('C3'), mrid('C4')),
    value: fc.nat(99),
  }),
})

type Step =
  | { readonly does: 'create' | 'post' | 'repeat'; readonly post: Post }
  | { readonly does: 'delete'; readonly lfdi: string; readonly mirror: string }
  | { readonly does: 'restart'; readonly from: 'contents' | 'log' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ does: fc.constantFrom('create', 'post', 'repeat'), post }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('delete'),
      lfdi: fc.constantFrom(LFDI_A, LFDI_B),
      mirror: fc.constantFrom(mrid('A1'), mrid('A2')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart'), from: fc.constantFrom('contents', 'log') }) },
)

/** A utility server that can be stopped and started, with a log of everything that has changed. */
class RestartableUtility {
  test = new TestUtility(FUNCTION_SETS, SETTINGS)
  #log: Change[] = []

  constructor() {
    this.test.register(LFDI_A)
    this.test.register(LFDI_B)
  }

  restart(from: 'contents' | 'log'): void {
    this.#log.push(...this.test.state.takeChanges())
    const changes = from === 'log' ? this.#log : [...this.test.state.contents()]
    const onDisk: Change[] = JSON.parse(JSON.stringify(changes))
    const keys = collectionsOf(FUNCTION_SETS)
    const state = new UtilityState()
    for (const change of onDisk) {
      const key = keys.get(change.collection)
      if (key === undefined) throw new Error(`no function set has ${change.collection}`)
      state.repeat(change, key)
    }
    this.test = new TestUtility(FUNCTION_SETS, SETTINGS, state)
  }

  /** Where a device's mirror is; an address of nothing when it has none. */
  addressOf(lfdi: string, mirror: string): string {
    const list = this.test.get(lfdi, '/mup?l=99', mirrorUsagePointList).MirrorUsagePoint
    return list.find(({ mRID }) => mRID === mirror)?.href ?? '/mup/999'
  }

  post({ lfdi, mirror, meterReading, typed, values: { start, set, value } }: Post, creating: boolean): number {
    const measured = meterReadingOf(meterReading, {
      ...(typed ? { ReadingType: INTERVALS } : {}),
      ...(set === null
        ? { Reading: reading(value, NOW + start) }
        : { MirrorReadingSet: [intervalSet(set, NOW + start, [value, value + 1])] }),
    })
    if (!creating) return this.test.send(lfdi, 'POST', this.addressOf(lfdi, mirror), sentReading(measured)).status
    const document = mirrorOf(mirror, { deviceLFDI: lfdi, MirrorMeterReading: [measured] })
    return this.test.send(lfdi, 'POST', '/mup', sentMirror(document)).status
  }
}

it('holds what a plain model holds, whatever is posted, repeated and deleted, and however often it restarts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const utility = new RestartableUtility()
      const model = new Model()
      for (const one of steps) {
        if (one.does === 'restart') {
          utility.restart(one.from)
        } else if (one.does === 'delete') {
          const status = model.devices.get(one.lfdi)?.delete(one.mirror) === true ? 204 : 404
          expect(utility.test.send(one.lfdi, 'DELETE', utility.addressOf(one.lfdi, one.mirror)).status).toBe(status)
        } else {
          for (let times = one.does === 'repeat' ? 2 : 1; times > 0; times--) {
            const creating = one.does === 'create'
            expect(utility.post(one.post, creating)).toBe(model.post(one.post, creating))
          }
        }
      }
      for (const lfdi of [LFDI_A, LFDI_B]) expect(treeOf(utility.test, lfdi)).toEqual(treeOfModel(model, lfdi))
      expectBounded(utility.test.state)
    }),
    { numRuns: 100 },
  )
})

/** No series has more than it may, and nothing is left of what is gone. */
function expectBounded(state: UtilityState): void {
  const counts = new Map<string, number>()
  for (const { collection, value } of state.contents()) {
    if (collection !== 'readings' && collection !== 'readingSets') continue
    const name = `${collection} ${(value as { series: string }).series}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(MOST)
  const series = new Set(
    [...state.contents()]
      .filter(({ collection }) => collection === 'meterReadings')
      .map(({ value }) => value as { usagePoint: number; number: number })
      .map(({ usagePoint, number }) => `${usagePoint}/${number}`),
  )
  expect([...counts.keys()].filter((name) => !series.has(name.split(' ')[1]))).toEqual([])
}
