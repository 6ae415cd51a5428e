import { beforeEach, describe, expect, it } from 'vitest'
import { meteringFunctionSet } from '../metering/metering.ts'
import { OperationError } from '../operation.ts'
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
import type { MeterReadingValues } from './mirror-operations.ts'
import type { MirrorView } from './mirror-view.ts'
import { mirrorFunctionSet } from './mirrors.ts'

const P1 = mrid('B1')
const E1 = mrid('B2')
const V1 = mrid('B3')
const VOLTAGE = { ...POWER, uom: 29, powerOfTenMultiplier: -1, phase: 129 }

let test: TestUtility

const list = (input: object = {}) => test.operate('mirrors.list', input) as MirrorView[]
const readings = (input: object) => test.operate('mirrors.readings', { mirror: 1, ...input }) as MeterReadingValues

beforeEach(() => {
  test = new TestUtility([mirrorFunctionSet, meteringFunctionSet])
  test.register(LFDI_A, 'AMI_METER_UTCC_001')
  test.register(LFDI_B)
  const measured = [
    meterReadingOf(P1, { ReadingType: POWER, Reading: reading(-1500), description: 'Power' }),
    meterReadingOf(V1, { ReadingType: VOLTAGE, Reading: reading(2304) }),
    meterReadingOf(E1, {
      ReadingType: INTERVALS,
      MirrorReadingSet: [intervalSet(mrid('C1'), NOW - 3600, [1, 2]), intervalSet(mrid('C2'), NOW - 1800, [3, 4])],
    }),
  ]
  test.send(LFDI_A, 'POST', '/mup', sentMirror(mirrorOf(mrid('A1'), { MirrorMeterReading: measured })))
  const other = mirrorOf(mrid('A1'), { deviceLFDI: LFDI_B, roleFlags: 0x49, status: 0 })
  test.send(LFDI_B, 'POST', '/mup', sentMirror(other))
})

describe('the list of mirrors', () => {
  it('has the latest value of everything in its unit, and the net power', () => {
    const [mirror] = list({ meterId: 'AMI_METER_UTCC_001' })
    expect(mirror).toMatchObject({
      number: 1,
      href: '/mup/1',
      usagePoint: '/upt/1',
      lfdi: LFDI_A,
      meterId: 'AMI_METER_UTCC_001',
      description: 'Site',
      roles: ['mirror', 'premisesAggregationPoint', 'revenueQuality'],
      on: true,
      postRate: 300,
      postRateIsSet: false,
      lastPostAt: NOW,
      netPowerW: -1500,
    })
    const latest = mirror.meterReadings.map(({ unit, latest: value }) => [value?.start, value?.value, unit])
    expect(latest).toEqual([
      [NOW, 230.4, 'V'],
      [NOW - 900, 4, 'Wh'],
      [NOW, -1500, 'W'],
    ])
    expect(mirror.meterReadings.map(({ readingSets }) => readingSets)).toEqual([0, 2, 0])
  })

  it.each([
    [{}, [1, 2]],
    [{ lfdi: LFDI_B.toLowerCase() }, [2]],
    [{ limit: 1 }, [1]],
    [{ after: 1 }, [2]],
    [{ meterId: 'AMI_METER_UTCC_002' }, []],
  ])('of %j is %j', (input, numbers) => {
    expect(list(input).map(({ number }) => number)).toEqual(numbers)
  })

  it('shows a mirror of nothing', () => {
    expect(list({ after: 1 })[0]).toMatchObject({ on: false, netPowerW: null, meterReadings: [], meterId: '' })
  })
})

describe('the values of a meter reading', () => {
  it('come by time, out of sets and alone, each once', () => {
    const again = meterReadingOf(E1, { Reading: reading(9, NOW - 900, 900) })
    test.send(LFDI_A, 'POST', '/mup/1', sentReading(again))
    expect(readings({ meterReading: 3 }).values).toEqual(
      [
        { start: NOW - 3600, value: 1, readingSet: mrid('C1') },
        { start: NOW - 2700, value: 2, readingSet: mrid('C1') },
        { start: NOW - 1800, value: 3, readingSet: mrid('C2') },
        { start: NOW - 900, value: 9, readingSet: null },
      ].map((value) => ({ duration: 900, qualityFlags: null, consumptionBlock: 0, touTier: 0, ...value })),
    )
  })

  it.each([
    [{ from: NOW - 2700 }, [2, 3, 4]],
    [{ until: NOW - 1800 }, [1, 2]],
    [{ from: NOW - 2700, until: NOW - 900 }, [2, 3]],
    [{ limit: 2 }, [3, 4]],
  ])('are those that are asked for by %j', (span, expected) => {
    expect(readings({ meterReading: 3, ...span }).values.map(({ value }) => value)).toEqual(expected)
  })

  it.each([
    [
      'have the place of their interval in the set',
      INTERVALS,
      [{ value: 5 }, { value: 6 }],
      [
        [0, 900, 5],
        [900, 900, 6],
      ],
    ],
    [
      'have the period of the set when alone there',
      { ...INTERVALS, intervalLength: 0 },
      [{ value: 5 }],
      [[0, 1800, 5]],
    ],
    ['have no time otherwise, and are left out', { ...INTERVALS, intervalLength: 0 }, [{ value: 5 }, { value: 6 }], []],
  ])('without periods of their own %s', (_, type, bare, expected) => {
    const set = { ...intervalSet(mrid('C9'), NOW, [0, 0]), Reading: bare }
    const posted = meterReadingOf(mrid('B9'), { ReadingType: type, MirrorReadingSet: [set] })
    test.send(LFDI_A, 'POST', '/mup/1', sentReading(posted))
    const { values } = readings({ meterReading: 4 })
    expect(values.map(({ start, duration, value }) => [start - NOW, duration, value])).toEqual(expected)
  })
})

describe('what operators cannot have', () => {
  it.each([
    ['mirrors.readings', { mirror: 9, meterReading: 1 }, 'missing', 'mirror'],
    ['mirrors.readings', { mirror: 1, meterReading: 9 }, 'missing', 'meterReading'],
    ['mirrors.delete', { mirror: 9 }, 'missing', 'mirror'],
    ['mirrors.setPostRate', { mirror: 9, postRate: 60 }, 'missing', 'mirror'],
    ['mirrors.setPostRate', { mirror: 1, postRate: 0 }, 'value', 'postRate'],
    ['mirrors.list', { limit: 501 }, 'value', 'limit'],
    ['mirrors.list', { limits: 5 }, 'value', ''],
  ])('%s of %j', (name, input, fault, field) => {
    const attempt = () => test.operate(name, input)
    expect(attempt).toThrow(OperationError)
    expect(attempt).toThrow(expect.objectContaining({ fault, field }))
  })
})

it('an operator takes a mirror away, and its device can make it anew', () => {
  expect(test.operate('mirrors.delete', { mirror: 1 })).toBeNull()
  expect(list().map(({ number }) => number)).toEqual([2])
  expect(test.send(LFDI_A, 'POST', '/mup', sentMirror(mirrorOf(mrid('A1')))).location).toBe('/mup/3')
})
