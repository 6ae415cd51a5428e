import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { listeningApi, TOKEN, testApi, testContext } from './api.fixture.ts'
import { problemSchema } from './api-problem.ts'
import type { PageFile } from './dashboard-files.ts'
import { connected, parsedAnswer, rawAnswer, rawRequest } from './raw-request.fixture.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

const BEARER = { authorization: `Bearer ${TOKEN}` }
const JSON_HEADER = { 'content-type': 'application/json' }
const PAGE: readonly PageFile[] = [
  { path: '/', type: 'text/html; charset=utf-8', text: '<!doctype html>' },
  { path: '/assets/index-1.js', type: 'text/javascript; charset=utf-8', text: 'export {}' },
]
/** A route that takes a body. */
const WRITING = '/api/v1/ieee2030_5/operations/programs.create'
const addressOf = ({ path }: Route): string => path.replaceAll(/\{\w+\}/g, 'AMI_METER_001')
const BY_NAME = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const)
const CONTROLS = BY_NAME.filter(([, { controls }]) => controls)

async function open(): Promise<FastifyInstance> {
  return testApi({ isOpen: true, pageFiles: PAGE })
}

describe('behind an address that others can reach', () => {
  // By WebSocket it may come with the first message, and nothing is told before.
  it.each(BY_NAME.filter(([, { isSocket }]) => !isSocket))('%s needs the token', async (_name, route) => {
    const app = await open()
    for (const headers of [{}, { authorization: 'Bearer another' }, { authorization: TOKEN }, { cookie: TOKEN }]) {
      const method = route.method
      const response = await app.inject({
        method,
        url: addressOf(route),
        headers,
        ...(method !== 'GET' && { payload: {} }),
      })
      expect(response.statusCode, response.body).toBe(401)
      expect(response.headers['www-authenticate']).toMatch(/^Bearer realm=/)
      expect(problemSchema.parse(response.json()).errors).toMatchObject([{ in: 'header', field: 'Authorization' }])
    }
  })

  it.each(['/docs', '/docs/style.css', '/api/v1/openapi.json', '/nothing', '/assets/nothing.js'])(
    '%s needs the token',
    async (url) => {
      const app = await open()
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST'] as const) {
        expect((await app.inject({ method, url })).statusCode).toBe(401)
      }
    },
  )

  it('no token in the address is taken, where it would be seen by others', async () => {
    const app = await open()
    for (const name of ['token', 'access_token', 'api_token', 'authorization']) {
      expect((await app.inject(`/api/v1/status?${name}=${TOKEN}`)).statusCode).toBe(401)
    }
  })

  it('a body is not even read of who has none', async () => {
    const app = await open()
    const payload = 'x'.repeat(200_000)
    const response = await app.inject({ method: 'POST', url: WRITING, headers: JSON_HEADER, payload })
    expect(response.statusCode).toBe(401)
  })
})

describe('what changes the simulation', () => {
  it('is there', () => expect(CONTROLS.length).toBeGreaterThan(0))

  it.each(CONTROLS)('%s needs the token on a loopback address, too', async (_name, route) => {
    const app = await testApi()
    for (const headers of [{}, { authorization: `Bearer ${TOKEN}x` }, { authorization: `Basic ${TOKEN}` }]) {
      const response = await app.inject({ method: route.method, url: addressOf(route), headers, payload: {} })
      expect(response.statusCode, response.body).toBe(401)
    }
  })

  it.each(BY_NAME.filter(([, { method }]) => method !== 'GET'))('includes %s, since it is no reading', (_name, route) =>
    expect(route.controls).toBe(true),
  )
})

