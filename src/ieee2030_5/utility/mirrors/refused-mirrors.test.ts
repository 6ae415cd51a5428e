import { beforeEach, describe, expect, it } from 'vitest'
import { mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { meteringFunctionSet } from '../metering/metering.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, TestUtility } from '../utility.fixture.ts'
import {
  GROWING,
  intervalSet,
  meterReadingOf,
  mirrorOf,
  mrid,
  POWER,
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

let test: TestUtility

const post = (target: string, document: Parameters<TestUtility['send']>[3], lfdi = LFDI_A) =>
  test.send(lfdi, 'POST', target, document)

beforeEach(() => {
  test = new TestUtility([mirrorFunctionSet, meteringFunctionSet], { mostReadingSets: 4 })
  test.register(LFDI_A)
  test.register(LFDI_B)
})

describe('what is refused, and changes nothing', () => {
  beforeEach(() => {
    post('/mup', sentMirror(mirrorOf(M1, { MirrorMeterReading: [meterReadingOf(P1, { ReadingType: POWER })] })))
    post('/mup', sentMirror(mirrorOf(M2)))
    const others = [meterReadingOf(P2, { ReadingType: POWER, Reading: reading(1) })]
    post('/mup', sentMirror(mirrorOf(M1, { deviceLFDI: LFDI_B, MirrorMeterReading: others })), LFDI_B)
    test.state.takeChanges()
  })

  const { uom: _uom, ...WITHOUT_UOM } = POWER
  const first = meterReadingOf(P1, { Reading: reading(5) })
  const long = intervalSet(
    S1,
    NOW,
    Array.from({ length: 1441 }, () => 1),
  )

  it.each([
    {
      what: 'a new meter reading without a type',
      parts: [meterReadingOf(E1, { Reading: reading(1) })],
      status: 400,
      reason: 1,
    },
    {
      what: 'a type without a unit',
      parts: [meterReadingOf(E1, { ReadingType: WITHOUT_UOM })],
      status: 400,
      reason: 1,
    },
    {
      what: 'a known one with a type without a unit',
      parts: [meterReadingOf(P1, { ReadingType: WITHOUT_UOM })],
      status: 400,
      reason: 1,
    },
    { what: 'the reserved mRID', parts: [meterReadingOf(GROWING, { ReadingType: POWER })], status: 400, reason: 1 },
    {
      what: 'an mRID of another device',
      parts: [meterReadingOf(P2, { ReadingType: POWER })],
      status: 404,
      reason: undefined,
    },
    {
      what: 'a set that is too long',
      parts: [meterReadingOf(P1, { MirrorReadingSet: [long] })],
      status: 413,
      reason: 2,
    },
    {
      what: 'more meter readings than a mirror has',
      parts: Array.from({ length: 64 }, (_, index) => meterReadingOf(mrid(`E${index}E`), { ReadingType: POWER })),
      status: 413,
      reason: 2,
    },
  ])('$what', ({ parts, status, reason }) => {
    const before = [...test.state.contents()]
    const documents = [sentReadings(first, ...parts), ...(parts.length === 1 ? [sentReading(parts[0])] : [])]
    for (const document of documents) {
      expect(post('/mup/1', document)).toMatchObject({ status, reasonCode: reason })
    }
    const mirror = sentMirror(mirrorOf(M1, { description: 'New', MirrorMeterReading: [first, ...parts] }))
    expect(post('/mup', mirror)).toMatchObject({ status, reasonCode: reason })
    expect(test.send(LFDI_A, 'PUT', '/mup/1', mirror)).toMatchObject({ status, reasonCode: reason })
    expect([...test.state.contents()]).toEqual(before)
    expect(test.state.takeChanges()).toEqual([])
  })

  it('an mRID of another mirror of the same device', () => {
    expect(post('/mup/2', sentReading(first))).toMatchObject({ status: 400, reasonCode: 1 })
    const made = mirrorOf(mrid('A9'), { MirrorMeterReading: [first] })
    expect(post('/mup', sentMirror(made))).toMatchObject({ status: 400, reasonCode: 1 })
    expect(test.get(LFDI_A, '/mup?l=9', mirrorUsagePointList).all).toBe(2)
  })

  it('an empty list', () => {
    expect(post('/mup/1', sentReadings())).toMatchObject({ status: 400, reasonCode: 1 })
  })

  it('a mirror for another device, or with the reserved mRID', () => {
    const foreign = sentMirror(mirrorOf(M1, { deviceLFDI: LFDI_B }))
    expect(post('/mup', foreign).status).toBe(403)
    expect(test.send(LFDI_A, 'PUT', '/mup/1', foreign).status).toBe(403)
    expect(post('/mup', sentMirror(mirrorOf(GROWING)))).toMatchObject({ status: 400, reasonCode: 1 })
  })

  it.each([
    ['value beyond 48 bits', '140737488355329', 400, 1],
    ['value below 48 bits', '-140737488355329', 400, 1],
    ['value that is no number', '1e3', 400, 1],
    ['value of the schema’s upper end', '140737488355328', 204, undefined],
  ])('a %s', (_, value, status, reasonCode) => {
    const text =
      `<MirrorMeterReading xmlns="urn:ieee:std:2030.5:ns"><mRID>${P1}</mRID>` +
      `<Reading><timePeriod><duration>60</duration><start>${NOW}</start></timePeriod><value>${value}</value></Reading>` +
      '</MirrorMeterReading>'
    expect(test.sendText(LFDI_A, 'POST', '/mup/1', text)).toMatchObject({ status, reasonCode })
  })

  it.each([
    ['GET', '/mup/3', 404],
    ['PUT', '/mup/3', 403],
    ['POST', '/mup/3', 403],
    ['DELETE', '/mup/3', 403],
    ['GET', '/upt/3', 404],
    ['GET', '/upt/3/mr/1/r', 404],
    ['GET', '/mup/9', 404],
    ['POST', '/mup/9', 404],
    ['DELETE', '/mup/01', 404],
    ['GET', '/upt/1/mr/9', 404],
    ['GET', '/upt/1/mr/1/rs/FF', 404],
    ['PUT', '/mup', 405],
    ['DELETE', '/mup', 405],
    ['POST', '/upt', 405],
    ['DELETE', '/upt/1', 405],
    ['PUT', '/upt/1/mr/1/rt', 405],
  ])('%s of %s by somebody else or for nothing: %d, whatever the body', (method, path, status) => {
    expect(test.sendText(LFDI_A, method, path, method === 'GET' ? '' : '<no').status).toBe(status)
    expect(test.state.takeChanges()).toEqual([])
  })

  it('anything of whom nobody has registered', () => {
    for (const path of ['/mup', '/mup/1', '/upt', '/upt/1']) {
      expect(test.sendText(LFDI_STRANGER, 'GET', path).status).toBe(404)
    }
  })
})
