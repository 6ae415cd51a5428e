/**
 * @module Subscriptions: devices are told of changes instead of asking for them.
 *
 * @see IEEE Std 2030.5-2018, 8.6 (subscription and notification)
 */

import { ERROR_REASON } from '../../model/error.ts'
import { SUBSCRIPTION_ENCODING, type Subscription, subscription, subscriptionList } from '../../model/subscription.ts'
import { ofDevice } from '../access.ts'
import type { Exchange, FunctionSet, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document, type Reply } from '../reply.ts'
import { nextNumber } from '../utility-state.ts'
import { uriFault } from './notification-uri.ts'
import { digestOf, subscribedResource } from './subscribed-resource.ts'
import { subscriptionOperations } from './subscription-operations.ts'
import { SUBSCRIPTIONS, type SubscriptionRecord } from './subscription-records.ts'

/** Of one device. */
const MOST_SUBSCRIPTIONS = 50
/** The edition of 2018, with extensions or without. */
const LEVEL = /^[+-]S1$/

export const subscriptionFunctionSet: FunctionSet = {
  routes: [listRoute(), oneRoute()],
  collections: [SUBSCRIPTIONS],
  operations: subscriptionOperations,
  deviceLinks: ({ state }, { number }) => ({
    SubscriptionListLink: { href: `/edev/${number}/sub`, all: state.at(SUBSCRIPTIONS).group(String(number)).size },
  }),
  forget(state, { number }) {
    for (const href of state.at(SUBSCRIPTIONS).group(String(number)).keys()) state.at(SUBSCRIPTIONS).delete(href)
  },
}

function listRoute(): Route {
  return {
    path: '/edev/{device}/sub',
    audience: ofDevice,
    get: (exchange) => {
      const records = [...exchange.state.at(SUBSCRIPTIONS).group(exchange.params.device).values()]
      const page = pageOf(records.sort(byHref), exchange.query)
      const fields = { ...listFields(exchange, page), pollRate: pollRateOf(exchange) }
      return document(subscriptionList, { ...fields, Subscription: page.entries.map(describe) })
    },
    post: subscribe,
  }
}

function oneRoute(): Route {
  return {
    path: '/edev/{device}/sub/{subscription}',
    audience: ofDevice,
    get: (exchange) => document(subscription, describe(recordAt(exchange))),
    put: (exchange) => {
      const record = recordAt(exchange)
      exchange.state.at(SUBSCRIPTIONS).set(record.href, { ...record, ...accepted(exchange) })
      return changed()
    },
    delete: (exchange) => {
      exchange.state.at(SUBSCRIPTIONS).delete(recordAt(exchange).href)
      return changed()
    },
  }
}

/** The same resource for the same place again replaces what was there. */
function subscribe(exchange: Exchange): Reply {
  const { state, params, caller, path, now } = exchange
  const accepting = accepted(exchange)
  const records = state.at(SUBSCRIPTIONS)
  const own = records.group(params.device)
  const before = [...own.values()].find((record) => isSame(record.subscription, accepting.subscription))
  if (before !== undefined) {
    records.set(before.href, { ...before, ...accepting })
    return changed(before.href)
  }
  if (own.size >= MOST_SUBSCRIPTIONS) {
    throw new Refusal(400, `${path} has ${MOST_SUBSCRIPTIONS} subscriptions`, {
      reasonCode: ERROR_REASON.resourceLimit,
    })
  }
  const href = `${path}/${nextNumber(state, path)}`
  const record = { ...accepting, href, device: params.device, lfdi: caller.lfdi, createdAt: now, notifiedAt: null }
  records.set(href, record)
  return created(href)
}

function isSame(a: Subscription, b: Subscription): boolean {
  return a.subscribedResource === b.subscribedResource && a.notificationURI === b.notificationURI
}

/** @throws Refusal for what cannot be subscribed to, or not like that */
function accepted(exchange: Exchange): Pick<SubscriptionRecord, 'subscription' | 'known'> {
  const { value } = exchange.body([subscription])
  const { Condition, encoding, level, notificationURI, subscribedResource: path } = value
  if (Condition !== undefined) {
    throw new Refusal(400, 'Subscription/Condition: conditional subscriptions are not supported', {
      reasonCode: ERROR_REASON.conditionalSubscription,
    })
  }
  if (encoding !== SUBSCRIPTION_ENCODING.xml) throw refused('encoding', String(encoding), 'expected 0, XML')
  if (!LEVEL.test(level)) throw refused('level', level, 'expected -S1 or +S1')
  const fault = uriFault(notificationURI, exchange.settings.notificationHosts ?? [])
  if (fault !== null) throw refused('notificationURI', notificationURI, fault)
  const { device } = exchange.caller
  const reply = device === null ? null : subscribedResource(exchange, device, value)
  if (reply === null) throw refused('subscribedResource', path, 'expected the path of a resource that is subscribable')
  return { subscription: value, known: digestOf(reply) }
}

function refused(name: string, value: string, expected: string): Refusal {
  const detail = `Subscription/${name} = ${value.slice(0, 200)}: ${expected}`
  return new Refusal(400, detail, { reasonCode: ERROR_REASON.value })
}

function recordAt({ state, path }: Exchange): SubscriptionRecord {
  const record = state.at(SUBSCRIPTIONS).get(path)
  if (record === undefined) throw new Refusal(404, `${path} does not exist`)
  return record
}

function describe({ subscription: value, href }: SubscriptionRecord): Subscription {
  return { ...value, href }
}

function byHref(a: SubscriptionRecord, b: SubscriptionRecord): number {
  return a.href < b.href ? -1 : 1
}