describe('pages of other origins', () => {
  it.each(['/api/v1/status', WRITING, '/', '/nothing'])('get no leave by asking first: %s', async (url) => {
    const app = await testApi({ pageFiles: PAGE })
    const asking = {
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
      'access-control-request-private-network': 'true',
    }
    const response = await app.inject({ method: 'OPTIONS', url, headers: asking })
    expect(response.statusCode).toBeGreaterThanOrEqual(400)
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('cannot send what a form can send without asking', async () => {
    const app = await testApi()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { ...BEARER, origin: 'https://example.com', 'content-type': type }
      const response = await app.inject({ method: 'POST', url: WRITING, headers, payload: '{}' })
      expect(response.statusCode).toBe(415)
    }
  })
})

describe('the security headers', () => {
  it.each([
    ['GET', '/', 200],
    ['GET', '/assets/index-1.js', 200],
    ['HEAD', '/', 200],
    ['GET', '/docs', 200],
    ['GET', '/docs/style.css', 200],
    ['GET', '/api/v1/openapi.json', 200],
    ['GET', '/api/v1/status', 200],
    ['GET', '/metrics', 200],
    ['HEAD', '/api/v1/stream', 200],
    ['GET', '/api/v1/status?more=1', 400],
    ['GET', '/%zz', 400],
    ['POST', WRITING, 401],
    ['GET', '/nothing', 404],
    ['DELETE', '/api/v1/status', 405],
    ['GET', `/api/v1/meters/${'x'.repeat(2_000)}`, 414],
    ['GET', '/api/v1/weather?limit=', 400],
  ] as const)('are on the answer to %s %s', async (method, url, status) => {
    const app = await testApi({ pageFiles: PAGE })
    const { statusCode, headers } = await app.inject({ method, url })
    expect(statusCode).toBe(status)
    expect(headers).toMatchObject(SECURITY_HEADERS)
    if (status >= 400 && method !== 'HEAD') expect(headers['content-type']).toContain('application/problem+json')
  })

  it.each([
    ['an answer that is not changed', { 'if-none-match': '*' }, 304],
    ['a name of another', { host: 'evil.example' }, 421],
  ])('are on %s', async (_what, headers, status) => {
    const app = await testApi()
    const response = await app.inject({ url: '/api/v1/status', headers })
    expect(response.statusCode).toBe(status)
    expect(response.headers).toMatchObject(SECURITY_HEADERS)
  })

  it('are on the refusal of who asks too often, and on a fault of the program', async () => {
    const app = await testApi({ requestsPerMinute: 1, pageFiles: PAGE })
    expect((await app.inject('/')).statusCode).toBe(200)
    const refused = await app.inject('/')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers).toMatchObject(SECURITY_HEADERS)
    const [status] = ROUTES.filter(({ path }) => path === '/api/v1/status')
    const broken = { ...status, answer: () => Promise.reject(new Error('broken')) } as Route
    const failing = await testApi({ routes: [broken], onFailure: () => undefined })
    const failed = await failing.inject('/api/v1/status')
    expect(failed.statusCode).toBe(500)
    expect(failed.headers).toMatchObject(SECURITY_HEADERS)
  })

  it('are on an open stream', async () => {
    const { url } = await listeningApi()
    const response = await fetch(`${url}/api/v1/stream`)
    expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS)
    await response.body?.cancel()
  })

  it('allow neither scripts in the page nor anything of others', () => {
    const policy = SECURITY_HEADERS['content-security-policy']
    expect(policy).not.toMatch(/unsafe-|https?:|\*|blob:/)
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) {
      expect(policy).toContain(rule)
    }
  })
})

describe('paths that climb', () => {
  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%2fpackage.json',
    '/%252e%252e%252fpackage.json',
    '/assets/%252e%252e/package.json',
    '/..\\package.json',
    '/assets\\..\\..\\package.json',
    '/%5c..%5cpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/%c0%ae%c0%ae/package.json',
    '/....//package.json',
    '//etc/passwd',
    '/assets/index-1.js%00.html',
    '/assets/index-1.js/../../../package.json',
    '/docs/../../package.json',
    '/file:///etc/passwd',
    '/api-token',
    '/data/api-token',
    '/.env',
  ])('lead nowhere: %s', async (path) => {
    const { url } = await listeningApi()
    const { status, body, headers } = await rawAnswer(url, rawRequest(`GET ${path}`))
    expect([400, 404]).toContain(status)
    expect(headers).toMatchObject(SECURITY_HEADERS)
    expect(body).not.toMatch(/"dependencies"|root:/)
  })
})

describe('what is too much', () => {
  const unread = { status: 431, headers: expect.objectContaining(SECURITY_HEADERS) as unknown }

  it('is a head with many fields', async () => {
    const { url } = await listeningApi()
    const fields = Array.from({ length: 2_000 }, (_, index) => `X-${index}: ${index}`)
    expect(await rawAnswer(url, rawRequest('GET /', fields))).toMatchObject(unread)
  })

  it('is an address without end', async () => {
    const { url } = await listeningApi()
    expect(await rawAnswer(url, rawRequest(`GET /${'x'.repeat(20_000)}`))).toMatchObject(unread)
    expect(await rawAnswer(url, rawRequest(`GET /api/v1/status?${'x=1&'.repeat(5_000)}`))).toMatchObject(unread)
  })

  it('is a body beyond the limit, whether its length is told or not', async () => {
    const { url } = await listeningApi()
    const head = ['Content-Type: application/json', `Authorization: Bearer ${TOKEN}`]
    const told = await rawAnswer(url, rawRequest(`POST ${WRITING}`, [...head, 'Content-Length: 1000000000']))
    expect(told.status).toBe(413)
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`
    const untold = rawRequest(`POST ${WRITING}`, [...head, 'Transfer-Encoding: chunked']) + chunk.repeat(5)
    expect((await rawAnswer(url, untold)).status).toBe(413)
  })

  it.each([
    ['zeros', Buffer.alloc(20_000_000, ' ')],
    ['noise', randomBytes(70_000)],
  ])('is a packed body of %s, which is not unpacked beyond the limit', async (_what, content) => {
    const app = await testApi()
    const headers = { ...BEARER, ...JSON_HEADER, 'content-encoding': 'gzip' }
    const response = await app.inject({ method: 'POST', url: WRITING, headers, payload: gzipSync(content) })
    expect(response.statusCode).toBe(413)
    problemSchema.parse(response.json())
  })

  it.each([
    ['that is none', 'gzip', Buffer.from('{}')],
    ['of another kind', 'br', Buffer.from('{}')],
    ['packed twice', 'gzip, gzip', gzipSync(gzipSync('{}'))],
  ])('or not what it says: a packed body %s', async (_what, encoding, payload) => {
    const app = await testApi()
    const headers = { ...BEARER, ...JSON_HEADER, 'content-encoding': encoding }
    const response = await app.inject({ method: 'POST', url: WRITING, headers, payload })
    expect([400, 415]).toContain(response.statusCode)
    problemSchema.parse(response.json())
  })

  it('is JSON that is nested without end', async () => {
    const app = await testApi()
    const payload = `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
    const response = await app.inject({ method: 'POST', url: WRITING, headers: { ...BEARER, ...JSON_HEADER }, payload })
    expect(response.statusCode).toBe(400)
  })
})

