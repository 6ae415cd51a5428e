import { beforeEach, describe, expect, it } from 'vitest'
import { derProgramList } from '../model/der-program.ts'
import { endDevice } from '../model/end-device.ts'
import { METER_A, programServer } from './programs.fixture.ts'
import { LFDI_A, LFDI_B, type TestUtility } from './utility.fixture.ts'

let server: TestUtility
beforeEach(() => {
  server = programServer()
})

const rates = () => [
  server.get(LFDI_A, '/derp', derProgramList).pollRate,
  server.get(LFDI_A, '/edev/1', endDevice).postRate,
  server.get(LFDI_B, '/edev/2', endDevice).postRate,
]

describe('rates', () => {
  it('are those of the settings, until operators say others', () => {
    expect(rates()).toEqual([900, 300, 300])
    server.operate('rates.set', { pollRateSeconds: 60 })
    server.operate('rates.set', { postRateSeconds: 30 })
    expect(rates()).toEqual([60, 30, 30])
    expect(server.operate('rates.get', {})).toEqual({ pollRateSeconds: 60, postRateSeconds: 30 })
  })

  it('of one device are its own, until they are taken back', () => {
    server.operate('rates.set', { device: METER_A, postRateSeconds: 10 })
    expect(rates()).toEqual([900, 10, 300])
    server.operate('rates.set', { device: LFDI_A.toLowerCase() })
    expect(rates()).toEqual([900, 300, 300])
  })

  it.each([
    [{ pollRateSeconds: 0 }, 'pollRateSeconds'],
    [{ postRateSeconds: 1.5 }, 'postRateSeconds'],
    [{ device: 'nobody', postRateSeconds: 1 }, 'device'],
    [{ device: METER_A, pollRateSeconds: 1 }, 'pollRateSeconds'],
  ])('%j is refused', (input, field) => {
    expect(() => server.operate('rates.set', input)).toThrow(expect.objectContaining({ field }))
  })
})
