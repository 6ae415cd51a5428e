/** @module What a schema refused of a request, told by part, field, value and what is accepted. */

import * as z from 'zod'
import { oneOf } from '../errors/one-of.ts'
import { acceptedValues, type ValueSchema } from './accepted-values.ts'
import { type RequestFault, shown } from './api-problem.ts'
import { type JsonObject, objectOf } from './json-object.ts'

/** Faults told of one request. */
const MOST_FAULTS = 20

const JSON_SCHEMAS = new WeakMap<z.ZodType, ValueSchema>()

/** Made once for each schema. */
function jsonSchemaOf(schema: z.ZodType): ValueSchema {
  const made = JSON_SCHEMAS.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  JSON_SCHEMAS.set(schema, made)
  return made
}

/** @param given - what was checked */
export function requestFaults(
  part: RequestFault['in'],
  schema: z.ZodType,
  given: unknown,
  { issues }: z.ZodError,
): RequestFault[] {
  const accepted = jsonSchemaOf(schema)
  return issues.slice(0, MOST_FAULTS).flatMap((issue): RequestFault[] => {
    if (issue.code === 'unrecognized_keys') {
      const expected = expectedNames(schemaAt(accepted, issue.path))
      return issue.keys.map((key) => ({ in: part, field: fieldName([...issue.path, key]), expected }))
    }
    const value = valueAt(given, issue.path)
    return [
      {
        in: part,
        field: issue.path.length === 0 ? part : fieldName(issue.path),
        ...(value !== undefined && { value: shown(value) }),
        expected: expectedBy(issue) ?? acceptedValues(schemaAt(accepted, issue.path)),
      },
    ]
  })
}

/** What a schema itself says is accepted, where it does. */
function expectedBy({ code, message }: z.core.$ZodIssue): string | null {
  const [, expected = null] = /^expected (.*)$/s.exec(message) ?? []
  return expected ?? (code === 'custom' ? message : null)
}

function expectedNames(schema: ValueSchema): string {
  const known = Object.keys(objectOf(schema.properties))
  return known.length === 0 ? 'no such field' : `one of the names ${oneOf(known)}`
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given
  for (const key of path) {
    value = objectOf(value)[String(key)]
  }
  return value
}

/** The schema of what stands at a path; an empty one where that cannot be told. */
function schemaAt(schema: ValueSchema, path: readonly PropertyKey[]): ValueSchema {
  let at: JsonObject = objectOf(schema)
  for (const key of path) {
    at = objectOf(typeof key === 'number' ? at.items : objectOf(at.properties)[String(key)])
  }
  return at
}
