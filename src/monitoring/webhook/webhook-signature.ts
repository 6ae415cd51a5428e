/**
 * @module The signature by which a receiver knows whose message it has, and that nobody has changed or repeated it.
 *
 * @see Standard Webhooks specification 1.0.0, https://github.com/standard-webhooks/standard-webhooks
 */

import { createHmac } from 'node:crypto'

export const SECRET_PREFIX = 'whsec_'

/** @param seconds - when it is sent [s since 1970 UTC] */
export function webhookHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret, 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}
