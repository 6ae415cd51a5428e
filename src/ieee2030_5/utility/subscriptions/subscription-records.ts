/** @module Subscriptions of devices, and what they have been told. */

import type { Subscription } from '../../model/subscription.ts'
import type { CollectionKey } from '../utility-state.ts'

export interface SubscriptionRecord {
  readonly href: string
  /** Number of the device. */
  readonly device: string
  readonly lfdi: string
  /** As it was posted. */
  readonly subscription: Subscription
  /** [s since 1970 UTC] */
  readonly createdAt: number
  /** Digest of what the subscriber knows of the resource. */
  readonly known: string
  /** When it was last told [s since 1970 UTC]; null for never. */
  readonly notifiedAt: number | null
}

/** By address. */
export const SUBSCRIPTIONS: CollectionKey<SubscriptionRecord> = {
  name: 'subscriptions',
  groupOf: ({ device }) => device,
}