describe('a client that is slow', () => {
  it('with its head is not waited for', async () => {
    const { url } = await listeningApi({ headTimeoutMs: 100 })
    const answer = await rawAnswer(url, 'GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
    expect(answer).toMatchObject({ status: 408, headers: expect.objectContaining(SECURITY_HEADERS) as unknown })
  })

  it('with its body is not waited for', async () => {
    const { url } = await listeningApi({ headTimeoutMs: 100, requestTimeoutMs: 200 })
    const head = ['Content-Type: application/json', `Authorization: Bearer ${TOKEN}`, 'Content-Length: 20']
    expect((await rawAnswer(url, `${rawRequest(`POST ${WRITING}`, head)}{`)).status).toBe(408)
  })

  it('keeps nobody else waiting', async () => {
    const { url } = await listeningApi()
    const slow = await Promise.all(Array.from({ length: 50 }, () => connected(url)))
    for (const socket of slow) socket.write('GET /api/v1/status HTTP/1.1\r\nHost: loc')
    expect((await fetch(`${url}/api/v1/status`)).status).toBe(200)
  })
})

describe('a request that two servers could read differently', () => {
  const hidden = 'GET /api/v1/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n'
  it.each([
    ['a length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4']],
    ['two lengths', ['Content-Length: 4', 'Content-Length: 40']],
    ['a list of lengths', ['Content-Length: 4, 40']],
    ['a signed length', ['Content-Length: +4']],
    ['a hexadecimal length', ['Content-Length: 0x4']],
    ['another coding behind the chunks', ['Transfer-Encoding: chunked, identity']],
    ['a coding of no kind', ['Transfer-Encoding: xchunked']],
    ['a blank before the colon', ['Transfer-Encoding : chunked']],
    ['a field that is folded', ['X-Folded: a', ' Transfer-Encoding: chunked']],
    ['a line that ends with nothing but CR', ['X-A: 1\rTransfer-Encoding: chunked']],
    ['a name with a zero', ['X-\0: 1']],
  ])('is refused and its connection closed: %s', async (_what, headers) => {
    const { url } = await listeningApi()
    const lines = [`POST ${WRITING} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', ...headers]
    const { status, all } = await rawAnswer(url, `${lines.join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`)
    expect(status).toBe(400)
    expect(all.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })

  it.each([
    ['two hosts', ['Host: localhost', 'Host: evil.example']],
    ['the same host twice', ['Host: localhost', 'host: localhost']],
    ['no host', []],
  ])('is refused with %s', async (_what, hosts) => {
    const { url } = await listeningApi()
    const lines = ['GET /api/v1/status HTTP/1.1', ...hosts, 'Connection: close']
    const { status, headers, body } = await rawAnswer(url, `${lines.join('\r\n')}\r\n\r\n`)
    expect(status).toBe(400)
    expect(headers).toMatchObject(SECURITY_HEADERS)
    expect(body).toContain('"field":"Host"')
  })

  it('cannot become another protocol', async () => {
    const { url } = await listeningApi()
    for (const upgrade of ['h2c', 'websocket', 'TLS/1.2']) {
      const { status } = await rawAnswer(url, rawRequest('GET /api/v1/status', [`Upgrade: ${upgrade}`]))
      expect(status).not.toBe(101)
    }
    const connecting = await connected(url)
    const closed = new Promise((resolve) => connecting.once('close', resolve))
    connecting.write('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n')
    let told = ''
    connecting.on('data', (data) => {
      told += data.toString()
    })
    await closed
    expect(parsedAnswer(told).status).not.toBe(200)
  })
})

it('a token that is wrong is in no answer', async () => {
  const app = await testApi({ isOpen: true, context: testContext() })
  const secret = 'a-secret-of-another-service'
  const response = await app.inject({ url: '/api/v1/status', headers: { authorization: `Bearer ${secret}` } })
  expect(JSON.stringify([response.headers, response.body])).not.toContain(secret)
})
