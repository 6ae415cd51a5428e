/** @module Who may ask what: the token, and the names under which a loopback address may be asked. */

import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopbackHost } from '../config/loopback-host.ts'
import { ApiProblem, badRequest, shown } from './api-problem.ts'

const CHALLENGE = 'Bearer realm="gridtokenx"'

/**
 * Refuses a request without the token.
 *
 * @param header - Authorization
 * @throws ApiProblem
 */
export function requireToken(header: string | undefined, token: string): void {
  const [, given] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? []
  if (given !== undefined && isToken(given, token)) return
  const expected = given === undefined ? 'Bearer and the token of this simulator' : 'the token of this simulator'
  throw new ApiProblem(401, `${header === undefined ? 'No token was given' : 'The token is not accepted'}.`, {
    errors: [{ in: 'header', field: 'Authorization', expected }],
    headers: { 'www-authenticate': given === undefined ? CHALLENGE : `${CHALLENGE}, error="invalid_token"` },
  })
}

/** Whether it is the token; takes as long whatever the two have in common. */
export function isToken(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/**
 * Refuses a request that names no host or several: a proxy in front could take another of them than this server.
 *
 * @param rawHeaders - names and values in turn, as they came
 * @throws ApiProblem
 * @see RFC 9112, 3.2
 */
export function requireOneHost(rawHeaders: readonly string[]): void {
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && /^host$/i.test(rawHeaders[index - 1] ?? ''))
  if (hosts.length === 1) return
  const given = hosts.length === 0 ? {} : { value: hosts.join(', ') }
  throw badRequest([{ in: 'header', field: 'Host', ...given, expected: 'exactly one' }])
}

/**
 * Refuses a request by a name that only a foreign name server can have led here: a page of another site may then not
 * read this one by giving its own name a loopback address (DNS rebinding).
 *
 * @param host - Host, with or without a port
 * @throws ApiProblem
 */
export function requireLoopbackName(host: string | undefined): void {
  const name = (host ?? '').replace(/:\d*$/, '')
  if (isLoopbackHost(name)) return
  throw new ApiProblem(421, `This simulator is not known by the name ${host ?? '(none)'}.`, {
    errors: [{ in: 'header', field: 'Host', value: host ?? '', expected: 'localhost or a loopback address' }],
  })
}

/**
 * Refuses a page of another origin: a browser lets any page open a WebSocket, and leaves it to the server to look.
 *
 * @param origin - Origin; programs that are no browsers send none
 * @param host - Host, with or without a port
 * @throws ApiProblem
 */
export function requireSameOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return
  const own = URL.canParse(origin) ? new URL(origin).host : null
  if (own !== null && own === host?.toLowerCase()) return
  throw new ApiProblem(403, 'Pages of other origins may not ask that.', {
    errors: [
      { in: 'header', field: 'Origin', value: shown(origin), expected: `the origin of ${host ?? 'this simulator'}` },
    ],
  })
}
