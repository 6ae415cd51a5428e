/**
 * @module Reservations of power to charge or discharge: a device asks, and the server answers at once.
 *
 * @see IEEE Std 2030.5-2018, 10.9 (flow reservation)
 */

import { ERROR_REASON } from '../../model/error.ts'
import {
  flowReservationRequest,
  flowReservationRequestList,
  flowReservationResponse,
  flowReservationResponseList,
  REQUEST_STATUS,
} from '../../model/flow-reservation.ts'
import { ofDevice } from '../access.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { descending } from '../programs/program.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document, type Reply } from '../reply.ts'
import { currentIn } from '../scheduling/container-events.ts'
import { eventRoutes } from '../scheduling/event-routes.ts'
import { addEvent, EVENTS } from '../scheduling/scheduled-event.ts'
import { nextNumber, type UtilityState } from '../utility-state.ts'
import { flowOperations } from './flow-operations.ts'
import { FLOW_LIMITS, FLOW_REQUESTS, ofDeviceNumber, type RequestRecord } from './flow-reservation-records.ts'
import { grantOf } from './grant.ts'

/** Of one device. */
const MOST_REQUESTS = 50
/** Of one device: those of requests that it has taken back count too. */
const MOST_ANSWERS = 250
/** After its interval has ended [s]. */
const KEPT_SECONDS = 7 * 86_400

export const flowReservationFunctionSet: FunctionSet = {
  routes: [
    ...requestRoutes(),
    ...eventRoutes({
      kind: 'flow_reservation',
      audience: ofDevice,
      container: '/edev/{device}',
      active: null,
      describe: ({ own }, fields) => ({ ...fields, ...own }),
      one: (response) => document(flowReservationResponse, response),
      page: (fields, responses, exchange) =>
        document(flowReservationResponseList, {
          ...fields,
          pollRate: pollRateOf(exchange),
          FlowReservationResponse: responses,
        }),
    }),
  ],
  collections: [FLOW_REQUESTS, FLOW_LIMITS],
  operations: flowOperations,
  deviceLinks: ({ state, now }, { number }) => ({
    FlowReservationRequestListLink: {
      href: `/edev/${number}/frq`,
      all: state.at(FLOW_REQUESTS).group(String(number)).size,
    },
    FlowReservationResponseListLink: {
      href: `/edev/${number}/frp`,
      all: currentIn(state, ofDeviceNumber(number), 'flow_reservation', now).length,
    },
  }),
  forget(state, { number }) {
    for (const { href } of state.at(FLOW_REQUESTS).group(String(number)).values()) {
      state.at(FLOW_REQUESTS).delete(href)
    }
    for (const mrid of state.at(EVENTS).group(ofDeviceNumber(number)).keys()) state.at(EVENTS).delete(mrid)
  },
  tidy({ state, now }) {
    for (const { href, request } of state.at(FLOW_REQUESTS).values()) {
      const { start, duration } = request.intervalRequested
      if (start + duration <= now - KEPT_SECONDS) state.at(FLOW_REQUESTS).delete(href)
    }
  },
}

function requestRoutes(): Route[] {
  return [
    {
      path: '/edev/{device}/frq',
      audience: ofDevice,
      get: (exchange) => {
        const records = [...exchange.state.at(FLOW_REQUESTS).group(exchange.params.device).values()].sort(byCreation)
        const page = pageOf(records, exchange.query)
        const entries = page.entries.map(({ request, href }) => ({ ...request, href }))
        const fields = { ...listFields(exchange, page), pollRate: pollRateOf(exchange) }
        return document(flowReservationRequestList, { ...fields, FlowReservationRequest: entries })
      },
      post: accept,
    },
    {
      path: '/edev/{device}/frq/{request}',
      audience: ofDevice,
      get: (exchange) => {
        const { request, href } = recordAt(exchange)
        return document(flowReservationRequest, { ...request, href })
      },
      put: change,
      delete: (exchange) => {
        const record = recordAt(exchange)
        cancelAnswer(exchange.state, record, exchange.now)
        exchange.state.at(FLOW_REQUESTS).delete(record.href)
        return changed()
      },
    },
  ]
}

function byCreation({ request: a }: RequestRecord, { request: b }: RequestRecord): number {
  return b.creationTime - a.creationTime || descending(a.mRID, b.mRID)
}

function accept(exchange: Exchange): Reply {
  const { state, settings, params, path, now } = exchange
  const { value: request } = exchange.body([flowReservationRequest])
  const records = state.at(FLOW_REQUESTS).group(params.device)
  const before = [...records.values()].find(({ request: { mRID } }) => mRID === request.mRID)
  if (before !== undefined) return changed(before.href)
  const answers = state.at(EVENTS).group(ofDeviceNumber(params.device))
  if (records.size >= MOST_REQUESTS || answers.size >= MOST_ANSWERS) {
    throw new Refusal(400, `${path} has ${MOST_REQUESTS} requests`, { reasonCode: ERROR_REASON.resourceLimit })
  }
  const { start, duration } = request.intervalRequested
  if (start + duration <= now || duration === 0) {
    throw refusedValue(`FlowReservationRequest/intervalRequested: expected one that is not over at ${now}`)
  }
  const href = `${path}/${nextNumber(state, path)}`
  const event = addEvent(
    { state, settings, now },
    {
      kind: 'flow_reservation',
      container: ofDeviceNumber(params.device),
      description: '',
      randomizeStart: null,
      randomizeDuration: null,
      responseRequired: 0,
      ...grantOf(state, request),
    },
  )
  const record = { device: params.device, href, request, answer: event.mrid }
  state.at(FLOW_REQUESTS).set(href, record)
  if (request.RequestStatus.requestStatus === REQUEST_STATUS.cancelled) cancelAnswer(state, record, now)
  return created(href)
}

/** A request can be cancelled; for anything else a new one is made. */
function change(exchange: Exchange): Reply {
  const { state, now } = exchange
  const record = recordAt(exchange)
  const { value: request } = exchange.body([flowReservationRequest])
  if (request.mRID !== record.request.mRID) {
    throw refusedValue(`FlowReservationRequest/mRID = ${request.mRID}: expected ${record.request.mRID}`)
  }
  const { RequestStatus } = request
  state.at(FLOW_REQUESTS).set(record.href, { ...record, request: { ...record.request, RequestStatus } })
  if (RequestStatus.requestStatus === REQUEST_STATUS.cancelled) cancelAnswer(state, record, now)
  return changed()
}

function cancelAnswer(state: UtilityState, { answer }: RequestRecord, now: number): void {
  const event = state.at(EVENTS).get(answer)
  if (event === undefined || event.cancellation !== null) return
  state.at(EVENTS).set(answer, { ...event, cancellation: { at: now, reason: '', randomized: false } })
}

function recordAt({ state, path }: Exchange): RequestRecord {
  const record = state.at(FLOW_REQUESTS).get(path)
  if (record === undefined) throw new Refusal(404, `${path} does not exist`)
  return record
}

function refusedValue(detail: string): Refusal {
  return new Refusal(400, detail, { reasonCode: ERROR_REASON.value })
}
