import { beforeEach, describe, expect, it } from 'vitest'
import { deviceCapability, functionSetAssignments, functionSetAssignmentsList } from '../../model/device-capability.ts'
import { deviceInformation } from '../../model/device-information.ts'
import { BATTERY_STATUS, deviceStatus, powerStatus } from '../../model/device-status.ts'
import { endDevice, endDeviceList, registration, selfDevice } from '../../model/end-device.ts'
import { ERROR_REASON } from '../../model/error.ts'
import { logEvent, logEventList } from '../../model/log-event.ts'
import { TIME_QUALITY, timeResource } from '../../model/time.ts'
import { sfdi } from '../../pki/sfdi.ts'
import { FUNCTION_SETS } from '../function-sets.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, PIN, TestUtility, UTILITY_SETTINGS } from '../utility.fixture.ts'

let test: TestUtility

beforeEach(() => {
  test = new TestUtility(FUNCTION_SETS, { inBandRegistration: true })
  test.register(LFDI_A, 'AMI_METER_001')
  test.register(LFDI_B)
})

const entry = (lfdi: string, fields: object = {}) => ({
  type: endDevice,
  value: { lFDI: lfdi, sFDI: sfdi(lfdi), changedTime: 0, ...fields },
})

const event = (createdDateTime: number, logEventID: number) => ({
  type: logEvent,
  value: { createdDateTime, logEventID, functionSet: 0, logEventCode: 1, logEventPEN: 32_473, profileID: 1 },
})

describe('DeviceCapability', () => {
  it('links to what there is for the caller', () => {
    expect(test.get(LFDI_A, '/dcap', deviceCapability)).toMatchObject({
      href: '/dcap',
      pollRate: 900,
      TimeLink: { href: '/tm' },
      SelfDeviceLink: { href: '/sdev' },
      EndDeviceListLink: { href: '/edev', all: 1 },
    })
  })

  it('shows strangers where to register, and nothing else', () => {
    expect(test.get(LFDI_STRANGER, '/dcap', deviceCapability)).toEqual({
      href: '/dcap',
      pollRate: 900,
      TimeLink: { href: '/tm' },
      EndDeviceListLink: { href: '/edev', all: 0 },
    })
  })

  it('leads to answers everywhere', () => {
    const own = test.get(LFDI_A, '/edev/1', endDevice)
    const links = Object.entries({ ...test.get(LFDI_A, '/dcap', deviceCapability), ...own })
    const hrefs = links.flatMap(([name, link]) => (name.endsWith('Link') ? [(link as { href: string }).href] : []))
    expect(hrefs.length).toBeGreaterThan(8)
    // What a device has to put there itself is missing until then, and only for reading.
    const put = /\/(?:di|dstat|ps|cfg)$/
    for (const href of hrefs) {
      expect([href, test.send(LFDI_A, 'GET', href).status]).toEqual([href, put.test(href) ? 404 : 200])
    }
  })
})

describe('Time', () => {
  it('is that of the server, with the offset of the site', () => {
    expect(test.get(LFDI_STRANGER, '/tm', timeResource)).toEqual({
      href: '/tm',
      pollRate: 900,
      currentTime: NOW,
      dstEndTime: 0,
      dstOffset: 0,
      dstStartTime: 0,
      localTime: NOW + 25_200,
      quality: TIME_QUALITY.uncoordinated,
      tzOffset: 25_200,
    })
  })

  it.each([
    ['Europe/Berlin', Date.UTC(2026, 6, 1), 7200],
    ['Europe/Berlin', Date.UTC(2026, 11, 1), 3600],
    ['Australia/Sydney', Date.UTC(2026, 0, 1), 39_600],
    ['Australia/Sydney', Date.UTC(2026, 6, 1), 36_000],
  ])('knows summer time: %s', (timeZone, nowMs, offset) => {
    const there = new TestUtility(FUNCTION_SETS, { timeZone })
    there.now = nowMs / 1000 + 0.75
    const { currentTime, localTime } = there.get(LFDI_A, '/tm', timeResource)
    expect(currentTime).toBe(nowMs / 1000)
    expect(localTime).toBe(currentTime + offset)
  })
})

describe('SelfDevice', () => {
  it('is the server', () => {
    const { lfdi } = UTILITY_SETTINGS
    expect(test.get(LFDI_A, '/sdev', selfDevice)).toMatchObject({ lFDI: lfdi, sFDI: sfdi(lfdi) })
  })
})

