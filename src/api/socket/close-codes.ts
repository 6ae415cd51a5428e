/** @module Why the simulator closes a WebSocket: codes of RFC 6455, section 7.4, and of its own from 4000 on. */

import { TOO_SLOW } from '../stream/stream-client.ts'

export const CLOSE_CODES = {
  stops: { code: 1001, reason: 'the simulator stops' },
  binary: { code: 1003, reason: 'messages are text' },
  tooMany: { code: 1008, reason: 'too many messages: at most 100 in 10 s' },
  noToken: { code: 4401, reason: 'the first message has to give the token' },
  wrongToken: { code: 4401, reason: 'the token is not accepted' },
  tooSlow: { code: 4408, reason: TOO_SLOW },
} as const

export type CloseReason = keyof typeof CLOSE_CODES
