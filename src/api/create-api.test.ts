import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { TOKEN, testApi } from './api.fixture.ts'
import { problemSchema } from './api-problem.ts'
import { defineRoute } from './route.ts'
import { instantText, wholeNumberText } from './schemas.ts'

const BEARER = { authorization: `Bearer ${TOKEN}` }

const echo = defineRoute({
  method: 'POST',
  path: '/api/v1/things/{thing}',
  operationId: 'echo',
  tag: 'System',
  summary: 'Says what it was asked',
  params: z.strictObject({ thing: z.enum(['a', 'b']) }),
  query: z.strictObject({ limit: wholeNumberText(1, 10).default(5), from: instantText.optional() }),
  body: z.strictObject({ share: z.number().min(0).max(1), list: z.array(z.int()).max(3).optional() }),
  result: z.unknown(),
  handle: ({ params, query, body }) => ({ ...params, ...query, ...body }),
})
const control = defineRoute({
  method: 'POST',
  path: '/api/v1/control',
  operationId: 'control',
  tag: 'System',
  summary: 'Changes something',
  controls: true,
  result: z.strictObject({ done: z.boolean() }),
  handle: () => ({ done: true }),
})
const broken = defineRoute({
  method: 'GET',
  path: '/api/v1/broken',
  operationId: 'broken',
  tag: 'System',
  summary: 'Fails',
  result: z.unknown(),
  handle: () => {
    throw new Error('/secret/path')
  },
})
const long = defineRoute({
  method: 'GET',
  path: '/api/v1/long',
  operationId: 'long',
  tag: 'System',
  summary: 'Is long',
  result: z.unknown(),
  handle: () => ({ text: 'x'.repeat(5000) }),
})
const routes = [echo, control, broken, long]

