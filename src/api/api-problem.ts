/** @module What goes wrong with a request, told as problem details (RFC 9457). */

import { STATUS_CODES } from 'node:http'
import * as z from 'zod'

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

const requestFaultSchema = z.strictObject({
  in: z.enum(['path', 'query', 'header', 'body']).describe('The part of the request it stands in.'),
  field: z.string().describe('The parameter, or the place in the body: `control.max_limit`.'),
  value: z.string().optional().describe('What was given; left out where nothing was, or where it is a secret.'),
  expected: z.string().describe('What is accepted.'),
})

/** One rejected part of a request. */
export type RequestFault = z.infer<typeof requestFaultSchema>

export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank').describe('The status says what kind of problem it is.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What is wrong, for people.'),
    errors: z.array(requestFaultSchema).optional().describe('Each rejected part of the request.'),
  })
  .meta({ id: 'Problem', description: 'Problem details as of RFC 9457.' })

export type ProblemDetails = z.infer<typeof problemSchema>

/** Longer values are cut in messages [characters]. */
const LONGEST_VALUE = 200

/** A request that is refused, or cannot be answered now. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly errors: readonly RequestFault[]
  /** What goes into the head of the answer. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    detail: string,
    { errors = [], headers = {} }: { errors?: readonly RequestFault[]; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

/** A request with parts that are not accepted. */
export function badRequest(errors: readonly RequestFault[]): ApiProblem {
  return new ApiProblem(400, errors.map(faultText).join('; '), { errors })
}

/** Something of that name does not exist. */
export function notFound(field: string, value: string, expected: string): ApiProblem {
  const fault: RequestFault = { in: 'path', field, value: shown(value), expected }
  return new ApiProblem(404, faultText(fault), { errors: [fault] })
}

export function problemDetails(status: number, detail: string, errors: readonly RequestFault[] = []): ProblemDetails {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail,
    ...(errors.length > 0 && { errors: [...errors] }),
  }
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

function faultText({ field, value, expected }: RequestFault): string {
  return `${field}${value === undefined ? '' : ` = ${value}`}: expected ${expected}`
}
