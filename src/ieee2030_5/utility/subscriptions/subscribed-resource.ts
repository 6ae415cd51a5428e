/** @module What a subscription is about, as it is now. */

import { sha256Hex } from '../../../certificates/sha256.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import type { Subscription } from '../../model/subscription.ts'
import { writeDocument } from '../../xml/write-document.ts'
import type { Device } from '../device.ts'
import { type DocumentReply, type Readable, readResource } from './read-resource.ts'

/** Entries of a list by which a change is noticed. */
const WATCHED_ENTRIES = 255

/** @returns null when it is not there for the device, or nobody can subscribe to it */
export function subscribedResource(
  server: Readable,
  device: Device,
  { subscribedResource: path }: Subscription,
  limit = WATCHED_ENTRIES,
): DocumentReply | null {
  const reply = readResource(server, device, path, limit)
  if (reply === null || !('subscribable' in reply.value)) return null
  const { subscribable } = reply.value
  return subscribable === SUBSCRIBABLE.unconditional || subscribable === SUBSCRIBABLE.both ? reply : null
}

/** Changes when the resource does. */
export function digestOf({ type, value }: DocumentReply): string {
  return sha256Hex(writeDocument(type, value as never))
}
