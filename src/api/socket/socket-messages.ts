/** @module What clients and the simulator say to each other over a WebSocket: JSON objects, told apart by their `type`. */

import * as z from 'zod'
import { oneOf } from '../../errors/one-of.ts'
import type { RequestFault } from '../api-problem.ts'
import { objectOf } from '../json-object.ts'
import { requestFaults } from '../request-faults.ts'
import { STREAM_TOPICS } from '../stream/event-ring.ts'

/** The one there is; clients that offer it as a subprotocol get it. */
export const SUBPROTOCOL = 'gridtokenx.v1'

const requestId = z.string().min(1).max(100).optional().describe('Comes back with the answer.')
const topics = z
  .array(z.enum(STREAM_TOPICS))
  .min(1)
  .max(STREAM_TOPICS.length)
  .optional()
  .describe('All of them unless given.')

/** What clients say. */
export const CLIENT_MESSAGES = {
  authenticate: z
    .strictObject({ type: z.literal('authenticate'), request_id: requestId, token: z.string().min(1).max(300) })
    .meta({ description: 'First of all, where a token is needed and the handshake had none.' }),
  subscribe: z
    .strictObject({
      type: z.literal('subscribe'),
      request_id: requestId,
      topics,
      meter_id: z.string().min(1).max(200).optional().describe('Of trades and certificates, only those of this meter.'),
      last_event_id: z.string().max(100).optional().describe('Go on behind this event.'),
    })
    .meta({ description: 'Follow topics; one that is followed already is followed as it says now.' }),
  unsubscribe: z
    .strictObject({ type: z.literal('unsubscribe'), request_id: requestId, topics })
    .meta({ description: 'Follow topics no longer.' }),
  ping: z
    .strictObject({ type: z.literal('ping'), request_id: requestId })
    .meta({ description: 'Is somebody there? For clients that cannot send the ping of the protocol.' }),
} as const

export type ClientMessage = z.output<(typeof CLIENT_MESSAGES)[keyof typeof CLIENT_MESSAGES]>

const answered = z.string().nullable().describe('That of the message it answers; null where it had none.')
const followed = z
  .array(z.strictObject({ topic: z.enum(STREAM_TOPICS), meter_id: z.string().nullable() }))
  .describe('All that is followed now.')

/** What the simulator says. */
export const SERVER_MESSAGES = {
  welcome: z
    .strictObject({
      type: z.literal('welcome'),
      authenticated: z.boolean().describe('Otherwise the first message has to be `authenticate`.'),
      topics: z.array(z.enum(STREAM_TOPICS)),
    })
    .meta({ description: 'The first message.' }),
  authenticated: z.strictObject({ type: z.literal('authenticated'), request_id: answered }),
  subscribed: z
    .strictObject({ type: z.literal('subscribed'), request_id: answered, following: followed })
    .meta({ description: 'The answer to `subscribe` and `unsubscribe`; what was missed comes behind it.' }),
  event: z
    .strictObject({
      type: z.literal('event'),
      id: z.string().describe('To go on behind it: `last_event_id`.'),
      topic: z.enum(STREAM_TOPICS),
      data: z.looseObject({}).describe('As in the stream of server-sent events.'),
    })
    .meta({ description: 'Something has happened.' }),
  gap: z
    .strictObject({ type: z.literal('gap'), reason: z.string() })
    .meta({ description: 'What was missed is not held any more: read anew what you need.' }),
  error: z
    .strictObject({
      type: z.literal('error'),
      request_id: answered,
      detail: z.string().describe('What is wrong, for people.'),
      errors: z.array(z.strictObject({ field: z.string(), value: z.string().optional(), expected: z.string() })),
    })
    .meta({ description: 'A message was not understood; nothing has changed.' }),
  pong: z.strictObject({ type: z.literal('pong'), request_id: answered }),
} as const

export type ServerMessage = z.output<(typeof SERVER_MESSAGES)[keyof typeof SERVER_MESSAGES]>

/** A message that is not understood. */
export interface MessageFault {
  readonly requestId: string | null
  readonly detail: string
  readonly errors: readonly Omit<RequestFault, 'in'>[]
}

/** Reads what a client says. */
export function readMessage(text: string): { readonly message: ClientMessage } | { readonly fault: MessageFault } {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { fault: { requestId: null, detail: 'This is not JSON.', errors: [] } }
  }
  const { type, request_id } = objectOf(given)
  const requestId = typeof request_id === 'string' ? request_id.slice(0, 100) : null
  const schema = Object.entries(CLIENT_MESSAGES).find(([name]) => name === type)?.[1]
  if (schema === undefined) {
    const expected = oneOf(Object.keys(CLIENT_MESSAGES))
    return { fault: faultOf(requestId, [{ in: 'body', field: 'type', expected }]) }
  }
  const parsed = schema.safeParse(given)
  return parsed.success
    ? { message: parsed.data }
    : { fault: faultOf(requestId, requestFaults('body', schema, withoutToken(given), parsed.error)) }
}

/** @param faults - of a message */
export function faultOf(requestId: string | null, faults: readonly RequestFault[]): MessageFault {
  const errors = faults.map(({ in: _part, ...fault }) => fault)
  const detail = errors
    .map(({ field, value, expected }) => `${field}${value === undefined ? '' : ` = ${value}`}: expected ${expected}`)
    .join('; ')
  return { requestId, detail, errors }
}

/** A token is not told back, whatever is wrong with it. */
function withoutToken(given: unknown): unknown {
  const { token: _secret, ...rest } = objectOf(given)
  return rest
}
