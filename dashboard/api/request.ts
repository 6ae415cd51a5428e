/** @module Questions to the HTTP interface. */

import { authorization } from './access-token.ts'
import { asFailure, failureOf } from './api-failure.ts'

export type Query = Readonly<Record<string, string | number | undefined>>

/** An address of the interface with its parameters; those that are undefined are left out. */
export function apiAddress(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return `/api/v1/${path}${given.length === 0 ? '' : `?${parameters.toString()}`}`
}

/** @throws ApiFailure */
export async function ask<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const response = await send(address, { headers: authorization(), ...(signal !== undefined && { signal }) })
  // The interface checks its answers against the very schemas these types are made from.
  return (await response.json()) as Answer
}

/**
 * Has something done.
 *
 * @throws ApiFailure
 */
export async function tell(address: string, body?: object): Promise<void> {
  await send(address, {
    method: 'POST',
    headers: { ...authorization(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function send(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    throw asFailure(error)
  })
  if (!response.ok) throw await failureOf(response)
  return response
}
