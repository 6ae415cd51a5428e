import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, it } from 'vitest'
import { TOKEN } from '../api.fixture.ts'
import { problemSchema } from '../api-problem.ts'
import { objectOf } from '../json-object.ts'
import { openApiDocument } from '../openapi.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'
import { ROUTES } from '../routes.ts'
import { type Asked, Contract, isEndless, type Operation, operationsOf, urlOf } from './contract.fixture.ts'

const campus = useRecordedCampus()
const document = openApiDocument(ROUTES, '0.0.0')
const contract = new Contract(document, () => ({
  meter_id: ['AMI_METER_001', 'AMI_METER_007'],
  certificate_id: [String(campus().records.get('renewable_certificates')?.[0]?.certificate_id)],
  name: ['devices.list', 'events.list', 'programs.create'],
  input: ['{}', '{"limit":3}'],
}))
const operations = operationsOf(document).map(
  (operation) => [`${operation.method} ${operation.path}`, operation] as const,
)
const authorization = `Bearer ${TOKEN}`
const JSON_TYPE = 'application/json'

function ask(operation: Operation, asked: Asked, method: Operation['method'] | 'HEAD' = operation.method) {
  const headers = { authorization, ...(asked.body !== undefined && { 'content-type': JSON_TYPE }) }
  const payload = asked.body === undefined ? {} : { payload: JSON.stringify(asked.body) }
  return campus().app.inject({ method, url: urlOf(operation, asked), headers, ...payload })
}

/** Whatever was asked: as documented, and a refusal is told by its field. */
function expectAsDocumented(operation: Operation, response: LightMyRequestResponse): void {
  const { statusCode: status, body: text } = response
  // What a run that stands still cannot do is not available now; anything else of that kind would be a fault of ours.
  if (status !== 503) expect(status, text).toBeLessThan(500)
  const type = String(response.headers['content-type']).split(';', 1)[0] ?? ''
  const body: unknown = type.endsWith('json') ? response.json() : text
  expect(contract.faults(operation, status, type, body)).toBe('')
  if (status < 400 || status >= 500) return
  const { errors = [], detail } = problemSchema.parse(body)
  expect(errors.length, text).toBeGreaterThan(0)
  for (const { field } of errors) expect(detail).toContain(field)
}

describe('the OpenAPI document', () => {
  it('names each operation once', () => {
    const names = operationsOf(document).map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toHaveLength(ROUTES.length)
    expect(names.length).toBeGreaterThan(15)
  })

  it('is the one that is checked in; when not, run `npm run generate`', () => {
    const committed: unknown = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'))
    expect(objectOf(committed).paths).toEqual(JSON.parse(JSON.stringify(document.paths)))
  })

  it.each(operations)('holds for %s when it is asked well', async (_name, operation) => {
    await fc.assert(
      fc.asyncProperty(contract.accepted(operation), async (asked) => {
        if (!isEndless(operation)) return expectAsDocumented(operation, await ask(operation, asked))
        const { statusCode, headers } = await ask(operation, asked, 'HEAD')
        expect([200, 400, 404, 426]).toContain(statusCode)
        if (statusCode === 200) expect(headers['content-type']).toBe('text/event-stream')
      }),
      { numRuns: 10 },
    )
  })

  it.each(operations)('holds for %s when something is wrong, which is named', async (_name, operation) => {
    await fc.assert(
      fc.asyncProperty(contract.refused(operation), async (wrong) => {
        const response = await ask(operation, wrong.asked)
        expect(response.statusCode, response.body).toBe(400)
        expectAsDocumented(operation, response)
        const { errors = [] } = problemSchema.parse(response.json())
        const isNamed = (field: string): boolean => wrong.field === null || field.split('.')[0] === wrong.field
        expect(
          errors.some((error) => error.in === wrong.in && isNamed(error.field)),
          response.body,
        ).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  it.each(operations.filter(([, { operation }]) => operation.requestBody !== undefined))(
    'holds for %s with a body of another kind',
    async (_name, operation) => {
      const [asked] = fc.sample(contract.accepted(operation), 1)
      const url = urlOf(operation, { path: asked?.path ?? {}, query: [] })
      const send = (payload: string | undefined, type: string) =>
        campus().app.inject({
          method: operation.method,
          url,
          headers: { authorization, 'content-type': type },
          ...(payload !== undefined && { payload }),
        })
      const answers = [
        await send('{"a":', JSON_TYPE),
        await send('', JSON_TYPE),
        await send('{"__proto__":{"a":1}}', JSON_TYPE),
        await send('{}', 'text/plain'),
        await send('{}', 'application/xml'),
        await send(JSON.stringify({ a: 'x'.repeat(70_000) }), JSON_TYPE),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 415, 415, 413])
      for (const answer of answers) expectAsDocumented(operation, answer)
    },
  )

  it.each(operations)('leaves no method of %s open that it does not tell', async (_name, { path }) => {
    const told = Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase())
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      if (told.includes(method)) continue
      const url = path.replaceAll(/\{\w+\}/g, 'AMI_METER_001')
      const response = await campus().app.inject({ method, url, headers: { authorization } })
      expect(response.statusCode).toBe(405)
      expect(String(response.headers.allow).split(', ')).toEqual(expect.arrayContaining(told))
      problemSchema.parse(response.json())
    }
  })
})
