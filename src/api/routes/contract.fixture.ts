/** @module Requests made from the OpenAPI document, and a check of answers against it. */

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { listOf, objectOf } from '../json-object.ts'
import type { OpenApiDocument } from '../openapi.ts'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly operation: Readonly<Record<string, unknown>>
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

/** Checks answers by the schemas of the document. */
export class Contract {
  readonly #ajv: Ajv2020

  constructor(document: OpenApiDocument) {
    this.#ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
    this.#ajv.addSchema({ ...document, $id: 'document' })
  }

  /** What is wrong with an answer; empty when nothing is. */
  faults({ method, path }: Operation, status: number, mediaType: string, body: unknown): string {
    const place = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', mediaType, 'schema']
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(`document#/${pointer}`)
    if (validate === undefined) return `the document has no ${place.join(' ')}`
    return validate(body) ? '' : this.#ajv.errorsText(validate.errors)
  }
}

/** Queries that are good, bad and mad, with the names the document has. */
export function queriesOf({ operation }: Operation): fc.Arbitrary<string> {
  const parameters = listOf(operation.parameters)
    .map(objectOf)
    .filter((parameter) => parameter.in === 'query')
  const names = [...parameters.map(({ name }) => String(name)), 'no_such_parameter']
  const values = [
    ...parameters.flatMap(({ schema }) => listOf(objectOf(schema).enum).map(String)),
    '',
    '0',
    '1',
    '-1',
    '1001',
    '1e3',
    'NaN',
    'null',
    '2025-03-10T00:00:00Z',
    '2025-03-11T00:00:00+07:00',
    '2025-02-30T00:00:00Z',
    '2025-03',
    "'; select 1; --",
    '\0',
    'AMI_METER_001',
    'WzAsIiJd',
    '%F0',
    'ไทย',
  ]
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...values) },
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  return fc
    .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 })
    .map((pairs) => new URLSearchParams(pairs).toString())
}
