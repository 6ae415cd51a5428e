/** @module The rule that messages to a webhook are signed. */

import type { Problem } from '../errors/problem.ts'
import { ALERT_SETTINGS as ALERT } from './definitions/alert-settings.ts'
import type { FindText } from './setting-sources.ts'
import type { Settings } from './settings.ts'
import { shownValue } from './shown-value.ts'

/** Without a signature anybody could raise alerts at the receiver. */
export function webhookProblem({ alertWebhookUrl, alertWebhookSecret }: Settings, find: FindText): Problem | null {
  if (alertWebhookUrl === null || alertWebhookSecret !== null) return null
  const { source, key, text } = find(ALERT.alertWebhookUrl)
  const secret = ALERT.alertWebhookSecret.variable
  return {
    source,
    key,
    value: shownValue(text, true),
    expected: `a key to sign with as ${secret}`,
    fix: `Make one with \`openssl rand -base64 32\`, and give it to the receiver as well`,
  }
}
