/** @module Asks a running simulator, over its HTTP interface, to do something with its utility server. */

import * as z from 'zod'
import { CLI_AGENT } from '../../api/run-control.ts'
import { RunError } from '../../errors/problem.ts'

const OPERATIONS = 'api/v1/ieee2030_5/operations'
/** Longer than the interface itself waits for the run [ms]. */
const PATIENCE_MS = 15_000

const listSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      summary: z.string(),
      reads: z.boolean(),
      /** JSON Schema. */
      input: z.record(z.string(), z.unknown()),
    }),
  ),
})
const outputSchema = z.object({ output: z.unknown() })
const problemSchema = z.object({ detail: z.string() })

export type ListedOperation = z.infer<typeof listSchema>['items'][number]

/** The simulator has understood, and does not do it; the message names the field. */
export class RefusedOperation extends Error {
  override readonly name = 'RefusedOperation'
}

export class UtilityDoor {
  readonly #base: URL
  readonly #token: string | null

  /**
   * @param base - address of the simulator, with a slash at its end
   * @param token - sent with every request; null where reading needs none
   */
  constructor(base: URL, token: string | null) {
    this.#base = base
    this.#token = token
  }

  async operations(): Promise<readonly ListedOperation[]> {
    return (await this.#ask(OPERATIONS, listSchema)).items
  }

  /** What an operation tells that changes nothing. */
  async read(name: string, input: object): Promise<unknown> {
    const query = new URLSearchParams({ input: JSON.stringify(input) })
    return (await this.#ask(`${OPERATIONS}/${encodeURIComponent(name)}?${query.toString()}`, outputSchema)).output
  }

  /** Carries an operation out. */
  async operate(name: string, input: object, token: string | null): Promise<unknown> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify(input),
    }
    return (await this.#ask(`${OPERATIONS}/${encodeURIComponent(name)}`, outputSchema, request)).output
  }

  /**
   * @throws RefusedOperation for what is refused
   * @throws RunError where no simulator answers, or it cannot do it now
   */
  async #ask<Body>(path: string, schema: z.ZodType<Body>, request: AskedRequest = {}): Promise<Body> {
    let response: Response
    let text: string
    try {
      response = await fetch(new URL(path, this.#base), {
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...request,
        headers: { 'user-agent': CLI_AGENT, ...(request.headers ?? bearer(this.#token)) },
      })
      text = await response.text()
    } catch (error) {
      throw new RunError(
        `No simulator answers at ${this.#base.origin} (${reasonOf(error)}): start one with run, or give its address with --api.`,
      )
    }
    const body = parsed(text)
    const answer = schema.safeParse(body)
    if (response.ok && answer.success) return answer.data
    const problem = problemSchema.safeParse(body)
    if (response.ok || !problem.success) {
      throw new RunError(
        `What answers at ${this.#base.origin} is no simulator of this version (status ${response.status}).`,
      )
    }
    if (response.status >= 500) throw new RunError(problem.data.detail)
    const more = response.status === 401 ? ' Give the token of the simulator as API_TOKEN, or its --output.' : ''
    throw new RefusedOperation(`${problem.data.detail}${more}`)
  }
}

interface AskedRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

function bearer(token: string | null): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Why nothing came; the network's own word is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return error.name === 'TimeoutError' ? `nothing within ${PATIENCE_MS / 1000} s` : error.message
}
