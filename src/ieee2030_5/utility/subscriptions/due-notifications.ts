/**
 * @module Which subscribers have to be told of a change.
 *
 * A subscriber is told what a resource is now, until it has taken that: what changes again before then is not told twice,
 * so there is one notification per subscription at most, and none is lost when the server restarts.
 */

import { NOTIFICATION_STATUS, notification } from '../../model/subscription.ts'
import { writeDocument } from '../../xml/write-document.ts'
import { DEVICES } from '../device.ts'
import type { UtilityState } from '../utility-state.ts'
import type { Readable } from './read-resource.ts'
import { digestOf, subscribedResource } from './subscribed-resource.ts'
import { SUBSCRIPTIONS, type SubscriptionRecord } from './subscription-records.ts'

/** A document to be posted. */
export interface DueNotification {
  /** Address of the subscription. */
  readonly subscription: string
  readonly uri: string
  /** A Notification. */
  readonly content: string
  /** What the subscriber knows once it has taken it; null when the subscription is over with it. */
  readonly digest: string | null
}

/** What is due now. A subscription to what is gone ends, and its last notification says so. */
export function dueNotifications(server: Readable): DueNotification[] {
  const records = [...server.state.at(SUBSCRIPTIONS).values()]
  return records.flatMap((record) => dueOf(server, record) ?? [])
}

/** A subscriber has taken a notification. */
export function notificationTaken(state: UtilityState, { subscription, digest }: DueNotification, now: number): void {
  const record = state.at(SUBSCRIPTIONS).get(subscription)
  if (record === undefined || digest === null) return
  state.at(SUBSCRIPTIONS).set(subscription, { ...record, known: digest, notifiedAt: now })
}

/** A subscriber could not be reached for so long that its subscription ends. */
export function subscriptionAbandoned(state: UtilityState, subscription: string): void {
  state.at(SUBSCRIPTIONS).delete(subscription)
}

function dueOf(server: Readable, record: SubscriptionRecord): DueNotification | null {
  const { state } = server
  const { href, lfdi, subscription } = record
  const device = state.at(DEVICES).get(lfdi)
  // Who is kept out for a while keeps its subscriptions, and is told nothing.
  if (device?.enabled === false) return null
  const reply = device === undefined ? null : subscribedResource(server, device, subscription)
  const subject = { subscribedResource: subscription.subscribedResource, subscriptionURI: href }
  const uri = subscription.notificationURI
  if (device === undefined || reply === null) {
    state.at(SUBSCRIPTIONS).delete(href)
    const gone = { ...subject, status: NOTIFICATION_STATUS.cancelledResourceDeleted }
    return { subscription: href, uri, content: writeDocument(notification, gone), digest: null }
  }
  const digest = digestOf(reply)
  if (digest === record.known) return null
  const shown = subscribedResource(server, device, subscription, subscription.limit)
  const resource = subscription.limit === 0 || shown === null ? {} : resourceOf(shown)
  const changed = { ...subject, ...resource, status: NOTIFICATION_STATUS.changed }
  return { subscription: href, uri, content: writeDocument(notification, changed), digest }
}

type NotificationResource = NonNullable<Parameters<typeof writeDocument<typeof notification>>[1]['Resource']>

function resourceOf({ type, value }: { type: { name: string }; value: object }): { Resource: NotificationResource } {
  // Whatever can be subscribed to is one of the types that a notification carries.
  return { Resource: { kind: type.name, value } as NotificationResource }
}
