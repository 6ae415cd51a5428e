/** @module Reads JSON of a known shape: the document, or every fault in it with its path. */

import type * as z from 'zod'
import { type Problem, UsageError } from '../errors/problem.ts'
import { findJsonFault } from './json-fault.ts'

type Issue = z.core.$ZodIssue

/** Longest value shown in a problem; the path says where the whole of it is. */
const MAX_SHOWN_CHARACTERS = 60

/**
 * Reads a JSON document.
 *
 * @param text - the content of the file, with or without a byte order mark
 * @param source - the file's path, for messages
 * @param schema - the shape wanted; its messages complete "expected …"
 * @returns the document
 * @throws UsageError with one problem per fault: malformed JSON by line and column, everything else by path such as
 *   `meters[3].capacity_kw`
 */
export function parseJsonDocument<Document>(text: string, source: string, schema: z.ZodType<Document>): Document {
  return parseShape(parseJson(text.startsWith('\uFEFF') ? text.slice(1) : text, source), source, schema)
}

/**
 * Reads one line of a file of JSON documents, one a line.
 *
 * @param line - its number, from 1, for messages
 * @throws UsageError likewise
 */
export function parseJsonLine<Document>(
  text: string,
  source: string,
  line: number,
  schema: z.ZodType<Document>,
): Document {
  return parseShape(parseJson(text, source, line), `${source}:${line}`, schema)
}

/** What keeps a value from having a shape; nothing when it has it. */
export function shapeProblems(data: unknown, source: string, schema: z.ZodType): Problem[] {
  const result = schema.safeParse(data)
  return result.success ? [] : describeIssues(result.error.issues, data, source)
}

function parseShape<Document>(data: unknown, source: string, schema: z.ZodType<Document>): Document {
  const result = schema.safeParse(data)
  if (!result.success) throw new UsageError(describeIssues(result.error.issues, data, source))
  return result.data
}

function parseJson(text: string, source: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const fault = findJsonFault(text)
    if (fault === null) throw cause
    const { line, column, found, expected } = fault
    throw new UsageError([
      { source: `${source}:${firstLine + line - 1}:${column}`, key: 'malformed JSON', value: found, expected },
    ])
  }
}

/** One problem per offending value, however many of the schema's rules it breaks. */
function describeIssues(issues: readonly Issue[], data: unknown, source: string): Problem[] {
  const problems = new Map<string, Problem>()
  for (const issue of issues) {
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : null
    const paths = unknownKeys === null ? [issue.path] : unknownKeys.map((key) => [...issue.path, key])
    for (const path of paths) {
      const key = formatPath(path)
      if (problems.has(key)) continue
      const value = valueAt(data, path)
      const fix = unknownKeys !== null ? 'This key is not known.' : value === undefined ? 'This key is missing.' : null
      problems.set(key, {
        source,
        key,
        ...(value !== undefined && { value: show(value) }),
        expected: issue.message,
        ...(fix !== null && { fix }),
      })
    }
  }
  return [...problems.values()]
}

/** Writes a path as a reader would: `meters[3].pv.kwp`. */
function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${String(step)}`))
    .join('')
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

function show(value: unknown): string {
  // 1e999 parses to Infinity, which JSON.stringify would show as null.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length <= MAX_SHOWN_CHARACTERS ? text : `${text.slice(0, MAX_SHOWN_CHARACTERS)}…`
}
