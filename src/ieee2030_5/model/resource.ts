/**
 * @module What every resource has: its address, the identity of an object, lists, and links to other resources.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, packages Common and Links
 */

import { hexBinary8, mRID } from './hex-binary.ts'
import { code, uint32, version } from './integers.ts'
import { extend, objectType, optional, required } from './table.ts'
import { anyUri, string32 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** Seconds between two polls of a resource that says nothing else. */
export const DEFAULT_POLL_RATE = 900

/** What a resource lets clients subscribe to; absent means nothing. */
export const SUBSCRIBABLE = { none: 0, unconditional: 1, conditional: 2, both: 3 } as const

/** Bits of `responseRequired`. */
export const RESPONSE_REQUIRED = { received: 0x01, specific: 0x02, user: 0x04 } as const

/** How often a client should look [s]; DEFAULT_POLL_RATE when absent. */
export const pollRate = { pollRate: optional(uint32) }

export const subscribable = { subscribable: optional(code('SubscribableType')) }

const href = { href: optional(anyUri) }
const listCounts = {
  /** How many there are for this caller. */
  all: required(uint32),
  /** How many of them are in this page. */
  results: required(uint32),
}
export const identity = {
  mRID: required(mRID),
  description: optional(string32),
  version: optional(version),
}

const anything = objectType('', {})

export const resource = extend(anything, 'Resource', {}, href)
export const subscribableResource = extend(resource, 'SubscribableResource', {}, subscribable)
export const respondableResource = extend(
  resource,
  'RespondableResource',
  {},
  { replyTo: optional(anyUri), responseRequired: optional(hexBinary8) },
)
export const identifiedObject = extend(resource, 'IdentifiedObject', identity)
export const subscribableIdentifiedObject = extend(subscribableResource, 'SubscribableIdentifiedObject', identity)

export const list = extend(resource, 'List', {}, listCounts)
export const subscribableList = extend(subscribableResource, 'SubscribableList', {}, listCounts)

/** The address of a resource. */
export const link = extend(anything, 'Link', {}, { href: required(anyUri) })
/** The address of a list, and how many entries it has for this caller. */
export const listLink = extend(link, 'ListLink', {}, { all: optional(uint32) })

export type Resource = TypeOf<typeof resource>
export type Link = TypeOf<typeof link>
export type ListLink = TypeOf<typeof listLink>