describe('EndDeviceList', () => {
  it('shows each its own entry', () => {
    expect(test.get(LFDI_B, '/edev?l=10', endDeviceList)).toMatchObject({
      all: 1,
      results: 1,
      EndDevice: [
        { href: '/edev/2', lFDI: LFDI_B, sFDI: sfdi(LFDI_B), enabled: true, postRate: 300, changedTime: NOW },
      ],
    })
    expect(test.get(LFDI_B, '/edev?s=1', endDeviceList)).toMatchObject({ all: 1, results: 0, EndDevice: [] })
    expect(test.get(LFDI_STRANGER, '/edev', endDeviceList)).toMatchObject({ all: 0, results: 0, EndDevice: [] })
  })

  it('takes a device in', () => {
    const { status, location } = test.send(LFDI_STRANGER, 'POST', '/edev', entry(LFDI_STRANGER, { deviceCategory: 2 }))
    expect([status, location]).toEqual([201, '/edev/3'])
    expect(test.get(LFDI_STRANGER, '/edev/3', endDevice)).toMatchObject({ lFDI: LFDI_STRANGER, deviceCategory: 2 })
    expect(test.get(LFDI_STRANGER, '/edev/3/rg', registration)).toMatchObject({ dateTimeRegistered: NOW, pIN: PIN })
  })

  it('takes the LFDI from the certificate when there is none', () => {
    expect(test.send(LFDI_STRANGER, 'POST', '/edev', entry(LFDI_STRANGER, { lFDI: undefined })).status).toBe(201)
  })

  it.each([
    ['is there already', LFDI_A, entry(LFDI_A), 409],
    ["has another's LFDI", LFDI_STRANGER, entry(LFDI_B), 403],
    ["has another's SFDI", LFDI_STRANGER, entry(LFDI_STRANGER, { sFDI: sfdi(LFDI_B) }), 400],
  ])('refuses an entry that %s', (_what, lfdi, document, status) => {
    expect(test.send(lfdi, 'POST', '/edev', document)).toMatchObject({ status, reasonCode: ERROR_REASON.value })
    expect(test.operate('devices.list', {})).toHaveLength(2)
  })

  it('lets nobody enter or leave unless it is set so', () => {
    const strict = new TestUtility(FUNCTION_SETS)
    strict.register(LFDI_A)
    expect(strict.send(LFDI_STRANGER, 'POST', '/edev', entry(LFDI_STRANGER)).status).toBe(403)
    expect(strict.send(LFDI_A, 'DELETE', '/edev/1').status).toBe(403)
  })

  it('does not take in who was put out', () => {
    test.operate('devices.enable', { device: LFDI_A, enabled: false })
    expect(test.send(LFDI_A, 'POST', '/edev', entry(LFDI_A)).status).toBe(403)
    expect(test.get(LFDI_A, '/edev', endDeviceList).all).toBe(0)
  })
})

describe('EndDevice', () => {
  it('changes what the device may say', () => {
    test.now = NOW + 60
    expect(test.send(LFDI_A, 'PUT', '/edev/1', entry(LFDI_A, { deviceCategory: 4, postRate: 1 })).status).toBe(204)
    expect(test.get(LFDI_A, '/edev/1', endDevice)).toMatchObject({
      deviceCategory: 4,
      changedTime: NOW + 60,
      postRate: 300,
    })
    expect(test.send(LFDI_A, 'PUT', '/edev/1', entry(LFDI_B)).status).toBe(403)
  })

  it('goes with all that belongs to it, and its number is never given again', () => {
    test.send(LFDI_A, 'POST', '/edev/1/lel', event(1, 1))
    test.send(LFDI_A, 'PUT', '/edev/1/dstat', { type: deviceStatus, value: { changedTime: 1, Temperature: [] } })
    expect(test.send(LFDI_A, 'DELETE', '/edev/1').status).toBe(204)
    expect(test.send(LFDI_A, 'GET', '/edev/1').status).toBe(404)
    expect([...test.state.contents()].map(({ collection, key }) => [collection, key])).toEqual([
      ['numbers', 'edev'],
      ['devices', LFDI_B],
    ])
    expect(test.send(LFDI_A, 'POST', '/edev', entry(LFDI_A)).location).toBe('/edev/3')
  })
})

describe('FunctionSetAssignments', () => {
  it('are one group with what concerns the device', () => {
    const list = test.get(LFDI_A, '/edev/1/fsa', functionSetAssignmentsList)
    expect(list).toMatchObject({ all: 1, results: 1 })
    expect(list.FunctionSetAssignments).toEqual([test.get(LFDI_A, '/edev/1/fsa/1', functionSetAssignments)])
    expect(list.FunctionSetAssignments[0]).toMatchObject({ description: 'AMI_METER_001', TimeLink: { href: '/tm' } })
    expect(list.FunctionSetAssignments[0].mRID).toMatch(/00007ED9$/)
  })
})

