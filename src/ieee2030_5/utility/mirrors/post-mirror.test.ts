import { beforeEach, describe, expect, it } from 'vitest'
import { functionSetAssignments } from '../../model/device-capability.ts'
import { mirrorUsagePoint, mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { readingSetList, reading as readingTable } from '../../model/reading.ts'
import { readingType } from '../../model/reading-type.ts'
import { meterReading, usagePoint, usagePointList } from '../../model/usage-point.ts'
import { FUNCTION_SETS } from '../function-sets.ts'
import { LFDI_A, LFDI_B, NOW, TestUtility } from '../utility.fixture.ts'
import {
  INTERVALS,
  intervalSet,
  meterReadingOf,
  mirrorOf,
  mrid,
  POWER,
  reading,
  sentMirror,
  sentReading,
} from './mirror-documents.fixture.ts'

const M1 = mrid('A1')
const M2 = mrid('A2')
const P1 = mrid('B1')
const E1 = mrid('B3')
const S1 = mrid('C1')

let test: TestUtility

const post = (target: string, document: Parameters<TestUtility['send']>[3], lfdi = LFDI_A) =>
  test.send(lfdi, 'POST', target, document)

beforeEach(() => {
  test = new TestUtility(FUNCTION_SETS, { mostReadingSets: 4 })
  test.register(LFDI_A)
  test.register(LFDI_B)
})

describe('making a mirror', () => {
  it('creates it with its meter readings, and its readings inside (rules a1 to a3)', () => {
    const answer = post(
      '/mup',
      sentMirror(
        mirrorOf(M1, {
          MirrorMeterReading: [
            meterReadingOf(P1, { ReadingType: POWER, Reading: reading(5) }),
            meterReadingOf(E1, { ReadingType: INTERVALS, MirrorReadingSet: [intervalSet(S1, NOW - 900, [7])] }),
          ],
        }),
      ),
    )
    expect(answer).toMatchObject({ status: 201, location: '/mup/1', text: '' })
    expect(test.get(LFDI_A, '/upt/1/mr/1/r', readingTable).value).toBe(5)
    expect(test.get(LFDI_A, '/upt/1/mr/2/rs?l=9', readingSetList).all).toBe(1)
  })

  it('creates it without meter readings, or with types whose values come later', () => {
    expect(post('/mup', sentMirror(mirrorOf(M1))).status).toBe(201)
    const types = mirrorOf(M2, { MirrorMeterReading: [meterReadingOf(P1, { ReadingType: POWER })] })
    expect(post('/mup', sentMirror(types)).location).toBe('/mup/2')
    expect(test.get(LFDI_A, '/upt/2/mr/1', meterReading).ReadingLink).toBeUndefined()
    expect(post('/mup/2', sentReading(meterReadingOf(P1, { Reading: reading(5) }))).status).toBe(204)
    expect(test.get(LFDI_A, '/upt/2/mr/1', meterReading).ReadingLink?.href).toBe('/upt/2/mr/1/r')
  })

  it('overwrites the one with the same mRID, and keeps what was measured (rule a4)', () => {
    const first = [meterReadingOf(P1, { ReadingType: POWER, Reading: reading(5) })]
    post('/mup', sentMirror(mirrorOf(M1, { version: 1, MirrorMeterReading: first })))
    const second = [meterReadingOf(P1, { Reading: reading(6, NOW + 300) })]
    const changed = mirrorOf(M1, { description: 'Roof', status: 0, roleFlags: 0x49, MirrorMeterReading: second })
    expect(post('/mup', sentMirror(changed))).toMatchObject({ status: 204, location: '/mup/1' })
    expect(test.get(LFDI_A, '/mup?l=9', mirrorUsagePointList).all).toBe(1)
    const copy = test.get(LFDI_A, '/upt/1', usagePoint)
    expect(copy).toMatchObject({ description: 'Roof', status: 0, roleFlags: 0x49 })
    expect(copy.version).toBeUndefined()
    expect(copy.MeterReadingListLink?.all).toBe(1)
    expect(test.get(LFDI_A, '/upt/1/mr/1/r', readingTable).value).toBe(6)
  })

  it('knows an mRID in any case and without its leading zeros', () => {
    post('/mup', sentMirror(mirrorOf(M1)))
    const text = (mRID: string) =>
      `<MirrorUsagePoint xmlns="urn:ieee:std:2030.5:ns"><mRID>${mRID}</mRID><roleFlags>09</roleFlags>` +
      `<serviceCategoryKind>0</serviceCategoryKind><status>1</status><deviceLFDI>${LFDI_A.toLowerCase()}</deviceLFDI>` +
      '</MirrorUsagePoint>'
    for (const mRID of [M1.toLowerCase(), M1.replace(/^(00)+/, '')]) {
      expect(test.sendText(LFDI_A, 'POST', '/mup', text(mRID))).toMatchObject({ status: 204, location: '/mup/1' })
    }
    expect(test.get(LFDI_A, '/mup/1', mirrorUsagePoint)).toMatchObject({ mRID: M1, roleFlags: 9 })
  })

  it('is of its device alone: another one with the same mRID has its own', () => {
    post('/mup', sentMirror(mirrorOf(M1)))
    const answer = post('/mup', sentMirror(mirrorOf(M1, { deviceLFDI: LFDI_B })), LFDI_B)
    expect(answer).toMatchObject({ status: 201, location: '/mup/2' })
    expect(test.get(LFDI_B, '/upt?l=9', usagePointList).UsagePoint.map(({ href }) => href)).toEqual(['/upt/2'])
  })

  it('never gives a number twice', () => {
    post('/mup', sentMirror(mirrorOf(M1)))
    test.send(LFDI_A, 'DELETE', '/mup/1')
    expect(post('/mup', sentMirror(mirrorOf(M1)))).toMatchObject({ status: 201, location: '/mup/2' })
  })
})

describe('reading a mirror', () => {
  it('shows its first level, and the same as a usage point (rules b and c)', () => {
    const inside = [meterReadingOf(P1, { ReadingType: POWER, Reading: reading(5) })]
    post('/mup', sentMirror(mirrorOf(M1, { version: 3, postRate: 17, MirrorMeterReading: inside })))
    const shared = { mRID: M1, description: 'Site', version: 3, roleFlags: 0x13, serviceCategoryKind: 0, status: 1 }
    expect(test.get(LFDI_A, '/mup/1', mirrorUsagePoint)).toEqual({
      href: '/mup/1',
      ...shared,
      deviceLFDI: LFDI_A,
      MirrorMeterReading: [],
      postRate: 300,
    })
    expect(test.get(LFDI_A, '/upt/1', usagePoint)).toEqual({
      href: '/upt/1',
      ...shared,
      deviceLFDI: LFDI_A,
      MeterReadingListLink: { href: '/upt/1/mr', all: 1 },
    })
    expect(test.get(LFDI_A, '/upt/1/mr/1', meterReading)).toEqual({
      href: '/upt/1/mr/1',
      mRID: P1,
      ReadingLink: { href: '/upt/1/mr/1/r' },
      ReadingSetListLink: { href: '/upt/1/mr/1/rs', all: 0 },
      ReadingTypeLink: { href: '/upt/1/mr/1/rt' },
    })
    expect(test.get(LFDI_A, '/upt/1/mr/1/rt', readingType)).toEqual({ href: '/upt/1/mr/1/rt', ...POWER })
  })

  it('lists those of the caller alone, by mRID from the highest', () => {
    for (const mRID of [M1, mrid('A3'), M2]) post('/mup', sentMirror(mirrorOf(mRID)))
    const list = test.get(LFDI_A, '/mup?l=9', mirrorUsagePointList)
    expect(list).toMatchObject({ href: '/mup', all: 3, results: 3, pollRate: 900 })
    expect(list.MirrorUsagePoint.map(({ mRID }) => mRID)).toEqual([mrid('A3'), M2, M1])
    expect(test.get(LFDI_A, '/mup?s=1', mirrorUsagePointList).MirrorUsagePoint[0].mRID).toBe(M2)
    expect(test.get(LFDI_A, '/mup?s=3&l=5', mirrorUsagePointList)).toMatchObject({ all: 3, results: 0 })
    expect(test.get(LFDI_B, '/mup?l=9', mirrorUsagePointList)).toMatchObject({ all: 0, results: 0 })
  })

  it('is linked from the assignments of its device', () => {
    post('/mup', sentMirror(mirrorOf(M1)))
    const { UsagePointListLink } = test.get(LFDI_A, '/edev/1/fsa/1', functionSetAssignments)
    expect(UsagePointListLink).toEqual({ href: '/upt', all: 1 })
  })

  it('shows the post rate of the mirror, of the device, or of the server', () => {
    post('/mup', sentMirror(mirrorOf(M1, { postRate: 17 })))
    const rate = () => test.get(LFDI_A, '/mup/1', mirrorUsagePoint).postRate
    expect(rate()).toBe(300)
    test.operate('mirrors.setPostRate', { mirror: 1, postRate: 60 })
    expect(rate()).toBe(60)
    post('/mup', sentMirror(mirrorOf(M1, { postRate: 17 })))
    expect(rate()).toBe(60)
    test.operate('mirrors.setPostRate', { mirror: 1, postRate: null })
    expect(rate()).toBe(300)
  })
})
