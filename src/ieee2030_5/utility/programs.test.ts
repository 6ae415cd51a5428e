import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { loadShedAvailability } from '../model/demand-response.ts'
import { der, derAvailability } from '../model/der.ts'
import { derCapability } from '../model/der-capability.ts'
import { derSettings } from '../model/der-settings.ts'
import { derStatus } from '../model/der-status.ts'
import { flowReservationRequest } from '../model/flow-reservation.ts'
import { derControlResponse } from '../model/response.ts'
import { schemaValidator } from '../model/schema-validator.fixture.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from '../model/standard-schema.fixture.ts'
import { subscription } from '../model/subscription.ts'
import { crawl, createProgram, fieldOf, METER_A, programServer } from './programs.fixture.ts'
import { LFDI_A, LFDI_B, NOW, type TestUtility } from './utility.fixture.ts'

let server: TestUtility
beforeEach(() => {
  server = programServer()
})

const W = (value: number) => ({ multiplier: 0, value })

/** A server on which there is something of everything, for the first device alone. */
function fill(): void {
  const onlyA = { meterIds: [METER_A] }
  const derp = createProgram(server, 'der', onlyA)
  const curve = server.operate('curves.create', {
    program: derp,
    type: 'opModVoltVar',
    yRefType: 'setMaxVar',
    points: [
      { x: 92, y: 44 },
      { x: 108, y: -44 },
    ],
  })
  const control = server.operate('controls.create', {
    program: derp,
    description: 'noon',
    durationSeconds: 3600,
    randomizeStartSeconds: 60,
    randomizeDurationSeconds: -60,
    responseRequired: ['received', 'specific'],
    deviceCategories: ['photovoltaic'],
    control: {
      opModConnect: true,
      opModEnergize: true,
      opModFixedPFAbsorbW: { powerFactor: 0.95, underExcited: true },
      opModFixedPFInjectW: { powerFactor: 0.9, underExcited: false },
      opModFixedVar: { percent: -20, of: 'setMaxVar' },
      opModFixedW: -12.5,
      opModFreqDroop: {
        overDeadbandMHz: 36,
        underDeadbandMHz: 36,
        overSlope: 50,
        underSlope: 50,
        responseHundredthsS: 500,
      },
      opModMaxLimW: 60,
      opModTargetVar: 1500,
      opModTargetW: 123_456.7,
      opModVoltVar: fieldOf(curve, 'curve'),
      rampSeconds: 30,
    },
  })
  server.operate('controls.create', {
    program: derp,
    start: NOW + 7200,
    durationSeconds: 60,
    control: { opModMaxLimW: 0 },
  })
  server.operate('controls.set-default', { program: derp, control: { opModMaxLimW: 100 }, setGradW: 27 })
  const dr = createProgram(server, 'demand_response', onlyA)
  server.operate('load-controls.create', {
    program: dr,
    durationSeconds: 900,
    deviceCategories: ['managedLoad'],
    control: {
      dutyCyclePercent: 50,
      offset: { coolingK: 2, loadPercent: 10 },
      setPoint: { coolingC: 26 },
      targetReduction: { value: 5, unit: 'kilowatt' },
      appliance: 'delay',
    },
  })
  const tp = createProgram(server, 'pricing', onlyA)
  server.operate('tariffs.publish', {
    program: tp,
    currency: 'THB',
    rateCode: 'TOU',
    periods: [{ start: NOW, durationSeconds: 7200, purchaseRate: 4.1839, feedInRate: 2.2 }],
  })
  server.operate('prices.create', { program: tp, start: NOW + 600, durationSeconds: 600, purchaseRate: 9 })
  const msg = createProgram(server, 'messaging', onlyA, 1, { locale: 'th-TH' })
  server.operate('messages.create', {
    program: msg,
    durationSeconds: 600,
    text: 'โปรดประหยัด & <ไฟ>',
    priority: 'high',
    originator: 'PEA',
  })
  server.send(LFDI_A, 'PUT', '/edev/1/der/1/dercap', {
    type: derCapability,
    value: { modesSupported: 0xffffff, rtgMaxW: W(200), type: 83 },
  })
  server.send(LFDI_A, 'PUT', '/edev/1/der/1/derg', {
    type: derSettings,
    value: { setGradW: 0, setMaxW: W(200), updatedTime: NOW },
  })
  server.send(LFDI_A, 'PUT', '/edev/1/der/1/ders', { type: derStatus, value: { readingTime: NOW } })
  server.send(LFDI_A, 'PUT', '/edev/1/der/1/dera', { type: derAvailability, value: { readingTime: NOW } })
  server.send(LFDI_A, 'POST', '/edev/1/lsl', { type: loadShedAvailability, value: { sheddablePower: W(100) } })
  server.send(LFDI_A, 'POST', '/rsps/1/rsp', {
    type: derControlResponse,
    value: { endDeviceLFDI: LFDI_A, subject: fieldOf(control, 'mrid'), status: 1 },
  })
  server.send(LFDI_A, 'POST', '/edev/1/frq', { type: flowReservationRequest, value: REQUEST })
  server.send(LFDI_A, 'POST', '/edev/1/sub', {
    type: subscription,
    value: {
      encoding: 0,
      level: '-S1',
      limit: 10,
      notificationURI: 'https://client.example.com/ntfy',
      subscribedResource: '/derp',
    },
  })
}

const REQUEST = {
  mRID: 'AB'.repeat(16),
  creationTime: NOW,
  energyRequested: { multiplier: 3, value: 20 },
  intervalRequested: { start: NOW + 3600, duration: 36_000 },
  powerRequested: { multiplier: 3, value: 7 },
  RequestStatus: { dateTime: NOW, requestStatus: 0 },
}