describe('documents of a device', () => {
  const information = {
    lFDI: LFDI_A,
    mfDate: 0,
    mfHwVer: '1',
    mfID: 32_473,
    mfModel: 'Hybrid & Co',
    mfSerNum: 'AMI_METER_001',
    primaryPower: 1,
    secondaryPower: 2,
    swActTime: 0,
    swVer: '1',
  }

  it('are there once they were put', () => {
    const put = () => test.send(LFDI_A, 'PUT', '/edev/1/di', { type: deviceInformation, value: information })
    expect(test.send(LFDI_A, 'GET', '/edev/1/di').status).toBe(404)
    expect(put()).toMatchObject({ status: 201, location: '/edev/1/di' })
    expect(put()).toMatchObject({ status: 204 })
    expect(test.get(LFDI_A, '/edev/1/di', deviceInformation)).toEqual({
      ...information,
      href: '/edev/1/di',
      pollRate: 900,
    })
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/di').status).toBe(204)
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/di').status).toBe(404)
  })

  it("are the device's own", () => {
    const foreign = { type: deviceInformation, value: { ...information, lFDI: LFDI_B } }
    expect(test.send(LFDI_A, 'PUT', '/edev/1/di', foreign)).toMatchObject({ status: 400, reasonCode: 1 })
  })

  it('cannot all be deleted', () => {
    const value = { batteryStatus: BATTERY_STATUS.normal, changedTime: 5, currentPowerSource: 1 }
    expect(test.send(LFDI_A, 'PUT', '/edev/1/ps', { type: powerStatus, value }).status).toBe(201)
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/ps')).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, HEAD, PUT' },
    })
  })
})

describe('LogEventList', () => {
  it('is in the order of time, and can be asked for what is new', () => {
    for (const [time, id] of [
      [30, 1],
      [10, 3],
      [10, 2],
    ]) {
      expect(test.send(LFDI_A, 'POST', '/edev/1/lel', event(time, id)).status).toBe(201)
    }
    const list = test.get(LFDI_A, '/edev/1/lel?l=10', logEventList)
    expect(list.LogEvent.map(({ href, logEventID }) => [href, logEventID])).toEqual([
      ['/edev/1/lel/3', 2],
      ['/edev/1/lel/2', 3],
      ['/edev/1/lel/1', 1],
    ])
    expect(test.get(LFDI_A, '/edev/1/lel?l=10&a=10', logEventList)).toMatchObject({ results: 1 })
    expect(test.get(LFDI_A, '/edev/1', endDevice).LogEventListLink).toEqual({ href: '/edev/1/lel', all: 3 })
  })

  it('lets the oldest go', () => {
    for (let id = 1; id <= 103; id++) {
      test.send(LFDI_A, 'POST', '/edev/1/lel', event(id, id))
    }
    expect(test.get(LFDI_A, '/edev/1/lel', logEventList)).toMatchObject({ all: 100, LogEvent: [{ logEventID: 4 }] })
    expect(test.send(LFDI_A, 'GET', '/edev/1/lel/3').status).toBe(404)
    expect(test.get(LFDI_A, '/edev/1/lel/103', logEvent).logEventID).toBe(103)
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/lel/103').status).toBe(204)
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/lel/103').status).toBe(404)
  })
})

describe('operators', () => {
  it('add, find and remove devices', () => {
    const added = test.operate('devices.add', { lfdi: LFDI_STRANGER.toLowerCase(), meterId: 'X', postRateSeconds: 60 })
    expect(added).toMatchObject({ lfdi: LFDI_STRANGER, number: 3, pin: PIN, postRate: 60 })
    expect(test.get(LFDI_STRANGER, '/edev/3', endDevice).postRate).toBe(60)
    for (const device of ['X', String(sfdi(LFDI_STRANGER)), LFDI_STRANGER]) {
      test.operate('devices.enable', { device, enabled: true })
    }
    test.operate('devices.remove', { device: 'X' })
    expect(test.send(LFDI_STRANGER, 'GET', '/edev/3').status).toBe(404)
  })

  it.each([
    ['devices.add', { lfdi: 'xyz' }, 'value', 'lfdi'],
    ['devices.add', { lfdi: LFDI_A }, 'conflict', 'lfdi'],
    ['devices.add', { lfdi: LFDI_STRANGER, postRateSeconds: 0 }, 'value', 'postRateSeconds'],
    ['devices.remove', { device: 'nobody' }, 'missing', 'device'],
    ['devices.enable', { device: 'AMI_METER_001' }, 'value', 'enabled'],
  ])('are told what is wrong: %s %j', (name, input, fault, field) => {
    expect(() => test.operate(name, input)).toThrow(expect.objectContaining({ fault, field }))
  })
})
