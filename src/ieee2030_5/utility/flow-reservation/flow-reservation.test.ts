import { beforeEach, describe, expect, it } from 'vitest'
import { EVENT_STATUS } from '../../model/event.ts'
import {
  flowReservationRequest,
  flowReservationRequestList,
  flowReservationResponseList,
} from '../../model/flow-reservation.ts'
import { flowReservationResponseResponse } from '../../model/response.ts'
import { programServer } from '../programs.fixture.ts'
import { LFDI_A, LFDI_B, NOW, type TestUtility } from '../utility.fixture.ts'

let server: TestUtility
beforeEach(() => {
  server = programServer()
})

const mRID = (digit: string) => digit.repeat(32)
/** 7 kW for 14 kWh within ten hours. */
const REQUEST = {
  mRID: mRID('A'),
  creationTime: NOW,
  energyRequested: { multiplier: 3, value: 14 },
  intervalRequested: { start: NOW + 3600, duration: 36_000 },
  powerRequested: { multiplier: 3, value: 7 },
  RequestStatus: { dateTime: NOW, requestStatus: 0 },
}

function request(fields: object = {}, lfdi = LFDI_A, device = 1) {
  const value = { ...REQUEST, ...fields }
  return server.send(lfdi, 'POST', `/edev/${device}/frq`, { type: flowReservationRequest, value })
}

function answers(lfdi = LFDI_A, device = 1) {
  return server.get(lfdi, `/edev/${device}/frp?l=99`, flowReservationResponseList).FlowReservationResponse
}

describe('a request', () => {
  it('is granted at its start for as long as it takes', () => {
    expect(request().status).toBe(201)
    expect(answers()).toMatchObject([
      {
        subject: mRID('A'),
        interval: { start: NOW + 3600, duration: 7200 },
        powerAvailable: { multiplier: 0, value: 7000 },
        energyAvailable: { multiplier: 3, value: 14 },
        EventStatus: { currentStatus: EVENT_STATUS.scheduled },
      },
    ])
  })

  it('for discharging is granted with its sign', () => {
    request({ energyRequested: { multiplier: 0, value: -7000 }, powerRequested: { multiplier: 0, value: -3500 } })
    expect(answers()).toMatchObject([
      { interval: { duration: 7200 }, powerAvailable: { value: -3500 }, energyAvailable: { value: -7000 } },
    ])
  })

  it('gets what the limit leaves beside others at that time', () => {
    server.operate('reservations.limit', { powerW: 10_000 })
    request()
    request({ mRID: mRID('B') }, LFDI_B, 2)
    request({ mRID: mRID('C'), intervalRequested: { start: NOW + 40_000, duration: 36_000 } }, LFDI_B, 2)
    const power = answers(LFDI_B, 2).map(({ subject, powerAvailable }) => [subject, powerAvailable.value])
    expect(power).toEqual([
      [mRID('B'), 3000],
      [mRID('C'), 7000],
    ])
  })

  it('gets nothing when nothing is left', () => {
    server.operate('reservations.limit', { powerW: 0 })
    request()
    expect(answers()).toMatchObject([{ powerAvailable: { value: 0 }, energyAvailable: { value: 0 } }])
  })

  it('again is the same request', () => {
    const { location } = request()
    const again = request()
    expect([again.status, again.location, answers().length]).toEqual([204, location, 1])
  })

  it.each([
    ['by a PUT', 'PUT'],
    ['by a DELETE', 'DELETE'],
  ])('can be taken back %s, and then its grant is cancelled', (_, method) => {
    server.operate('reservations.limit', { powerW: 7000 })
    const { location = '' } = request()
    const RequestStatus = { dateTime: NOW, requestStatus: 1 }
    const sent = method === 'PUT' ? { type: flowReservationRequest, value: { ...REQUEST, RequestStatus } } : undefined
    expect(server.send(LFDI_A, method, location, sent).status).toBe(204)
    expect(answers()[0].EventStatus.currentStatus).toBe(EVENT_STATUS.cancelled)
    request({ mRID: mRID('D') })
    expect(answers().find(({ subject }) => subject === mRID('D'))?.powerAvailable.value).toBe(7000)
  })

  it.each([
    ['whose time is over', { intervalRequested: { start: NOW - 100, duration: 100 } }, 1],
    ['without time', { intervalRequested: { start: NOW + 100, duration: 0 } }, 1],
  ])('%s is refused', (_, fields, reason) => {
    const { status, reasonCode } = request(fields)
    expect([status, reasonCode]).toEqual([400, reason])
  })

  it('is the device’s own', () => {
    const { location = '' } = request()
    expect(request({}, LFDI_B).status).toBe(403)
    expect(server.send(LFDI_B, 'GET', location).status).toBe(404)
    expect(answers(LFDI_B, 2)).toEqual([])
  })

  it('is limited in number, those that were taken back too', () => {
    const results = Array.from({ length: 300 }, (_, index) => {
      const { status, location = '' } = request({ mRID: index.toString(16).toUpperCase().padStart(32, '0') })
      if (index >= 40 && status === 201) server.send(LFDI_A, 'DELETE', location)
      return status
    })
    expect([results[249], results[250], results[299]]).toEqual([201, 400, 400])
  })

  it('is listed with the newest first', () => {
    request({ creationTime: NOW - 1 })
    request({ mRID: mRID('B') })
    const list = server.get(LFDI_A, '/edev/1/frq?l=9', flowReservationRequestList)
    expect(list.FlowReservationRequest.map((entry) => entry.mRID)).toEqual([mRID('B'), mRID('A')])
  })

  it('has a response of its own kind', () => {
    request()
    const [{ mRID: subject }] = answers()
    const value = { endDeviceLFDI: LFDI_A, subject, status: 1 }
    const send = (lfdi: string) =>
      server.send(lfdi, 'POST', '/rsps/1/rsp', {
        type: flowReservationResponseResponse,
        value: { ...value, endDeviceLFDI: lfdi },
      })
    expect([send(LFDI_A).status, send(LFDI_B).status]).toEqual([201, 400])
  })
})
