/** @module What the OpenAPI document promises: its operations, requests made from it, and a check of answers against it. */

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { type JsonObject, listOf, objectOf } from '../json-object.ts'
import type { OpenApiDocument } from '../openapi.ts'
import { oddValues, refusedTexts, SchemaValues } from './schema-values.fixture.ts'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly operation: JsonObject
}

/** A request with its parts as they are sent. */
export interface Asked {
  readonly path: Readonly<Record<string, string>>
  readonly query: readonly (readonly [name: string, value: string])[]
  /** Undefined where the operation takes none. */
  readonly body: unknown
}

/** A request with one thing wrong, and where a refusal has to say so. */
export interface Refused {
  readonly asked: Asked
  readonly in: 'path' | 'query' | 'body'
  /** The field, or what its name begins with; null where any of the body will do. */
  readonly field: string | null
}

interface Parameter {
  readonly name: string
  readonly place: string
  readonly isRequired: boolean
  readonly schema: JsonObject
}

export function operationsOf({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      operation,
    })),
  )
}

/** Whether a good answer never ends. */
export function isEndless({ operation }: Operation): boolean {
  const good = Object.entries(objectOf(operation.responses)).find(([status]) => status.startsWith('2'))
  return Object.keys(objectOf(objectOf(good?.[1]).content)).every((type) => type === 'text/event-stream')
}

export class Contract {
  readonly #ajv: Ajv2020
  readonly #values: SchemaValues
  /** Texts that stand for something, by the parameter's name. */
  readonly #known: () => Readonly<Record<string, readonly string[]>>

  constructor(document: OpenApiDocument, known: () => Readonly<Record<string, readonly string[]>>) {
    this.#ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
    this.#ajv.addSchema({ ...document, $id: 'document' })
    this.#values = new SchemaValues(document)
    this.#known = known
  }

  /** What is wrong with an answer; empty when nothing is. */
  faults(operation: Operation, status: number, mediaType: string, body: unknown): string {
    const place = ['responses', String(status), 'content', mediaType, 'schema']
    const validate = this.#schemaAt(operation, place)
    if (validate === undefined) return `the document has no ${place.join(' ')}`
    return validate(body) ? '' : this.#ajv.errorsText(validate.errors)
  }

  /** Requests that every schema of the operation accepts. */
  accepted(operation: Operation): fc.Arbitrary<Asked> {
    const parameters = parametersOf(operation)
    const body = bodySchema(operation)
    return fc.record({
      path: fc.record(Object.fromEntries(ofPlace(parameters, 'path').map((each) => [each.name, this.#texts(each)]))),
      query: fc
        .record(Object.fromEntries(ofPlace(parameters, 'query').map((each) => [each.name, this.#texts(each)])), {
          requiredKeys: ofPlace(parameters, 'query').flatMap(({ name, isRequired }) => (isRequired ? [name] : [])),
        })
        .map((query) => Object.entries(query)),
      body: body === null ? fc.constant(undefined) : this.#values.accepted(body),
    })
  }

  /** Requests with one thing wrong; of every kind that the operation can have. */
  refused(operation: Operation): fc.Arbitrary<Refused> {
    const parameters = parametersOf(operation)
    const query = ofPlace(parameters, 'query')
    const faults = (asked: Asked): fc.Arbitrary<Refused>[] => [
      fc.constant(withQuery(asked, 'no_such_parameter', ['1'])),
      ...query.map(({ name }) => fc.constant(withQuery(asked, name, ['1', '1']))),
      ...query.flatMap(({ name, isRequired }) => (isRequired ? [fc.constant(withQuery(asked, name, []))] : [])),
      ...query.flatMap(({ name, schema }) => refusedTexts(schema)?.map((text) => withQuery(asked, name, [text])) ?? []),
      ...ofPlace(parameters, 'path').flatMap(({ name, schema }) => this.#pathFaults(asked, name, schema)),
      ...this.#bodyFaults(operation, asked),
    ]
    return this.accepted(operation).chain((asked) => fc.oneof(...faults(asked)))
  }

  #texts({ name, schema }: Parameter): fc.Arbitrary<string> {
    const { [name]: known } = this.#known()
    const any = this.#values.accepted(schema).map(String)
    // An address without the part is another address.
    const text = any.filter((each) => each !== '' && !/^\.\.?$/.test(each))
    return known === undefined ? text : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, text)
  }

  #pathFaults(asked: Asked, name: string, schema: JsonObject): fc.Arbitrary<Refused>[] {
    const texts = refusedTexts(schema)?.filter((text) => /^[\x20-\x7e]+$/.test(text))
    if (texts === undefined) return []
    return [
      texts.map((text) => ({ asked: { ...asked, path: { ...asked.path, [name]: text } }, in: 'path', field: name })),
    ]
  }

  #bodyFaults(operation: Operation, asked: Asked): fc.Arbitrary<Refused>[] {
    const reference = bodySchema(operation)
    if (reference === null) return []
    const accepts = this.#schemaAt(operation, ['requestBody', 'content', 'application/json', 'schema'])
    const given = (body: unknown, field: string | null): Refused => ({ asked: { ...asked, body }, in: 'body', field })
    const isRefused = (body: unknown): boolean => accepts?.(body) === false
    const schema = this.#values.resolved(reference)
    const whole = { ...objectOf(asked.body) }
    const properties = Object.keys(objectOf(schema.properties))
    const mutants = [
      ...listOf(schema.required).map((name) => ({ body: without(whole, String(name)), field: String(name) })),
      { body: { ...whole, no_such_field: 1 }, field: 'no_such_field' },
    ].filter(({ body }) => isRefused(body))
    return [
      oddValues.filter(isRefused).map((body) => given(body, null)),
      ...mutants.map(({ body, field }) => fc.constant(given(body, field))),
      ...properties.map((name) =>
        oddValues
          .map((value) => ({ ...whole, [name]: value }))
          .filter(isRefused)
          .map((body) => given(body, name)),
      ),
    ]
  }

  #schemaAt({ method, path }: Operation, place: readonly string[]): ValidateFunction | undefined {
    const pointer = ['paths', path, method.toLowerCase(), ...place]
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    return this.#ajv.getSchema(`document#/${pointer}`)
  }
}

/** Where a request goes. */
export function urlOf({ path }: Operation, asked: Pick<Asked, 'path' | 'query'>): string {
  const place = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) => encodeURIComponent(asked.path[name] ?? ''))
  const query = new URLSearchParams()
  for (const [name, value] of asked.query) query.append(name, value)
  return query.size === 0 ? place : `${place}?${query.toString()}`
}

function parametersOf({ operation }: Operation): Parameter[] {
  return listOf(operation.parameters)
    .map(objectOf)
    .map(({ name, in: place, required, schema }) => ({
      name: String(name),
      place: String(place),
      isRequired: required === true,
      schema: objectOf(schema),
    }))
}

function ofPlace(parameters: readonly Parameter[], place: 'path' | 'query'): Parameter[] {
  return parameters.filter((parameter) => parameter.place === place)
}

function bodySchema({ operation }: Operation): JsonObject | null {
  const { content } = objectOf(operation.requestBody)
  const { schema } = objectOf(objectOf(content)['application/json'])
  return schema === undefined ? null : objectOf(schema)
}

/** The same request with other values of a parameter. */
function withQuery(asked: Asked, name: string, values: readonly string[]): Refused {
  const others = asked.query.filter(([each]) => each !== name)
  const query = [...others, ...values.map((value) => [name, value] as const)]
  return { asked: { ...asked, query }, in: 'query', field: name }
}

function without(object: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
}
