/** @module Subscriptions as operators see and end them. */

import * as z from 'zod'
import { defineOperation } from '../define-operation.ts'
import { OperationError } from '../operation.ts'
import { SUBSCRIPTIONS } from './subscription-records.ts'

export const subscriptionOperations = [
  defineOperation({
    name: 'subscriptions.list',
    reads: true,
    summary: 'Lists who is told of which changes, where, and when that last happened.',
    input: z.strictObject({}),
    apply: ({ state }) =>
      [...state.at(SUBSCRIPTIONS).values()].map(({ href, lfdi, subscription, createdAt, notifiedAt }) => ({
        subscription: href,
        device: lfdi,
        resource: subscription.subscribedResource,
        notificationUri: subscription.notificationURI,
        limit: subscription.limit,
        createdAt,
        notifiedAt,
      })),
  }),
  defineOperation({
    name: 'subscriptions.delete',
    summary: 'Ends a subscription.',
    input: z.strictObject({ subscription: z.string().describe('Address of the subscription, such as /edev/1/sub/1.') }),
    apply({ state }, { subscription }) {
      if (state.at(SUBSCRIPTIONS).delete(subscription)) return { subscription }
      const shown = subscription.slice(0, 100)
      throw new OperationError(
        'missing',
        'subscription',
        `subscription = ${shown}: expected the address of a subscription`,
      )
    },
  }),
]