/** Lists that lead to something for a device, and what is reached from them. */
const EXPECTED = [
  '/derp/1',
  '/derp/1/actderc',
  '/derp/1/dderc',
  '/derp/1/dc/1',
  '/dr/1/actedc',
  '/tp/1/rc/1/acttti',
  '/tp/1/rc/2/rt',
  '/msg/1/acttxt',
  '/edev/1/der/1/dercap',
  '/edev/1/der/1/derg',
  '/edev/1/der/1/ders',
  '/edev/1/der/1/dera',
  '/edev/1/lsl/1',
  '/edev/1/frq/1',
  '/edev/1/frp',
  '/edev/1/sub/1',
  '/rsps/1/rsp/1',
]

describe('everything that is offered', () => {
  it('is found by following links from the entry', () => {
    fill()
    const found = crawl(server, LFDI_A)
    expect(EXPECTED.filter((path) => !found.has(path))).toEqual([])
    const kinds = [...found.keys()].map((path) => path.replace(/[0-9A-F]{32}/, '*'))
    expect(kinds).toEqual(
      expect.arrayContaining([
        '/derp/1/derc/*',
        '/dr/1/edc/*',
        '/tp/1/rc/1/tti/*/cti/1',
        '/msg/1/txt/*',
        '/edev/1/frp/*',
      ]),
    )
  })

  it('says at every link to a list how many entries it has', () => {
    fill()
    const found = crawl(server, LFDI_A)
    const links = [...found.values()].flatMap((text) => [...text.matchAll(/ListLink href="([^"]+)" all="(\d+)"/g)])
    expect(links.length).toBeGreaterThan(20)
    for (const [, href, all] of links) {
      expect(`${href} ${/ all="(\d+)"/.exec(found.get(href) ?? '')?.[1]}`).toBe(`${href} ${all}`)
    }
  })

  it('is not there for another device', () => {
    fill()
    const paths = [...crawl(server, LFDI_A).keys()].filter((path) =>
      /^\/(?:derp|dr|tp|msg|rsps\/1\/rsp|edev\/1)\/./.test(path),
    )
    expect(paths.length).toBeGreaterThan(25)
    for (const path of paths) {
      expect(`${path} ${server.send(LFDI_B, 'GET', path).status}`).toBe(`${path} 404`)
    }
    for (const list of ['/derp', '/dr', '/tp', '/msg', '/rsps/1/rsp']) {
      expect(server.send(LFDI_B, 'GET', `${list}?l=255`).text).toContain('all="0"')
    }
  })

  it('never shows the writing that a resource does not offer', () => {
    fill()
    const { status, headers } = server.send(LFDI_A, 'PUT', '/derp/1')
    expect([status, headers.Allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe.skipIf(STANDARD_SCHEMA === undefined)(`against the schema${NEEDS_SCHEMA}`, () => {
  const validator = schemaValidator()
  afterAll(() => validator?.dispose())

  it('every document is valid', () => {
    fill()
    const found = crawl(server, LFDI_A)
    expect(found.size).toBeGreaterThan(40)
    for (const [path, text] of found) {
      expect(() => validator?.validate(text), path).not.toThrow()
    }
  })
})

describe('the DER of a device', () => {
  const capability = { type: derCapability, value: { modesSupported: 0, rtgMaxW: W(5000), type: 4 } }

  it.each(['dercap', 'derg', 'ders', 'dera'])('%s is not there before it has been put', (name) => {
    expect(server.send(LFDI_A, 'GET', `/edev/1/der/1/${name}`).status).toBe(404)
  })

  it('is what the device has put, elements of drafts left out', () => {
    const body =
      '<DERCapability xmlns="urn:ieee:std:2030.5:ns"><modesSupported>0100</modesSupported><rtgA><multiplier>0</multiplier>' +
      '<value>9</value></rtgA><rtgMaxW><multiplier>3</multiplier><value>5</value></rtgMaxW><type>4</type></DERCapability>'
    expect(server.sendText(LFDI_A, 'PUT', '/edev/1/der/1/dercap', body).status).toBe(204)
    expect(server.get(LFDI_A, '/edev/1/der/1/dercap', derCapability)).toEqual({
      href: '/edev/1/der/1/dercap',
      modesSupported: 0x0100,
      rtgMaxW: { multiplier: 3, value: 5 },
      type: 4,
    })
  })

  it.each([
    ['its own', LFDI_A, 204],
    ['another', LFDI_B, 403],
  ])('may be written by %s device', (_, lfdi, status) => {
    expect(server.send(lfdi, 'PUT', '/edev/1/der/1/dercap', capability).status).toBe(status)
  })

  it('names the program that commands it', () => {
    const [low, high] = [createProgram(server, 'der', 'all', 20), createProgram(server, 'der', 'all', 5)]
    expect(server.get(LFDI_A, '/edev/1/der/1', der).CurrentDERProgramLink).toBeUndefined()
    const control = { durationSeconds: 100, control: { opModMaxLimW: 50 } }
    server.operate('controls.create', { program: low, ...control })
    expect(server.get(LFDI_A, '/edev/1/der/1', der).CurrentDERProgramLink?.href).toBe(low)
    server.operate('controls.create', { program: high, ...control })
    expect(server.get(LFDI_A, '/edev/1/der/1', der).CurrentDERProgramLink?.href).toBe(high)
  })

  it('goes with its device', () => {
    fill()
    server.operate('devices.remove', { device: LFDI_A })
    const left = [...server.state.contents()].filter(
      ({ collection, key, value }) =>
        !['numbers', 'programs', 'removed-devices'].includes(collection) &&
        JSON.stringify([key, value]).includes(LFDI_A),
    )
    expect(left).toEqual([])
  })
})
