/** @module The HTTP server with its routes, limits and refusals. */

import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isToken, requireLoopbackName, requireOneHost, requireToken } from './access.ts'
import type { ApiContext, RouteContext } from './api-context.ts'
import { ApiProblem, PROBLEM_MEDIA_TYPE, problemDetails } from './api-problem.ts'
import { dashboardFiles, type PageFile } from './dashboard-files.ts'
import { docsPage, docsStyle } from './docs-page.ts'
import { entityTag, namesTag } from './entity-tag.ts'
import { HealthWatch } from './health/health-watch.ts'
import { CampusMetrics } from './metrics/campus-metrics.ts'
import { openApiDocument } from './openapi.ts'
import { type DescribedRoute, OpenSocket, OpenStream, type Route } from './route.ts'
import { ROUTES } from './routes.ts'
import { type Asker, CLI_AGENT } from './run-control.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { type DoorOptions, SocketDoor } from './socket/socket-door.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file of the dashboard, without a word about the campus. */
    readonly isPage?: boolean
    /** A WebSocket, which can give its token later. */
    readonly isSocket?: boolean
  }
}

export interface ApiOptions extends Partial<Omit<InterfaceOptions<RouteContext>, 'context' | 'observe'>> {
  readonly context: ApiContext
  /** Those of the context unless told otherwise: of several servers they are the same. */
  readonly metrics?: CampusMetrics
  readonly health?: HealthWatch
  readonly token: string
  readonly isOpen: boolean
  readonly version: string
}

/** What is measured of each request. */
export type ObserveRequest = (method: string, route: string, status: number, seconds: number) => void

/** An HTTP interface, whatever its routes answer from. */
export interface InterfaceOptions<Context> {
  readonly context: Context
  readonly observe: ObserveRequest
  readonly token: string
  /** Whether others than this machine can reach it, so that everything needs the token. */
  readonly isOpen: boolean
  readonly version: string
  /** Who may follow by WebSocket, where a route offers it. */
  readonly sockets?: Pick<DoorOptions, 'events' | 'hasMeter'>
  /** Whether it explains itself at /docs. */
  readonly isDocumented?: boolean
  readonly routes: readonly Route<Context>[]
  /** Of the dashboard; in a run those that were built unless told otherwise. */
  readonly pageFiles: readonly PageFile[]
  /** Requests an address may make in a minute. */
  readonly requestsPerMinute?: number
  /** In which the head of a request, and all of it, have to come in [ms]. */
  readonly headTimeoutMs?: number
  readonly requestTimeoutMs?: number
  /** What an unexpected failure is told to. */
  readonly onFailure?: (error: unknown) => void
}

const EVENT_STREAM = 'text/event-stream'
const BODY_BYTES = 64 * 1024
const HEADER_BYTES = 8 * 1024
/** In which the head of a request, and all of it, have to come in, and how often that is looked at [ms]. */
const HEAD_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 10_000
const CHECKING_MS = 500
const KEEP_ALIVE_MS = 30_000
/** A thousand of them may be streams. */
const MOST_CONNECTIONS = 2_000
const REQUESTS_PER_MINUTE = 6_000
/** Of a path; what a route takes is shorter, so that its schema names what is too long [characters]. */
const LONGEST_PART = 1_000
/** Shorter answers are not worth compressing [bytes]. */
const COMPRESSED_FROM = 1_024

/** The interface of a run. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const health = options.health ?? new HealthWatch(options.context)
  const metrics = options.metrics ?? new CampusMetrics({ ...options.context, health })
  const { events, live } = options.context
  const app = await createInterface({
    ...options,
    context: { ...options.context, metrics, health },
    routes: options.routes ?? ROUTES,
    pageFiles: options.pageFiles ?? dashboardFiles(),
    observe: (...request) => metrics.observe(...request),
    sockets: { events, hasMeter: (meterId) => live.meter(meterId) !== undefined },
  })
  return app.addHook('onClose', async () => {
    metrics.close()
    health.close()
  })
}

export async function createInterface<Context>(options: InterfaceOptions<Context>): Promise<FastifyInstance> {
  const { token, isOpen, version, routes, context, observe, sockets, headTimeoutMs = HEAD_TIMEOUT_MS } = options
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = options
  const app = Fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: headTimeoutMs,
      connectionsCheckingInterval: CHECKING_MS,
      // Refused below, with the headers of every answer.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: LONGEST_PART, ignoreTrailingSlash: true },
    clientErrorHandler: refuseUnreadable,
    // What the router refuses passes no hook.
    frameworkErrors: (error, _request, reply) => void tellProblem(error, reply.headers(SECURITY_HEADERS), options),
  })
  app.server.maxConnections = MOST_CONNECTIONS
  app.removeContentTypeParser('text/plain')
  // Checked by the routes' own schemas, and written as they are.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (body) => JSON.stringify(body))
  app.setErrorHandler((error: FastifyError | ApiProblem, _request, reply) => tellProblem(error, reply, options))
  app.setNotFoundHandler((request, reply) => tellProblem(unknownAddress(request, routes), reply, options))
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS)
  })
  // Behind the limit of requests, so that nobody tries tokens without end; before the body is read.
  app.addHook('preParsing', async (request) => {
    // The page itself tells nothing, and has to be there to ask for the token.
    const { isPage = false, isSocket = false } = request.routeOptions.config
    const canWait = isPage || (isSocket && request.headers.authorization === undefined)
    requireOneHost(request.raw.rawHeaders)
    if (!isOpen) requireLoopbackName(request.headers.host)
    else if (!canWait) requireToken(request.headers.authorization, token)
  })
  app.addHook('onSend', conditionally)
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    observe(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
  })
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    cache: 10_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiProblem(429, 'Too many requests from this address.', {
        headers: { 'retry-after': String(Math.ceil(ttl / 1000)) },
      }),
  })
  await app.register(compress, { threshold: COMPRESSED_FROM, encodings: ['gzip'], inflateIfDeflated: false })
  const door =
    sockets === undefined
      ? null
      : new SocketDoor(app, {
          ...sockets,
          isOpen,
          tokenWithinMs: headTimeoutMs,
          isToken: (given) => isToken(given, token),
        })
  for (const route of routes) {
    addRoute(app, route, context, token, door)
  }
  if (options.isDocumented !== false) addDocumentation(app, routes, version)
  for (const file of options.pageFiles) addPageFile(app, file)
  return app
}

function addRoute<Context>(
  app: FastifyInstance,
  route: Route<Context>,
  context: Context,
  token: string,
  door: SocketDoor | null,
): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { isSocket: route.isSocket },
    async handler(request, reply) {
      if (route.controls) requireToken(request.headers.authorization, token)
      const { params, query, body } = request
      const answer = await route.answer({ params, query, body, by: askerOf(request) }, context)
      if (answer instanceof OpenSocket) return openSocket(door, request, reply)
      if (answer instanceof OpenStream) return beginStream(answer, request, reply)
      reply.code(answer.status).type(answer.type ?? 'application/json; charset=utf-8')
      if (answer.next !== null) reply.header('link', nextLink(request.url, answer.next))
      return reply.send(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    },
  })
}

/** The commands of this program say who they are; what else asks is a client of the interface. */
function askerOf({ ip, headers }: FastifyRequest): Asker {
  return { source: headers['user-agent']?.startsWith(CLI_AGENT) === true ? 'cli' : 'api', address: ip }
}

