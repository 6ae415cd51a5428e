/** @module A response: status, headers and bytes, as HTTP sends them. */

import { ERROR_REASON, errorType } from '../model/error.ts'
import type { ObjectType } from '../model/table.ts'
import { SEP_XML, xmlCodec } from '../xml/codec.ts'
import type { DocumentError } from '../xml/document-error.ts'
import type { Refusal } from './refusal.ts'
import type { Reply } from './reply.ts'

export interface UtilityResponse {
  readonly status: number
  /** All that matter, `Content-Length` with them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  /** Why a request was refused, in one line for the log; null when it was not. */
  readonly detail: string | null
}

const encodings = new WeakMap<object, Uint8Array>()

/** A granted request. */
export function responseTo(reply: Reply): UtilityResponse {
  switch (reply.kind) {
    case 'document':
      return withBody(200, reply.kept ? keptEncoding(reply.type, reply.value) : encode(reply.type, reply.value))
    case 'created':
      return empty(201, null, { Location: reply.location })
    case 'changed':
      return empty(204, null, reply.location === null ? {} : { Location: reply.location })
  }
}

/** Without a body. */
export function empty(
  status: number,
  detail: string | null,
  headers: Readonly<Record<string, string>> = {},
): UtilityResponse {
  // RFC 9110, 8.6: never with a 204; everywhere else, or clients wait for a body.
  const length: Record<string, string> = status === 204 ? {} : { 'Content-Length': '0' }
  return { status, headers: { ...headers, ...length }, body: null, detail }
}

/** A request that is not granted. */
export function refused({ status, message, reasonCode, retryAfterSeconds }: Refusal): UtilityResponse {
  const headers: Record<string, string> = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) }
  if (reasonCode === null) return empty(status, message, headers)
  const maxRetryDuration = retryAfterSeconds === null ? undefined : Math.min(retryAfterSeconds, 0xffff)
  return withBody(status, encode(errorType, { maxRetryDuration, reasonCode }), message, headers)
}

/** A body that cannot be read. */
export function unreadable({ fault, message }: DocumentError): UtilityResponse {
  const reasonCode = fault === 'limit' ? ERROR_REASON.resourceLimit : ERROR_REASON[fault]
  return withBody(fault === 'limit' ? 413 : 400, encode(errorType, { reasonCode }), message)
}

/** To HEAD: as to GET, without the body. */
export function withoutBody(response: UtilityResponse): UtilityResponse {
  return { ...response, body: null }
}

function withBody(
  status: number,
  body: Uint8Array,
  detail: string | null = null,
  headers: Readonly<Record<string, string>> = {},
): UtilityResponse {
  const described = { 'Content-Type': SEP_XML, 'Content-Length': String(body.length) }
  return { status, headers: { ...headers, ...described }, body, detail }
}

function keptEncoding(type: ObjectType, value: object): Uint8Array {
  const known = encodings.get(value)
  if (known !== undefined) return known
  const body = encode(type, value)
  encodings.set(value, body)
  return body
}

function encode(type: ObjectType, value: object): Uint8Array {
  return xmlCodec.encode(type, value)
}
