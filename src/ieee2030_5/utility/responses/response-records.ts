/** @module What devices have said of events. */

import type { responseTypes } from '../../model/response.ts'
import type { AnyOf } from '../../model/type-of.ts'
import type { CollectionKey } from '../utility-state.ts'

export interface ResponseRecord {
  readonly number: number
  readonly lfdi: string
  /** mRID of the event. */
  readonly subject: string
  readonly status: number
  /** By the device, else when it arrived [s since 1970 UTC]. */
  readonly createdAt: number
  /** As it was posted, with its type. */
  readonly response: AnyOf<typeof responseTypes>
}

/** By subject, device and status: a device that says a thing twice has said it once. */
export const RESPONSES: CollectionKey<ResponseRecord> = { name: 'responses', groupOf: ({ lfdi }) => lfdi }

export function responseKey({ subject, lfdi, status }: Pick<ResponseRecord, 'subject' | 'lfdi' | 'status'>): string {
  return `${subject}/${lfdi}/${status}`
}
