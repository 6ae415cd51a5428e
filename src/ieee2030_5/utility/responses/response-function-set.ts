/**
 * @module Responses of devices to events.
 *
 * @see IEEE Std 2030.5-2018, 10.2.4 (responses)
 */

import { ERROR_REASON } from '../../model/error.ts'
import { mridFactory } from '../../model/mrid.ts'
import type { ListLink } from '../../model/resource.ts'
import {
  RESPONSE_STATUS,
  type ResponseSet,
  responseList,
  responseSet,
  responseSetList,
  responseTypes,
} from '../../model/response.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document, type Reply } from '../reply.ts'
import { EVENTS, type EventKind } from '../scheduling/scheduled-event.ts'
import { nextNumber, type UtilityState } from '../utility-state.ts'
import { eventFor } from './known-subject.ts'
import { responseOperations } from './response-operations.ts'
import { RESPONSES, type ResponseRecord, responseKey } from './response-records.ts'
import { RESPONSE_SET_HREF, RESPONSE_SETS_HREF, RESPONSES_HREF } from './response-set.ts'

/** The type of response that goes with each kind of event; the general one goes with all. */
const TYPES: Readonly<Record<EventKind, string>> = {
  der_control: 'DERControlResponse',
  load_control: 'DrResponse',
  price: 'PriceResponse',
  message: 'TextResponse',
  flow_reservation: 'FlowReservationResponseResponse',
}
const KNOWN_STATUSES: ReadonlySet<number> = new Set(Object.values(RESPONSE_STATUS))

export const responseFunctionSet: FunctionSet = {
  routes: [
    {
      path: RESPONSE_SETS_HREF,
      audience: 'registered',
      get: (exchange) => {
        const page = pageOf([describeSet(exchange)], exchange.query)
        const fields = { ...listFields(exchange, page), pollRate: pollRateOf(exchange) }
        return document(responseSetList, { ...fields, ResponseSet: page.entries })
      },
    },
    {
      path: RESPONSE_SET_HREF,
      audience: 'registered',
      get: (exchange) => document(responseSet, describeSet(exchange)),
    },
    {
      path: RESPONSES_HREF,
      audience: 'registered',
      get: (exchange) => {
        const page = pageOf(responsesOf(exchange), exchange.query, ({ createdAt }) => createdAt)
        return document(responseList, { ...listFields(exchange, page), Response: page.entries.map(describe) })
      },
      post: accept,
    },
    {
      path: `${RESPONSES_HREF}/{response}`,
      audience: 'registered',
      get: (exchange) => {
        const record = responsesOf(exchange).find(({ number }) => String(number) === exchange.params.response)
        const type = responseTypes.find(({ name }) => name === record?.response.kind)
        if (record === undefined || type === undefined) throw new Refusal(404, `${exchange.path} does not exist`)
        return document(type, describe(record).value)
      },
    },
  ],
  collections: [RESPONSES],
  operations: responseOperations,
  capabilityLinks: ({ caller }) => (caller.device === null ? {} : { ResponseSetListLink: LINK }),
  assignmentLinks: () => ({ ResponseSetListLink: LINK }),
  forget: (state, { lfdi }) => removeWhere(state, (record) => record.lfdi === lfdi),
  tidy: ({ state }) => removeWhere(state, ({ subject }) => state.at(EVENTS).get(subject) === undefined),
}

const LINK: ListLink = { href: RESPONSE_SETS_HREF, all: 1 }

function accept(exchange: Exchange): Reply {
  const { state, caller, now } = exchange
  const response = exchange.body(responseTypes)
  const { endDeviceLFDI, subject, status, createdDateTime } = response.value
  const { device } = caller
  if (device === null || endDeviceLFDI !== caller.lfdi) {
    throw new Refusal(403, `Response/endDeviceLFDI = ${endDeviceLFDI}: expected the LFDI of the caller`)
  }
  const event = eventFor(state, device, subject)
  if (event === undefined) throw notAcceptable(`Response/subject = ${subject}: expected the mRID of an event`)
  if (response.kind !== 'Response' && response.kind !== TYPES[event.kind]) {
    throw notAcceptable(`${response.kind}: expected ${TYPES[event.kind]} for a ${event.kind}`)
  }
  if (status === undefined || !KNOWN_STATUSES.has(status)) {
    throw notAcceptable(`Response/status = ${status}: expected a status of IEEE Std 2030.5-2018, table 27`)
  }
  const key = responseKey({ subject, lfdi: caller.lfdi, status })
  const before = state.at(RESPONSES).get(key)
  if (before !== undefined) return changed(hrefOf(before))
  const number = nextNumber(state, RESPONSES_HREF)
  const record = { number, lfdi: caller.lfdi, subject, status, createdAt: createdDateTime ?? now, response }
  state.at(RESPONSES).set(key, record)
  return created(hrefOf(record))
}

function notAcceptable(detail: string): Refusal {
  return new Refusal(400, detail, { reasonCode: ERROR_REASON.value })
}

function hrefOf({ number }: ResponseRecord): string {
  return `${RESPONSES_HREF}/${number}`
}

/** Its own, the latest first. @see IEEE Std 2030.5-2018, order of ResponseList */
function responsesOf({ state, caller }: Exchange): ResponseRecord[] {
  return [...state.at(RESPONSES).group(caller.lfdi).values()].sort(
    (a, b) => b.createdAt - a.createdAt || b.number - a.number,
  )
}

function describe(record: ResponseRecord): ResponseRecord['response'] {
  const { kind, value } = record.response
  return { kind, value: { ...value, href: hrefOf(record), createdDateTime: record.createdAt } }
}

function describeSet(exchange: Exchange): ResponseSet {
  const { enterpriseNumber, lfdi } = exchange.settings
  return {
    href: RESPONSE_SET_HREF,
    mRID: mridFactory(enterpriseNumber).create(lfdi, RESPONSE_SET_HREF),
    ResponseListLink: { href: RESPONSES_HREF, all: responsesOf(exchange).length },
  }
}

function removeWhere(state: UtilityState, isGone: (record: ResponseRecord) => boolean): void {
  for (const [key, record] of state.at(RESPONSES).entries()) {
    if (isGone(record)) state.at(RESPONSES).delete(key)
  }
}
