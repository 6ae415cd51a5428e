import { beforeEach, describe, expect, it } from 'vitest'
import { readingList, readingSet, readingSetList, reading as readingTable } from '../../model/reading.ts'
import { readingType } from '../../model/reading-type.ts'
import { meterReading, meterReadingList, usagePoint } from '../../model/usage-point.ts'
import { meteringFunctionSet } from '../metering/metering.ts'
import { LFDI_A, LFDI_B, NOW, TestUtility } from '../utility.fixture.ts'
import {
  GROWING,
  INTERVALS,
  intervalSet,
  meterReadingOf,
  mirrorOf,
  mrid,
  POWER,
  REACTIVE_POWER,
  reading,
  sentMirror,
  sentReading,
  sentReadings,
} from './mirror-documents.fixture.ts'
import { mirrorFunctionSet } from './mirrors.ts'

const M1 = mrid('A1')
const M2 = mrid('A2')
const P1 = mrid('B1')
const P2 = mrid('B2')
const E1 = mrid('B3')
const S1 = mrid('C1')
const S2 = mrid('C2')

let test: TestUtility

const post = (target: string, document: Parameters<TestUtility['send']>[3], lfdi = LFDI_A) =>
  test.send(lfdi, 'POST', target, document)

beforeEach(() => {
  test = new TestUtility([mirrorFunctionSet, meteringFunctionSet], { mostReadingSets: 4 })
  test.register(LFDI_A)
  test.register(LFDI_B)
})

