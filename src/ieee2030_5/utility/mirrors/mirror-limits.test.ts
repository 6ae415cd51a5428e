import { beforeEach, describe, expect, it } from 'vitest'
import { deviceCapability } from '../../model/device-capability.ts'
import { mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { removeDevice } from '../device-registry.ts'
import { FUNCTION_SETS } from '../function-sets.ts'
import { tidy } from '../operate.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, TestUtility } from '../utility.fixture.ts'
import { meterReadingOf, mirrorOf, mrid, POWER, reading, sentMirror, sentReading } from './mirror-documents.fixture.ts'

const M1 = mrid('A1')
const M2 = mrid('A2')
const P1 = mrid('B1')

let test: TestUtility

const post = (target: string, document: Parameters<TestUtility['send']>[3], lfdi = LFDI_A) =>
  test.send(lfdi, 'POST', target, document)

beforeEach(() => {
  test = new TestUtility(FUNCTION_SETS, { mostReadingSets: 4 })
  test.register(LFDI_A)
  test.register(LFDI_B)
})

describe('room', () => {
  const links = (lfdi: string) => {
    const { MirrorUsagePointListLink, UsagePointListLink } = test.get(lfdi, '/dcap', deviceCapability)
    return { MirrorUsagePointListLink, UsagePointListLink }
  }

  it('is what makes the entry point link to mirrors', () => {
    test = new TestUtility(FUNCTION_SETS, { mostMirrors: 2 })
    test.register(LFDI_A)
    test.register(LFDI_B)
    expect(links(LFDI_STRANGER)).toEqual({})
    expect(links(LFDI_A)).toEqual({
      MirrorUsagePointListLink: { href: '/mup', all: 0 },
      UsagePointListLink: { href: '/upt', all: 0 },
    })
    post('/mup', sentMirror(mirrorOf(M1)))
    expect(links(LFDI_A)).toMatchObject({ MirrorUsagePointListLink: { all: 1 }, UsagePointListLink: { all: 1 } })
    post('/mup', sentMirror(mirrorOf(M2)))
    expect(links(LFDI_A)).toEqual({ UsagePointListLink: { href: '/upt', all: 2 } })
    expect(links(LFDI_B)).toEqual({ UsagePointListLink: { href: '/upt', all: 0 } })
    expect(post('/mup', sentMirror(mirrorOf(mrid('A3'))))).toMatchObject({ status: 413, reasonCode: 2 })
    expect(post('/mup', sentMirror(mirrorOf(M1, { status: 0 }))).status).toBe(204)
  })

  it('cannot be taken by one device alone', () => {
    for (let index = 0; index < 16; index++) {
      expect(post('/mup', sentMirror(mirrorOf(mrid(`F${index}F`)))).status).toBe(201)
    }
    expect(post('/mup', sentMirror(mirrorOf(M1)))).toMatchObject({ status: 413, reasonCode: 2 })
    expect(post('/mup', sentMirror(mirrorOf(M1, { deviceLFDI: LFDI_B })), LFDI_B).status).toBe(201)
  })

  it('comes back when a device is removed', () => {
    post('/mup', sentMirror(mirrorOf(M1, { MirrorMeterReading: [meterReadingOf(P1, { ReadingType: POWER })] })))
    const device = test.register(LFDI_A)
    removeDevice(test.state, device, FUNCTION_SETS)
    const left = [...test.state.contents()].map(({ collection }) => collection)
    expect(new Set(left)).toEqual(new Set(['devices', 'numbers']))
    const other = mirrorOf(M1, { deviceLFDI: LFDI_B, MirrorMeterReading: [meterReadingOf(P1, { ReadingType: POWER })] })
    expect(post('/mup', sentMirror(other), LFDI_B).status).toBe(201)
  })
})

describe('a mirror to which nothing is posted', () => {
  const HOUR = 3600
  /** The server looks every hour, as long as it is there. */
  const watch = (from: number, until: number) => {
    for (let time = from; time <= until; time += HOUR) tidy(test.utility, time)
  }
  const numbers = () => test.get(LFDI_A, '/mup?l=9', mirrorUsagePointList).MirrorUsagePoint.map(({ href }) => href)

  beforeEach(() => {
    post('/mup', sentMirror(mirrorOf(M1)))
    post('/mup', sentMirror(mirrorOf(M2, { MirrorMeterReading: [meterReadingOf(P1, { ReadingType: POWER })] })))
  })

  it('goes after the time that is set, and operators can see it', () => {
    watch(NOW, NOW + HOUR)
    test.now = NOW + HOUR
    post('/mup/2', sentReading(meterReadingOf(P1, { Reading: reading(5) })))
    watch(NOW + HOUR, NOW + 72 * HOUR)
    expect(numbers()).toEqual(['/mup/2', '/mup/1'])
    tidy(test.utility, NOW + 72 * HOUR + 1)
    expect(numbers()).toEqual(['/mup/2'])
    expect(test.operate('mirrors.expired', {})).toEqual([
      { number: 1, lfdi: LFDI_A, mRID: M1, description: 'Site', lastPostAt: NOW, expiredAt: NOW + 72 * HOUR + 1 },
    ])
  })

  it('stays while the server is away, and as long again', () => {
    watch(NOW, NOW + 10 * HOUR)
    const back = NOW + 500 * HOUR
    watch(back, back + 72 * HOUR)
    expect(numbers()).toEqual(['/mup/2', '/mup/1'])
    watch(back + 72 * HOUR, back + 73 * HOUR)
    expect(numbers()).toEqual([])
  })

  it('is remembered among a hundred', () => {
    tidy(test.utility, NOW)
    for (let round = 1; round <= 101; round++) {
      test.now = NOW + round * 100 * HOUR
      tidy(test.utility, test.now)
      post('/mup', sentMirror(mirrorOf(M1)))
      watch(test.now, test.now + 73 * HOUR)
    }
    const expired = test.operate('mirrors.expired', {}) as { number: number }[]
    expect([expired.length, expired[0].number, expired[99].number]).toEqual([100, 102, 3])
  })
})
