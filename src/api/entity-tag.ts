/** @module Conditional requests: an answer that has not changed is not sent again (RFC 9110 section 13). */

import { createHash } from 'node:crypto'

/** A weak tag, since the same answer may be sent compressed or not. */
export function entityTag(body: string | Buffer): string {
  return `W/"${createHash('sha1').update(body).digest('base64url')}"`
}

/** Whether If-None-Match names the tag, or `*`; weak comparison. */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const plain = (text: string): string => text.trim().replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((given) => plain(given) === plain(tag))
}
