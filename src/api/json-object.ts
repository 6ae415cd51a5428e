/** @module JSON objects of unknown shape, such as schemas. */

export type JsonObject = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

/** The value where it is an object; otherwise one without members. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The entries where it is an array; otherwise none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** @throws SyntaxError when the text is not JSON */
export function parsedObject(text: string): JsonObject {
  return objectOf(JSON.parse(text))
}

/** What a text says; undefined where it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
