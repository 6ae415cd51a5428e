/** @module What a failure of Redis means to delivery. */

import { SinkError, type SinkFault } from '../sink.ts'
import { FENCED } from './redis-scripts.ts'

/** The first word of Redis' refusals; in a script it may stand behind "ERR". */
const MEANINGS: readonly (readonly [RegExp, SinkFault, string])[] = [
  [new RegExp(`\\b${FENCED}\\b`), 'fenced', 'another simulator has taken over this run'],
  [
    /\b(?:NOAUTH|WRONGPASS)\b|without any password|invalid username-password/,
    'misconfigured',
    'the log-in is refused: check user and password in REDIS_URL',
  ],
  [/\bNOPERM\b/, 'misconfigured', 'the user may not do that: grant the commands listed in docs/redis.md'],
  [/\bREADONLY\b/, 'misconfigured', 'it is a read-only replica: name the primary in REDIS_URL'],
  [/\bOOM\b/, 'unavailable', 'its memory is full: raise maxmemory, or lower REDIS_STREAM_LENGTH'],
  [/\bMISCONF\b/, 'unavailable', 'it cannot save to its disk'],
  [/\bLOADING\b/, 'unavailable', 'it is still loading its data'],
  [/DB index is out of range/, 'misconfigured', 'there is no database of that number: check the path of REDIS_URL'],
]
const UNTRUSTED = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_(?:VERIFY|GET_ISSUER))/

/** @param server - host and port, without log-in data */
export function redisFault(server: string, error: unknown): SinkError {
  if (error instanceof SinkError) return error
  const reason = reasonOf(error)
  const known = MEANINGS.find(([pattern]) => pattern.test(reason))
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [fault, what] =
    known !== undefined
      ? [known[1], known[2]]
      : UNTRUSTED.test(code)
        ? (['misconfigured', `no trusted TLS connection (${reason})`] as const)
        : (['unavailable', `no answer (${reason})`] as const)
  return new SinkError(fault, `Redis at ${server}: ${what}`, { cause: error })
}

/** Connecting to a name with several addresses fails with an empty message and a list of errors. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error.message
}
