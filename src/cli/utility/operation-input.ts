/** @module Makes the input of an operation of what was written on the command line, by the operation's JSON Schema. */

import { acceptedValues } from '../../api/accepted-values.ts'
import { type JsonObject, listOf, objectOf, parsedJson } from '../../api/json-object.ts'
import { nearestName } from '../../config/nearest-name.ts'
import { shownValue } from '../../config/shown-value.ts'
import { oneOf } from '../../errors/one-of.ts'
import { type Problem, UsageError } from '../../errors/problem.ts'

/** A place in the input while it is being made. */
type Members = Record<string, unknown>

/**
 * Reads `key=value` words: `primacy=10`, `control.opModMaxLimW=10`, `assignedTo.meterIds=m-1,m-2`, `points.0.x=92`.
 * What has a part that is an object or a list of them may also be given as JSON.
 *
 * @param schema - JSON Schema of the input
 * @param json - an input to begin with
 * @throws UsageError for every word that does not fit
 */
export function operationInput(schema: JsonObject, json: string, words: readonly string[]): JsonObject {
  const parsed = parsedJson(json)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const expected = 'a JSON object'
    throw new UsageError([{ source: 'command line', key: '--input', value: shownValue(json, false), expected }])
  }
  const input: Members = { ...parsed }
  const problems: Problem[] = []
  for (const word of words) {
    const problem = enter(input, schema, word)
    if (problem !== null) problems.push(problem)
  }
  if (problems.length > 0) throw new UsageError(problems)
  return input
}

/** Puts the value of a word in its place. */
function enter(input: Members, schema: JsonObject, word: string): Problem | null {
  const at = word.indexOf('=')
  if (at < 1) return refused(word, `a field with its value, such as ${exampleOf(schema)}`)
  const [key, text] = [word.slice(0, at), word.slice(at + 1)]
  const path = key.split('.')
  let [place, within]: [Members, readonly JsonObject[]] = [input, [schema]]
  for (const [depth, name] of path.entries()) {
    const inside = partOf(within, name)
    if (inside.length === 0) return unknownField(key, path.slice(0, depth), name, within)
    within = inside
    if (depth < path.length - 1) {
      const next = place[name] ?? (path[depth + 1] !== undefined && takesList(within, path[depth + 1]) ? [] : {})
      if (typeof next !== 'object' || next === null) return refused(key, 'no value for what it is part of')
      place[name] = next
      place = next as Members
    }
  }
  const name = path.at(-1) ?? ''
  if (Object.hasOwn(place, name)) return refused(key, 'one value: it has been given already')
  const value = valueMeant(within, text)
  if (value === undefined) return { ...refused(key, accepted(within)), value: shownValue(text, false) }
  place[name] = value
  return null
}

/** Schemas of a part: of each alternative that has it. */
function partOf(schemas: readonly JsonObject[], name: string): JsonObject[] {
  return alternatives(schemas).flatMap(({ type, properties, items }) => {
    if (type === 'array') return isIndex(name) ? [objectOf(items)] : []
    const known = objectOf(properties)
    return Object.hasOwn(known, name) ? [objectOf(known[name])] : []
  })
}

function takesList(schemas: readonly JsonObject[], name: string): boolean {
  return isIndex(name) && alternatives(schemas).some(({ type }) => type === 'array')
}

function isIndex(name: string): boolean {
  return /^\d{1,4}$/.test(name)
}

function alternatives(schemas: readonly JsonObject[]): JsonObject[] {
  return schemas.flatMap((schema) =>
    Array.isArray(schema.anyOf) ? alternatives(listOf(schema.anyOf).map(objectOf)) : [schema],
  )
}

/** What a text means where one of these schemas holds; undefined where it fits none. */
function valueMeant(schemas: readonly JsonObject[], text: string): unknown {
  const values = alternatives(schemas).flatMap((schema) => {
    const value = readAs(schema, text)
    return value === undefined ? [] : [value]
  })
  // A number is also a text: where both are accepted it is meant as one.
  return values.find((value) => typeof value !== 'string') ?? values[0]
}

function readAs(schema: JsonObject, text: string): unknown {
  if (schema.const !== undefined)
    return schema.const === text || schema.const === parsedJson(text) ? schema.const : undefined
  if (Array.isArray(schema.enum)) return listOf(schema.enum).find((value) => String(value) === text)
  switch (schema.type) {
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'null':
      return text === 'null' ? null : undefined
    case 'string':
      return text
    case 'array':
      return text.startsWith('[') ? listIn(text) : listOfParts(objectOf(schema.items), text)
    default: {
      const value = text.startsWith('{') ? parsedJson(text) : undefined
      return typeof value === 'object' ? value : undefined
    }
  }
}

function listIn(text: string): unknown {
  const value = parsedJson(text)
  return Array.isArray(value) ? value : undefined
}

function listOfParts(items: JsonObject, text: string): unknown {
  const values = text === '' ? [] : text.split(',').map((part) => valueMeant([items], part.trim()))
  return values.includes(undefined) ? undefined : values
}

function accepted(schemas: readonly JsonObject[]): string {
  const phrases = alternatives(schemas).map((schema) => {
    const items = objectOf(schema.items)
    if (schema.type !== 'array') return acceptedValues(schema)
    return items.type === 'object'
      ? `${acceptedValues(schema)} as JSON`
      : `${acceptedValues(items)}, with commas between`
  })
  return phrases.join(' or ')
}

function unknownField(key: string, parent: readonly string[], name: string, schemas: readonly JsonObject[]): Problem {
  const known = alternatives(schemas).flatMap(({ properties }) => Object.keys(objectOf(properties)))
  const prefixed = known.map((each) => [...parent, each].join('.'))
  if (known.length === 0) {
    const expected =
      parent.length === 0 ? 'no input, the operation takes none' : `a value for ${parent.join('.')} itself`
    return refused(key, expected)
  }
  const nearest = nearestName(name, known)
  const fix = nearest === null ? {} : { fix: `Did you mean ${[...parent, nearest].join('.')}?` }
  return { ...refused(key, oneOf(prefixed)), ...fix }
}

function exampleOf(schema: JsonObject): string {
  return `${Object.keys(objectOf(schema.properties))[0] ?? 'field'}=…`
}

function refused(key: string, expected: string): Problem {
  return { source: 'command line', key: shownValue(key, false), expected }
}