/** From here on the answer is the stream's own; it is not compressed, so that nothing waits in between. */
function beginStream(stream: OpenStream, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  if (request.method === 'HEAD') return reply.type(EVENT_STREAM).send('')
  reply.hijack()
  const headers = {
    ...reply.getHeaders(),
    'content-type': EVENT_STREAM,
    'cache-control': 'no-store',
    connection: 'close',
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  reply.raw.writeHead(200).flushHeaders()
  const lastEventId = request.headers['last-event-id']
  stream.start(reply.raw, typeof lastEventId === 'string' ? lastEventId : undefined)
  return undefined
}

/** The same question for its next page (RFC 8288). */
function nextLink(url: string, next: string): string {
  const [path, query] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('after', next)
  return `<${path}?${parameters.toString()}>; rel="next"`
}

function addDocumentation(app: FastifyInstance, routes: readonly DescribedRoute[], version: string): void {
  const document = openApiDocument(routes, version)
  const [text, page] = [JSON.stringify(document), docsPage(document)]
  app.get('/api/v1/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
  app.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  app.get('/docs/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle))
}

function addPageFile(app: FastifyInstance, { path, type, text }: PageFile): void {
  app.get(path, { config: { isPage: true } }, (_request, reply) => reply.type(type).send(text))
}

/** Gives a good answer its tag, and leaves the body out where the client has it. */
async function conditionally(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<unknown> {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead || reply.statusCode !== 200 || typeof body !== 'string') return body
  const tag = entityTag(body)
  reply.header('etag', tag).header('cache-control', 'no-cache')
  if (!namesTag(request.headers['if-none-match'], tag)) return body
  reply.code(304).removeHeader('content-length')
  return ''
}

function tellProblem(
  error: FastifyError | ApiProblem,
  reply: FastifyReply,
  { onFailure }: Pick<ApiOptions, 'onFailure'>,
): FastifyReply {
  const problem = asProblem(error)
  if (problem.status >= 500 && !(error instanceof ApiProblem)) onFailure?.(error)
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problemDetails(problem.status, problem.message, problem.errors)))
}

/** What the framework refuses, in the form of everything else; what nobody expected says no more than that. */
function asProblem(error: FastifyError | ApiProblem): ApiProblem {
  if (error instanceof ApiProblem) return error
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusedBody(413, `at most ${BODY_BYTES} bytes`)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return new ApiProblem(415, 'Content-Type: expected application/json', {
        errors: [{ in: 'header', field: 'Content-Type', expected: 'application/json' }],
      })
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusedBody(400, 'JSON')
    default: {
      const status = error.statusCode ?? 500
      return status >= 400 && status < 500
        ? new ApiProblem(status, error.message)
        : new ApiProblem(500, 'That failed; it is a fault of this program.')
    }
  }
}

function refusedBody(status: number, expected: string): ApiProblem {
  return new ApiProblem(status, `body: expected ${expected}`, { errors: [{ in: 'body', field: 'body', expected }] })
}

function unknownAddress({ method, url }: FastifyRequest, routes: readonly DescribedRoute[]): ApiProblem {
  const path = url.split('?', 1)[0] ?? ''
  const methods = routes.filter((route) => matches(route.path, path)).map((route) => route.method)
  if (methods.length === 0) {
    return new ApiProblem(404, `There is nothing at ${path.slice(0, 200)}. What there is: /docs`)
  }
  const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods
  return new ApiProblem(405, `${method} is not among ${allow.join(', ')}.`, { headers: { allow: allow.join(', ') } })
}

function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`).test(path)
}

/** What cannot even be read as HTTP is answered on the socket and cut off. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, detail] = UNREADABLE[error.code ?? ''] ?? [400, 'This is not HTTP.']
  const body = JSON.stringify(problemDetails(status, detail))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const UNREADABLE: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, `The head of the request is longer than ${HEADER_BYTES} bytes.`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in in time.'],
}

function openSocket(door: SocketDoor | null, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (door === null) throw new Error('a route offers a WebSocket where nobody follows any')
  return door.open(request, reply)
}
