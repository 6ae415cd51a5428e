/** @module What a utility server answers to a request. */

import { codecOfAccept, codecOfContent } from '../xml/codec.ts'
import { DocumentError } from '../xml/document-error.ts'
import { verdict } from './access.ts'
import { type Caller, DEVICES } from './device.ts'
import type { Exchange, Handler, Route } from './function-set.ts'
import type { MadeAnswer } from './kept-answers.ts'
import { listQuery } from './list-query.ts'
import { Refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import { empty, refused, responseTo, type UtilityResponse, unreadable, withoutBody } from './response.ts'
import type { Utility } from './utility.ts'

/** A request of somebody with a certificate that a trusted authority has issued. */
export interface UtilityRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** Headers; undefined when there is none. */
  readonly accept: string | undefined
  readonly contentType: string | undefined
  readonly body: Uint8Array
  /** Who asks, by the certificate. */
  readonly caller: Pick<Caller, 'lfdi' | 'sfdi'>
  /** The server's time [s since 1970 UTC]. */
  readonly now: number
}

/**
 * Answers a request. It changes the state as the request asks, or not at all.
 *
 * @throws whatever a function set throws beside Refusal and DocumentError, which is a fault of the program
 */
export function respond(utility: Utility, request: UtilityRequest): UtilityResponse {
  if (request.method !== 'HEAD') return answer(utility, request)
  return withoutBody(answer(utility, { ...request, method: 'GET' }))
}

function answer(utility: Utility, request: UtilityRequest): UtilityResponse {
  if (request.method !== 'GET') return madeAnswer(utility, request).response
  const key = `${request.caller.lfdi} ${request.target} ${request.accept}`
  return utility.answers.answer(key, () => madeAnswer(utility, request))
}

function madeAnswer(utility: Utility, request: UtilityRequest): MadeAnswer {
  const { path, search } = targetOf(request.target)
  const match = utility.router.match(path)
  if (match === null) return { response: empty(404, `${path.slice(0, 100)} does not exist`), isOfMoment: false }
  const exchange = new OpenExchange(utility, request, path, match.params, search)
  const response = routeAnswer(match.route, exchange, request)
  return { response, isOfMoment: exchange.isOfMoment }
}

function routeAnswer(route: Route, exchange: Exchange, { method, accept }: UtilityRequest): UtilityResponse {
  const { path, state } = exchange
  const handler = handlerOf(route, method)
  const deed = method === 'GET' ? 'read' : 'write'
  const decided = verdict(route.audience, exchange, deed, handler !== undefined)
  if (decided === 'hidden') return empty(404, `${path} is not there for the caller`)
  if (decided === 'forbidden') return empty(403, `${path} is not the caller's to change`)
  if (handler === undefined) return empty(405, `${path} has no ${method}`, { Allow: methodsOf(route) })
  let reply: Reply
  try {
    if (deed === 'read') requireAcceptable(accept)
    reply = state.attempt(() => handler(exchange))
  } catch (error) {
    return refusalOf(error)
  }
  return responseTo(reply)
}

function refusalOf(error: unknown): UtilityResponse {
  if (error instanceof Refusal) return refused(error)
  if (error instanceof DocumentError) return unreadable(error)
  throw error
}

/** A request target, which may be a whole URL. @see RFC 9112, 3.2.2 */
function targetOf(target: string): { path: string; search: string } {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const query = local.indexOf('?')
  return query < 0 ? { path: local, search: '' } : { path: local.slice(0, query), search: local.slice(query + 1) }
}

const METHODS = { GET: 'get', PUT: 'put', POST: 'post', DELETE: 'delete' } as const

function handlerOf(route: Route, method: string): Handler | undefined {
  return Object.hasOwn(METHODS, method) ? route[METHODS[method as keyof typeof METHODS]] : undefined
}

/** As the header `Allow` lists them. */
function methodsOf(route: Route): string {
  return Object.entries(METHODS)
    .filter(([, name]) => route[name] !== undefined)
    .flatMap(([method]) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ')
}

function requireAcceptable(accept: string | undefined): void {
  const choice = codecOfAccept(accept)
  if (choice.kind === 'unsupported') throw new Refusal(406, choice.reason)
}

/** A request on its way through the function sets. */
class OpenExchange implements Exchange {
  readonly state: Exchange['state']
  readonly settings: Exchange['settings']
  readonly functionSets: Exchange['functionSets']
  readonly caller: Caller
  readonly path: string
  readonly params: Exchange['params']
  readonly #request: UtilityRequest
  readonly #search: string
  #isOfMoment = false

  constructor(
    { state, settings, functionSets }: Utility,
    request: UtilityRequest,
    path: string,
    params: Exchange['params'],
    search: string,
  ) {
    const device = state.at(DEVICES).get(request.caller.lfdi)
    this.state = state
    this.settings = settings
    this.functionSets = functionSets
    this.caller = { ...request.caller, device: device?.enabled === true ? device : null }
    this.path = path
    this.params = params
    this.#request = request
    this.#search = search
  }

  get now(): number {
    this.#isOfMoment = true
    return Math.floor(this.#request.now)
  }

  /** Whether the time was looked at. */
  get isOfMoment(): boolean {
    return this.#isOfMoment
  }

  /** Read only by lists: elsewhere a query means nothing, and cannot be wrong. */
  get query(): Exchange['query'] {
    return listQuery(this.#search)
  }

  /** A field, since function sets take it out of the exchange. */
  readonly body: Exchange['body'] = (types) => {
    const { contentType, body } = this.#request
    const choice = codecOfContent(contentType)
    if (choice.kind === 'unsupported') throw new Refusal(415, choice.reason)
    return choice.codec.decode(body, types)
  }
}
