/** @module What happens, as it happens, over a WebSocket. */

import * as z from 'zod'
import { defineRoute, OpenSocket } from '../route.ts'

export const socketRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/ws',
  operationId: 'openSocket',
  tag: 'Stream',
  summary: 'What happens, as it happens, over a WebSocket',
  description:
    'The twin of the stream of server-sent events: the same topics and filters, chosen by messages. docs/asyncapi.json has ' +
    'them all. Where a token is needed it comes with the handshake, in Authorization, or with the first message.',
  isSocket: true,
  status: 101,
  mediaTypes: [],
  result: z.string(),
  problems: [403, 426, 503],
  handle: () => new OpenSocket(),
})