describe('a request', () => {
  it('is checked by the schemas of its route, which also read it', async () => {
    const app = await testApi({ routes })
    const url = '/api/v1/things/a?limit=7&from=2025-03-10T07:00:00+07:00'
    const response = await app.inject({ method: 'POST', url, payload: { share: 0.5 } })
    expect(response.json()).toEqual({ thing: 'a', limit: 7, from: Date.UTC(2025, 2, 10), share: 0.5 })
  })

  it.each([
    ['/api/v1/things/c', { share: 1 }, [{ in: 'path', field: 'thing', value: 'c', expected: 'a or b' }]],
    [
      '/api/v1/things/a?limit=11',
      { share: 1 },
      [{ in: 'query', field: 'limit', value: '11', expected: 'a whole number from 1 to 10' }],
    ],
    [
      '/api/v1/things/a?limt=1',
      { share: 1 },
      [{ in: 'query', field: 'limt', expected: 'one of the names limit or from' }],
    ],
    [
      '/api/v1/things/a?from=yesterday&limit=0x1',
      { share: 1 },
      [
        { in: 'query', field: 'limit', value: '0x1', expected: 'a whole number from 1 to 10' },
        {
          in: 'query',
          field: 'from',
          value: 'yesterday',
          expected: expect.stringContaining('an ISO 8601 date and time') as unknown,
        },
      ],
    ],
    [
      '/api/v1/things/a?limit=1&limit=2',
      { share: 1 },
      [{ in: 'query', field: 'limit', value: '["1","2"]', expected: 'a whole number from 1 to 10' }],
    ],
    [
      '/api/v1/things/a',
      { share: 2, list: [1, 'x'], more: 1 },
      [
        { in: 'body', field: 'share', value: '2', expected: 'a number from 0 to 1' },
        { in: 'body', field: 'list.1', value: 'x', expected: 'a whole number' },
        { in: 'body', field: 'more', expected: 'one of the names share or list' },
      ],
    ],
    ['/api/v1/things/a', undefined, [{ in: 'body', field: 'body', expected: 'an object with share or list' }]],
  ])('%s with the body %j is refused, naming each fault', async (url, payload, errors) => {
    const app = await testApi({ routes })
    const response = await app.inject({ method: 'POST', url, ...(payload !== undefined && { payload }) })
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toContain('application/problem+json')
    const problem = problemSchema.parse(response.json())
    expect(problem.errors).toEqual(errors)
    expect(problem.detail).toContain(String(errors[0]?.field))
  })

  it('of any kind is answered with what it asks for, or a problem that is not the fault of the program', async () => {
    const app = await testApi({ routes })
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('limit=3', 'from=', '%', '__proto__=1', 'limit[]=1'),
    )
    await fc.assert(
      fc.asyncProperty(text, text, fc.json(), async (thing, query, payload) => {
        const url = `/api/v1/things/${encodeURIComponent(thing)}?${encodeURI(query)}`
        const headers = { 'content-type': 'application/json' }
        const response = await app.inject({ method: 'POST', url, payload, headers })
        expect(response.statusCode).toBeLessThan(500)
        if (response.statusCode !== 200) problemSchema.parse(response.json())
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['a body that is too large', { payload: `{"share": "${'x'.repeat(70_000)}"}` }, 413],
    ['a body that is not JSON', { payload: '{"share": ' }, 400],
    ['an empty body', { payload: '' }, 400],
    ['another type', { payload: 'share=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['a poisoned prototype', { payload: '{"__proto__": {"share": 1}}' }, 400],
  ])('with %s is refused', async (_what, request, status) => {
    const app = await testApi({ routes })
    const headers = { 'content-type': 'application/json' }
    const response = await app.inject({ method: 'POST', url: '/api/v1/things/a', headers, ...request })
    expect(response.statusCode).toBe(status)
    expect(problemSchema.parse(response.json()).status).toBe(status)
  })

  it('for what there is not, or by another method, is told so', async () => {
    const app = await testApi({ routes })
    expect((await app.inject('/api/v1/nothing')).statusCode).toBe(404)
    expect((await app.inject('/../../etc/passwd')).statusCode).toBe(404)
    expect((await app.inject('/docs/..%2f..%2fpackage.json')).statusCode).toBe(404)
    const other = await app.inject('/api/v1/things/a')
    expect([other.statusCode, other.headers.allow]).toEqual([405, 'POST'])
    problemSchema.parse(other.json())
  })

  it('that fails by a fault of the program says nothing of its inside', async () => {
    const failures: unknown[] = []
    const app = await testApi({ routes, onFailure: (error) => failures.push(error) })
    const response = await app.inject('/api/v1/broken')
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('secret')
    expect(failures).toEqual([new Error('/secret/path')])
  })
})

describe('an answer', () => {
  it('is not sent again to who has it', async () => {
    const app = await testApi({ routes })
    const first = await app.inject('/api/v1/long')
    const { etag } = first.headers
    for (const given of [etag, `"other", ${etag}`, '*']) {
      const again = await app.inject({ url: '/api/v1/long', headers: { 'if-none-match': String(given) } })
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
    }
    const other = await app.inject({ url: '/api/v1/long', headers: { 'if-none-match': '"other"' } })
    expect(other.statusCode).toBe(200)
  })

  it('is compressed when it is long and that is wanted', async () => {
    const app = await testApi({ routes })
    const plain = await app.inject('/api/v1/long')
    const packed = await app.inject({ url: '/api/v1/long', headers: { 'accept-encoding': 'gzip' } })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10)
    expect(packed.headers.etag).toBe(plain.headers.etag)
  })

  it('forbids a browser everything but showing it, and other sites reading it', async () => {
    const app = await testApi({ routes })
    for (const url of ['/api/v1/long', '/docs', '/nothing']) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://example.com' } })
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('access', () => {
  it.each([
    ['no token', {}],
    ['another token', { authorization: 'Bearer another-token-of-the-test' }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
    ['a part of the token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
  ])('with %s allows no control', async (_what, headers) => {
    const app = await testApi({ routes })
    const response = await app.inject({ method: 'POST', url: '/api/v1/control', headers })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toContain('Bearer')
    expect(response.body).not.toContain(TOKEN)
  })

  it('with the token allows control', async () => {
    const app = await testApi({ routes })
    const response = await app.inject({ method: 'POST', url: '/api/v1/control', headers: BEARER })
    expect([response.statusCode, response.json()]).toEqual([200, { done: true }])
  })

  it('to an address others can reach needs the token for everything', async () => {
    const app = await testApi({ routes, isOpen: true })
    for (const url of ['/api/v1/long', '/docs', '/api/v1/openapi.json', '/nothing']) {
      expect((await app.inject(url)).statusCode).toBe(401)
    }
    const headers = { ...BEARER, host: 'campus.example.org' }
    expect((await app.inject({ url: '/api/v1/long', headers })).statusCode).toBe(200)
  })

  it.each(['localhost', 'localhost:9000', '127.0.0.1:8080', '[::1]:8080'])('by the name %s is fine', async (host) => {
    const app = await testApi({ routes })
    expect((await app.inject({ url: '/api/v1/long', headers: { host } })).statusCode).toBe(200)
  })

  it.each(['evil.example', 'localhost.evil.example:8080', '10.0.0.1', '127.0.0.1.nip.io'])(
    'by the name %s is refused at a loopback address',
    async (host) => {
      const app = await testApi({ routes })
      const response = await app.inject({ url: '/api/v1/long', headers: { host } })
      expect(response.statusCode).toBe(421)
      expect(problemSchema.parse(response.json()).errors?.[0]).toMatchObject({ field: 'Host', value: host })
    },
  )

  it('is limited, also for who tries tokens', async () => {
    const app = await testApi({ routes, requestsPerMinute: 3 })
    const ask = () => app.inject({ method: 'POST', url: '/api/v1/control' })
    const answers = [await ask(), await ask(), await ask(), await ask()]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 429])
    expect(Number(answers[3].headers['retry-after'])).toBeGreaterThan(0)
    problemSchema.parse(answers[3].json())
  })
})
