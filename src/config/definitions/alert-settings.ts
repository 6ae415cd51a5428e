/** @module The settings of who is told of alerts. */

import { setting } from '../setting-definition.ts'
import { optional } from '../value-kinds.ts'
import { webhookSecret, webhookUrl } from '../webhook-kinds.ts'

export const ALERT_SETTINGS = {
  alertWebhookUrl: setting('ALERT_WEBHOOK_URL', optional(webhookUrl()), {
    field: 'alertWebhookUrl',
    defaultText: '',
    whenUnset: 'nobody is told',
    secret: true,
    description: 'Address to which each alert of a live run is posted when it begins and when it is over.',
  }),
  alertWebhookSecret: setting('ALERT_WEBHOOK_SECRET', optional(webhookSecret()), {
    field: 'alertWebhookSecret',
    defaultText: '',
    whenUnset: 'allowed only without an address',
    secret: 'whole',
    description: 'Key with which these messages are signed (Standard Webhooks).',
  }),
}
