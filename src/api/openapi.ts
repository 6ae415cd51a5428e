/** @module The OpenAPI 3.1 document, from the schemas that check requests and answers. */

import * as z from 'zod'
import { PROBLEM_MEDIA_TYPE, problemSchema } from './api-problem.ts'
import { type JsonObject, listOf, objectOf, parsedObject } from './json-object.ts'
import { type DescribedRoute, JSON_TYPE, ROUTE_TAGS } from './route.ts'

/** What any request can be answered with besides its own answers, and when. */
const PROBLEMS: Readonly<Record<number, string>> = {
  304: 'Not changed since the answer with the ETag that If-None-Match names.',
  400: 'Part of the request is not accepted; `errors` names each.',
  401: 'The token is missing or wrong.',
  403: 'Pages of other origins may not ask that.',
  404: 'There is no such thing.',
  409: 'That does not fit how things stand.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  426: 'Only a WebSocket can be had here.',
  429: 'Too many requests from this address; Retry-After tells when to go on.',
  503: 'Not available now; Retry-After tells when to try again.',
}

export interface OpenApiDocument {
  readonly openapi: string
  readonly info: JsonObject
  readonly servers: readonly JsonObject[]
  readonly tags: readonly JsonObject[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  readonly components: { readonly schemas: JsonObject; readonly securitySchemes: JsonObject }
}

/** @param version - of the program */
export function openApiDocument(routes: readonly DescribedRoute[], version: string): OpenApiDocument {
  const schemas: Record<string, unknown> = {}
  const components = new Components(schemas)
  components.of(problemSchema, 'output')
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, components) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'GridTokenX Smart Meter Simulator',
      description:
        'What a simulated campus does now and has done: meters, weather, market, certificates. Times are UTC; energies ' +
        'are kWh and belong to the interval or slot that ends at their time.',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: ROUTE_TAGS.filter((tag) => routes.some((route) => route.tag === tag)).map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'See docs/api.md.' } },
    },
  }
}

function operation(route: DescribedRoute, components: Components): JsonObject {
  const { method, operationId, tag, summary, description, controls, body, result, status, mediaTypes, otherStatuses } =
    route
  const problems = new Set([400, 401, 404, 429, ...(body === null ? [] : [413, 415]), ...route.problems])
  const content = mediaTypes.map((type): [string, JsonObject] => [
    type,
    { schema: type === JSON_TYPE ? components.of(result, 'output') : { type: 'string' } },
  ])
  const good = { description: 'What was asked for.', content: Object.fromEntries<unknown>(content) }
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== '' && { description }),
    // Reads are open on a loopback address.
    security: controls ? [{ token: [] }] : [{}, { token: [] }],
    parameters: [...parameters('path', route.params, components), ...parameters('query', route.query, components)],
    ...(body !== null && {
      requestBody: { required: true, content: { 'application/json': { schema: components.of(body, 'input') } } },
    }),
    responses: {
      ...(method === 'GET' && { 304: { description: PROBLEMS[304] } }),
      ...Object.fromEntries(
        [...problems].sort((a, b) => a - b).map((code) => [code, problemResponse(PROBLEMS[code] ?? 'A problem.')]),
      ),
      ...Object.fromEntries([status, ...otherStatuses].map((code) => [code, good])),
    },
  }
}

function problemResponse(description: string): JsonObject {
  return { description, content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } } }
}

function parameters(place: 'path' | 'query', fields: z.ZodObject, components: Components): JsonObject[] {
  const { properties, required } = components.of(fields, 'input')
  return Object.entries(objectOf(properties)).map(([name, property]) => {
    const { description, ...schema } = objectOf(property)
    return {
      name,
      in: place,
      required: place === 'path' || listOf(required).includes(name),
      ...(description !== undefined && { description }),
      schema,
    }
  })
}

/** Gathers the schemas that have a name. */
class Components {
  readonly #schemas: Record<string, unknown>

  constructor(schemas: Record<string, unknown>) {
    this.#schemas = schemas
  }

  /** The JSON Schema, with references to the named ones in it. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
    const text = JSON.stringify(z.toJSONSchema(schema, { io, reused: 'inline', unrepresentable: 'any' }))
    const parsed = parsedObject(text.replaceAll('"#/$defs/', '"#/components/schemas/'))
    for (const [name, definition] of Object.entries(objectOf(parsed.$defs))) {
      this.#schemas[name] = withoutKeys(objectOf(definition), ['id'])
    }
    return withoutKeys(parsed, ['id', '$schema', '$defs'])
  }
}

function withoutKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}
