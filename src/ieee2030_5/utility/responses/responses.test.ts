import { beforeEach, describe, expect, it } from 'vitest'
import { loadShedAvailability } from '../../model/demand-response.ts'
import { flowReservationResponseList } from '../../model/flow-reservation.ts'
import {
  derControlResponse,
  drResponse,
  flowReservationResponseResponse,
  priceResponse,
  response,
  responseList,
  type responseTypes,
  textResponse,
} from '../../model/response.ts'
import { tidy } from '../operate.ts'
import { createProgram, entriesOf, fieldOf, METER_A, programServer } from '../programs.fixture.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, type TestUtility } from '../utility.fixture.ts'

let server: TestUtility
let subject: string
beforeEach(() => {
  server = programServer()
  const program = createProgram(server, 'der', { meterIds: [METER_A] })
  const control = { program, durationSeconds: 60, control: { opModMaxLimW: 1 } }
  subject = fieldOf(server.operate('controls.create', control), 'mrid')
})

type AnyResponse = (typeof responseTypes)[number]

function post(fields: object = {}, type: AnyResponse = derControlResponse, lfdi = LFDI_A) {
  return server.send(lfdi, 'POST', '/rsps/1/rsp', {
    type,
    value: { endDeviceLFDI: lfdi, subject, status: 1, ...fields },
  })
}

describe('a response', () => {
  it.each([
    ['of the right kind', LFDI_A, derControlResponse, {}, 201],
    ['of no kind', LFDI_A, response, {}, 201],
    ['of another kind', LFDI_A, drResponse, {}, 400],
    ['for somebody else', LFDI_A, derControlResponse, { endDeviceLFDI: LFDI_B }, 403],
    ['to an event that never was', LFDI_A, derControlResponse, { subject: '0'.repeat(32) }, 400],
    ['to an event of others', LFDI_B, derControlResponse, {}, 400],
    ['without a status', LFDI_A, derControlResponse, { status: undefined }, 400],
    ['with a status that is none', LFDI_A, derControlResponse, { status: 15 }, 400],
    ['of who is not registered', LFDI_STRANGER, derControlResponse, {}, 404],
  ] as const)('%s', (_, lfdi, type, fields, status) => {
    const received = post(fields, type, lfdi)
    expect([received.status, received.reasonCode]).toEqual([status, status === 400 ? 1 : undefined])
  })

  it('that comes twice is there once', () => {
    const first = post()
    const again = post({ createdDateTime: NOW + 5 })
    expect([again.status, again.location]).toEqual([204, first.location])
    expect(post({ status: 2 }).status).toBe(201)
    expect(server.get(LFDI_A, '/rsps/1/rsp', responseList).all).toBe(2)
  })

  it('may come after the event, as long as that is kept', () => {
    server.now += 3600
    expect(post({ status: 3 }).status).toBe(201)
    server.now += 40 * 86_400
    tidy(server.utility, server.now)
    expect(post({ status: 2 }).status).toBe(400)
    expect(server.get(LFDI_A, '/rsps/1/rsp', responseList).all).toBe(0)
  })

  it('is shown to the device alone, the latest first', () => {
    post({ status: 2, createdDateTime: NOW - 5 })
    post({ status: 1, createdDateTime: NOW - 9 })
    server.now += 10
    const { location } = post({ status: 3 })
    const list = server.get(LFDI_A, '/rsps/1/rsp?l=9', responseList)
    expect(list.Response.map(({ value }) => value.status)).toEqual([3, 2, 1])
    expect(list.Response[0]).toMatchObject({
      kind: 'DERControlResponse',
      value: { href: location, createdDateTime: NOW + 10 },
    })
    expect(server.send(LFDI_B, 'GET', location ?? '').status).toBe(404)
  })

  it('tells operators which device has answered what and when', () => {
    post({ createdDateTime: NOW + 1 })
    post({ status: 2, createdDateTime: NOW + 2 })
    expect(server.operate('responses.list', { event: subject.toLowerCase() })).toEqual([
      { device: LFDI_A, meterId: METER_A, status: 1, statusName: 'received', at: NOW + 1 },
      { device: LFDI_A, meterId: METER_A, status: 2, statusName: 'started', at: NOW + 2 },
    ])
    expect(() => server.operate('responses.list', { event: '0'.repeat(32) })).toThrow(/expected the mRID of an event/)
  })
})

describe('other kinds of event', () => {
  const times = { durationSeconds: 60 }
  const kinds: [string, string, object, () => string, { name: string }][] = [
    [
      'load_control',
      'demand_response',
      {},
      () =>
        fieldOf(
          server.operate('load-controls.create', {
            program: '/dr/1',
            ...times,
            deviceCategories: ['managedLoad'],
            control: { dutyCyclePercent: 20 },
          }),
          'mrid',
        ),
      drResponse,
    ],
    [
      'message',
      'messaging',
      { locale: 'en' },
      () => fieldOf(server.operate('messages.create', { program: '/msg/1', ...times, text: 'hi' }), 'mrid'),
      textResponse,
    ],
    [
      'price',
      'pricing',
      {},
      () => {
        const periods = [{ start: NOW, durationSeconds: 60, purchaseRate: 1, feedInRate: 1 }]
        server.operate('tariffs.publish', { program: '/tp/1', currency: 'THB', rateCode: 'x', periods })
        return fieldOf(entriesOf(server.operate('events.list', { program: '/tp/1' }))[0], 'mrid')
      },
      priceResponse,
    ],
  ]

  it.each(kinds)('a %s takes its own type alone', (_, kind, fields, make, type) => {
    createProgram(server, kind, 'all', 1, fields)
    subject = make()
    for (const other of [
      drResponse,
      textResponse,
      priceResponse,
      flowReservationResponseResponse,
      derControlResponse,
    ]) {
      expect(`${other.name} ${post({ status: 2 }, other).status}`).toBe(`${other.name} ${other === type ? 201 : 400}`)
    }
  })
})

describe('what a device could shed', () => {
  const shed = { type: loadShedAvailability, value: { sheddablePower: { multiplier: 0, value: 500 } } }
  it('is posted, changed and deleted by the device', () => {
    const { location = '' } = server.send(LFDI_A, 'POST', '/edev/1/lsl', shed)
    expect(location).toBe('/edev/1/lsl/1')
    const less = { type: loadShedAvailability, value: { sheddablePercent: 100 } }
    expect(server.send(LFDI_A, 'PUT', location, less).status).toBe(204)
    expect(server.get(LFDI_A, location, loadShedAvailability)).toEqual({ href: location, sheddablePercent: 100 })
    expect(server.send(LFDI_B, 'DELETE', location).status).toBe(403)
    expect(server.send(LFDI_A, 'DELETE', location).status).toBe(204)
    expect(server.send(LFDI_A, 'GET', location).status).toBe(404)
  })

  it('is limited in number', () => {
    const statuses = Array.from({ length: 21 }, () => server.send(LFDI_A, 'POST', '/edev/1/lsl', shed))
    expect(statuses[19].status).toBe(201)
    expect([statuses[20].status, statuses[20].reasonCode]).toEqual([400, 2])
  })
})

it('no reservations are there at first', () => {
  expect(server.get(LFDI_A, '/edev/1/frp', flowReservationResponseList).all).toBe(0)
})
