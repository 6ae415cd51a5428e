/** @module Every type that can be the root of a document. */

import { errorType } from './error.ts'
import { resourceTypes } from './resource-types.ts'
import { notification, notificationList, subscription, subscriptionList } from './subscription.ts'

export const documentTypes = [
  ...resourceTypes,
  subscription,
  subscriptionList,
  notification,
  notificationList,
  errorType,
] as const