describe('posting to a mirror', () => {
  beforeEach(() => {
    const types = [
      meterReadingOf(P1, { ReadingType: POWER, description: 'P' }),
      meterReadingOf(E1, { ReadingType: INTERVALS }),
    ]
    post('/mup', sentMirror(mirrorOf(M1, { MirrorMeterReading: types })))
  })

  const latest = (place: string) => test.get(LFDI_A, `${place}/r`, readingTable).value
  const sets = () => test.get(LFDI_A, '/upt/1/mr/2/rs?l=9', readingSetList).ReadingSet
  const values = (set: string) =>
    test.get(LFDI_A, `/upt/1/mr/2/rs/${set}/r?l=99`, readingList).Reading.map(({ value }) => value)
  const postSet = (...args: Parameters<typeof intervalSet>) =>
    post('/mup/1', sentReading(meterReadingOf(E1, { MirrorReadingSet: [intervalSet(...args)] }))).status

  it('takes one meter reading, new or known (rules d, f and h)', () => {
    const known = post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(5) })))
    expect(known).toMatchObject({ status: 204, location: '/upt/1/mr/1' })
    const added = post('/mup/1', sentReading(meterReadingOf(P2, { ReadingType: REACTIVE_POWER, Reading: reading(6) })))
    expect(added).toMatchObject({ status: 201, location: '/upt/1/mr/3' })
    expect([latest('/upt/1/mr/1'), latest('/upt/1/mr/3')]).toEqual([5, 6])
    const list = test.get(LFDI_A, '/upt/1/mr?l=9', meterReadingList)
    expect(list.MeterReading.map(({ mRID }) => mRID)).toEqual([E1, P2, P1])
  })

  it('takes a list of them (rules d, g and h)', () => {
    const more = [
      meterReadingOf(P1, { Reading: reading(5) }),
      meterReadingOf(P2, { ReadingType: REACTIVE_POWER, Reading: reading(6) }),
      meterReadingOf(P2, { Reading: reading(7, NOW + 300) }),
    ]
    expect(post('/mup/1', sentReadings(...more))).toMatchObject({ status: 201, location: '/upt/1/mr' })
    expect(post('/mup/1', sentReadings(...more))).toMatchObject({ status: 204, location: '/upt/1/mr' })
    expect(latest('/upt/1/mr/3')).toBe(7)
  })

  it('keeps what a document does not say of a meter reading', () => {
    post('/mup/1', sentReading(meterReadingOf(P1, { version: 2, Reading: reading(5) })))
    expect(test.get(LFDI_A, '/upt/1/mr/1', meterReading)).toMatchObject({ description: 'P', version: 2 })
    expect(test.get(LFDI_A, '/upt/1/mr/1/rt', readingType).uom).toBe(38)
  })

  it('overwrites the type, and drops values that were measured in another one', () => {
    post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(5) })))
    const longer = { ...POWER, intervalLength: 600 }
    expect(post('/mup/1', sentReading(meterReadingOf(P1, { ReadingType: longer }))).status).toBe(204)
    expect(test.get(LFDI_A, '/upt/1/mr/1/rt', readingType).intervalLength).toBe(600)
    expect(latest('/upt/1/mr/1')).toBe(5)
    expect(post('/mup/1', sentReading(meterReadingOf(P1, { ReadingType: REACTIVE_POWER }))).status).toBe(204)
    expect(test.get(LFDI_A, '/upt/1/mr/1/rt', readingType).uom).toBe(63)
    expect(test.sendText(LFDI_A, 'GET', '/upt/1/mr/1/r').status).toBe(404)
  })

  it('replaces the reading of the same start, and shows the one of the latest', () => {
    for (const [value, start] of [
      [1, 0],
      [2, 600],
      [3, 300],
      [4, 600],
    ]) {
      post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(value, NOW + start) })))
    }
    expect(latest('/upt/1/mr/1')).toBe(4)
    expect(readValues(1)).toEqual([1, 3, 4])
  })

  it('takes a reading without a period of its own as of its last update, or of now', () => {
    const bare = { value: 8 }
    post('/mup/1', sentReading(meterReadingOf(P1, { Reading: bare, lastUpdateTime: NOW - 300 })))
    post('/mup/1', sentReading(meterReadingOf(P1, { Reading: { value: 9 } })))
    expect(test.get(LFDI_A, '/upt/1/mr/1/r', readingTable)).toEqual({ href: '/upt/1/mr/1/r', value: 9 })
    expect(readValues(1)).toEqual([8, 9])
  })

  it('adds a set, and replaces the contents of one that is known (rule i)', () => {
    postSet(S1, NOW - 3600, [1, 2])
    postSet(S2, NOW - 1800, [3, 4])
    postSet(S1, NOW - 3600, [5, 6, 7])
    expect(sets().map(({ mRID, ReadingListLink }) => [mRID, ReadingListLink?.all])).toEqual([
      [S2, 2],
      [S1, 3],
    ])
    expect(values(S1)).toEqual([5, 6, 7])
  })

  it.each([
    { before: undefined, after: undefined, stays: false },
    { before: 1, after: 2, stays: false },
    { before: 2, after: 2, stays: false },
    { before: 2, after: undefined, stays: false },
    { before: 2, after: 1, stays: true },
  ])('takes version $after of a set after version $before: stays as it was $stays', ({ before, after, stays }) => {
    postSet(S1, NOW - 900, [1], { version: before })
    expect(postSet(S1, NOW - 900, [2], { version: after })).toBe(204)
    expect(values(S1)).toEqual([stays ? 1 : 2])
  })

  it('lets a set grow under the reserved mRID, until one with its own is there', () => {
    postSet(GROWING, NOW - 3600, [1], { version: 4 })
    postSet(GROWING, NOW - 3600, [1, 2], { version: 5 })
    expect(sets().map(({ mRID }) => mRID)).toEqual([GROWING])
    expect(values(GROWING)).toEqual([1, 2])
    postSet(S1, NOW - 3600, [1, 2, 3, 4])
    postSet(GROWING, NOW, [5], { version: 0 })
    expect(sets().map(({ mRID }) => mRID)).toEqual([GROWING, S1])
    expect(values(GROWING)).toEqual([5])
    expect(readValues(2)).toEqual([1, 2, 3, 4, 5])
  })

  it('lists sets from the latest start, and those after a time', () => {
    for (const [mRID, start] of [
      [S1, 0],
      [S2, 900],
      [mrid('C3'), 900],
    ] as const)
      postSet(mRID, NOW + start, [1])
    expect(sets().map(({ mRID }) => mRID)).toEqual([mrid('C3'), S2, S1])
    const late = test.get(LFDI_A, `/upt/1/mr/2/rs?l=9&a=${NOW}`, readingSetList)
    expect(late.ReadingSet.map(({ mRID }) => mRID)).toEqual([mrid('C3'), S2])
    expect(test.get(LFDI_A, `/upt/1/mr/2/rs/${S2}`, readingSet)).toEqual({
      href: `/upt/1/mr/2/rs/${S2}`,
      mRID: S2,
      timePeriod: { duration: 900, start: NOW + 900 },
      ReadingListLink: { href: `/upt/1/mr/2/rs/${S2}/r`, all: 1 },
    })
  })

  it('lists readings of a set by localID, consumption block and tier', () => {
    const mixed = [
      { localID: 2, value: 1 },
      { localID: 1, touTier: 2, value: 2 },
      { localID: 1, touTier: 1, value: 3 },
      { localID: 1, consumptionBlock: 1, value: 4 },
      { value: 5 },
    ]
    postSet(S1, NOW, [], { Reading: mixed })
    expect(values(S1)).toEqual([5, 3, 2, 4, 1])
    const second = test.get(LFDI_A, `/upt/1/mr/2/rs/${S1}/r?s=1`, readingList)
    expect(second).toMatchObject({ all: 5, results: 1 })
    expect(second.Reading[0]).toEqual({ href: `/upt/1/mr/2/rs/${S1}/r/2`, localID: 1, touTier: 1, value: 3 })
    expect(test.get(LFDI_A, `/upt/1/mr/2/rs/${S1}/r/2`, readingTable)).toEqual(second.Reading[0])
    expect(test.sendText(LFDI_A, 'GET', `/upt/1/mr/2/rs/${S1}/r/6`).status).toBe(404)
  })

  it('keeps as many sets and readings as it is told, the latest (rule k)', () => {
    for (let index = 0; index < 9; index++) {
      postSet(mrid(`D${index}`), NOW + 900 * index, [index])
      post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(index, NOW + 300 * index) })))
    }
    postSet(mrid('DF'), NOW, [99])
    expect(readValues(2)).toEqual([5, 6, 7, 8])
    expect(readValues(1)).toEqual([5, 6, 7, 8])
  })

  it('keeps no values that are older than a year and a month', () => {
    const ago = 401 * 86_400
    postSet(S1, NOW - ago, [1])
    post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(1, NOW - ago) })))
    expect([sets(), readValues(1)]).toEqual([[], []])
  })

  it('keeps fewer sets when they are long', () => {
    for (let index = 0; index < 4; index++) {
      postSet(
        mrid(`D${index}`),
        NOW + 900_000 * index,
        Array.from({ length: 700 }, () => index),
      )
    }
    expect(sets().map(({ mRID }) => mRID)).toEqual([mrid('D3'), mrid('D2')])
  })

  it('changes a mirror that is put, which keeps its mRID', () => {
    const inside = [meterReadingOf(P1, { Reading: reading(5) })]
    const changed = sentMirror(mirrorOf(M1, { description: 'Roof', MirrorMeterReading: inside }))
    expect(test.send(LFDI_A, 'PUT', '/mup/1', changed)).toMatchObject({ status: 204, text: '' })
    expect(test.get(LFDI_A, '/upt/1', usagePoint).description).toBe('Roof')
    expect(latest('/upt/1/mr/1')).toBe(5)
    expect(test.send(LFDI_A, 'PUT', '/mup/1', sentMirror(mirrorOf(M2)))).toMatchObject({ status: 400, reasonCode: 1 })
  })

  it('takes a mirror away with its usage point and all of it (rule l)', () => {
    postSet(S1, NOW, [1])
    post('/mup/1', sentReading(meterReadingOf(P1, { Reading: reading(5) })))
    expect(test.send(LFDI_A, 'DELETE', '/mup/1')).toMatchObject({ status: 204, text: '' })
    for (const path of ['/mup/1', '/upt/1', '/upt/1/mr', '/upt/1/mr/1', '/upt/1/mr/2/rs', `/upt/1/mr/2/rs/${S1}/r`]) {
      expect(test.sendText(LFDI_A, 'GET', path).status).toBe(404)
    }
    const left = [...test.state.contents()].map(({ collection }) => collection)
    expect(new Set(left)).toEqual(new Set(['devices', 'numbers']))
  })

  function readValues(meterReading_: number): unknown {
    const { values } = test.operate('mirrors.readings', { mirror: 1, meterReading: meterReading_ }) as {
      values: { value: number }[]
    }
    return values.map(({ value }) => value)
  }
})
