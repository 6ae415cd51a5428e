/** @module A route of the HTTP interface, declared once: validation, handler and documentation derive from it. */

import type { ServerResponse } from 'node:http'
import * as z from 'zod'
import type { RouteContext } from './api-context.ts'
import { badRequest, type RequestFault } from './api-problem.ts'
import type { Page } from './page.ts'
import { requestFaults } from './request-faults.ts'
import type { Asker } from './run-control.ts'

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export const ROUTE_TAGS = [
  'Simulation',
  'Control',
  'Meters',
  'Weather',
  'Market',
  'Certificates',
  'Alerts',
  'Stream',
  'IEEE 2030.5',
  'System',
] as const
export type RouteTag = (typeof ROUTE_TAGS)[number]

export const JSON_TYPE = 'application/json'

const NOTHING = z.strictObject({})
type Fields = z.ZodObject

/** An answer that is not JSON of the route's schema with status 200. */
export class Answer<Body> {
  readonly body: Body | string
  readonly status: number
  /** Media type of a text. */
  readonly type: string | null
  /** `after` of the next page, where the body has no place for it. */
  readonly next: string | null

  constructor(
    body: Body | string,
    { status = 200, type = null, next = null }: { status?: number; type?: string | null; next?: string | null },
  ) {
    this.body = body
    this.status = status
    this.type = type
    this.next = next
  }
}

/** A page whose entries are JSON already: they are put together and not read. */
export function pageOfJson({ items, next }: Page<string>): Answer<never> {
  return new Answer<never>(`{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}`, {})
}

/** An answer that goes on: its head is sent, and then `start` writes what it likes. */
export class OpenStream {
  readonly start: (response: ServerResponse, lastEventId: string | undefined) => void

  constructor(start: OpenStream['start']) {
    this.start = start
  }
}

/** No answer at all: the connection becomes a WebSocket. */
export class OpenSocket {}

/** What is written down about a route. */
export interface RouteDefinition<
  Path extends Fields,
  Query extends Fields,
  Body extends z.ZodType,
  Result,
  Context = RouteContext,
> {
  readonly method: RouteMethod
  /** As OpenAPI writes it: `/api/v1/meters/{meter_id}`. */
  readonly path: string
  /** Unique, in camel case: client generators make function names of it. */
  readonly operationId: string
  readonly tag: RouteTag
  /** A few words. */
  readonly summary: string
  readonly description?: string
  /** Whether it changes the run: then it always needs the token. */
  readonly controls?: boolean
  /** Whether it is a WebSocket, which can give its token later. */
  readonly isSocket?: boolean
  readonly params?: Path
  readonly query?: Query
  /** JSON of the request. */
  readonly body?: Body
  readonly result: z.ZodType<unknown, Result>
  /** What a good answer can be; JSON unless told otherwise. */
  readonly mediaTypes?: readonly string[]
  /** Status of a good answer; 200 unless told otherwise. */
  readonly status?: number
  /** Other statuses that come with the same body. */
  readonly otherStatuses?: readonly number[]
  /** Problems besides those every route can have. */
  readonly problems?: readonly number[]
  readonly handle: (
    request: RouteRequest<Path, Query, Body>,
    context: Context,
  ) => RouteAnswer<Result> | Promise<RouteAnswer<Result>>
}

/** The checked parts of a request. */
export interface RouteRequest<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly params: z.output<Path>
  readonly query: z.output<Query>
  readonly body: z.output<Body>
  /** Who asks. */
  readonly by: Asker
}

type RouteAnswer<Body> = Body | Answer<Body> | OpenStream | OpenSocket

/** What is written down of a route, without its answer. */
export type DescribedRoute = Omit<Route, 'answer'>

/** A request as it came in. */
export interface RawRequest {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly by: Asker
}

/** A route whatever its types; what it answers from is all of the run's, unless it says that it needs less. */
export interface Route<Context = RouteContext>
  extends Required<
    Pick<
      RouteDefinition<Fields, Fields, z.ZodType, unknown>,
      'method' | 'path' | 'operationId' | 'tag' | 'summary' | 'description' | 'controls' | 'params' | 'query' | 'result'
    >
  > {
  readonly body: z.ZodType | null
  readonly isSocket: boolean
  readonly status: number
  readonly mediaTypes: readonly string[]
  readonly otherStatuses: readonly number[]
  readonly problems: readonly number[]
  /**
   * Checks a request and answers it.
   *
   * @throws ApiProblem when it is refused
   */
  readonly answer: (request: RawRequest, context: Context) => Promise<Answer<unknown> | OpenStream | OpenSocket>
}

export function defineRoute<
  Result,
  Path extends Fields = typeof NOTHING,
  Query extends Fields = typeof NOTHING,
  Body extends z.ZodType = z.ZodUndefined,
  Context = RouteContext,
>(definition: RouteDefinition<Path, Query, Body, Result, Context>): Route<Context> {
  const { controls = false, description = '', status = 200, mediaTypes = [JSON_TYPE] } = definition
  const { method, path, operationId, tag, summary, result } = definition
  const { otherStatuses = [], problems = [], isSocket = false } = definition
  const params = definition.params ?? NOTHING
  const query = definition.query ?? NOTHING
  const body = definition.body ?? null
  return {
    method,
    path,
    operationId,
    tag,
    summary,
    description,
    controls,
    params,
    query,
    body,
    result,
    isSocket,
    status,
    mediaTypes,
    otherStatuses,
    problems,
    async answer(raw, context) {
      const faults: RequestFault[] = []
      const request = {
        params: checked('path', params, raw.params, faults),
        query: checked('query', query, raw.query, faults),
        body: body === null ? undefined : checked('body', body, raw.body ?? undefined, faults),
        by: raw.by,
      }
      if (faults.length > 0) throw badRequest(faults)
      // What the schemas returned is of the definition's types: they are its schemas.
      const handle = definition.handle as (request: unknown, context: Context) => unknown
      const answer = await handle(request, context)
      const isAnswer = answer instanceof Answer || answer instanceof OpenStream || answer instanceof OpenSocket
      return isAnswer ? answer : new Answer(answer, { status })
    },
  }
}

/** What a schema makes of a part of a request; what it refuses is added to the faults. */
function checked(part: RequestFault['in'], schema: z.ZodType, given: unknown, faults: RequestFault[]): unknown {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  faults.push(...requestFaults(part, schema, given, parsed.error))
  return undefined
}
