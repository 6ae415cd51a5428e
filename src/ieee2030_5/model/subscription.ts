/** @module Subscriptions, and the notifications they bring. */

import { code, int48, uint8, uint32 } from './integers.ts'
import { list, pollRate, resource } from './resource.ts'
import { resourceTypes } from './resource-types.ts'
import { extend, many, objectType, optional, required, substitution } from './table.ts'
import { anyUri, string16 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** How notifications are encoded. */
export const SUBSCRIPTION_ENCODING = { xml: 0, exi: 1 } as const

export const NOTIFICATION_STATUS = {
  changed: 0,
  cancelled: 1,
  cancelledResourceMoved: 2,
  cancelledDefinitionChanged: 3,
  cancelledResourceDeleted: 4,
} as const

/** Notify only of values outside of the thresholds; attribute 0 is the value of a reading. */
const condition = objectType('Condition', {
  attributeIdentifier: required(uint8),
  lowerThreshold: required(int48),
  upperThreshold: required(int48),
})

const subscriptionBase = extend(resource, 'SubscriptionBase', { subscribedResource: required(anyUri) })

export const subscription = extend(subscriptionBase, 'Subscription', {
  Condition: optional(condition),
  encoding: required(code('UInt8')),
  /** Schema level and extensibility, "-S1". */
  level: required(string16),
  /** Most entries of a list in a notification; 0 notifies without content. */
  limit: required(uint32),
  notificationURI: required(anyUri),
})
export const subscriptionList = extend(list, 'SubscriptionList', { Subscription: many(subscription) }, pollRate)

export const notification = extend(subscriptionBase, 'Notification', {
  newResourceURI: optional(anyUri),
  Resource: optional(substitution([resource, ...resourceTypes])),
  status: required(code('UInt8')),
  subscriptionURI: required(anyUri),
})
export const notificationList = extend(list, 'NotificationList', { Notification: many(notification) })

export type Subscription = TypeOf<typeof subscription>
export type SubscriptionList = TypeOf<typeof subscriptionList>
export type Notification = TypeOf<typeof notification>
export type NotificationList = TypeOf<typeof notificationList>
