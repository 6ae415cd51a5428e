/** @module Posts one notification to a subscriber. */

import { request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { type AllowedHosts, uriFault } from '../utility/subscriptions/notification-uri.ts'
import { SEP_XML } from '../xml/codec.ts'
import { guardedLookup } from './guarded-lookup.ts'

/** From connecting to the answer [ms]. */
const PATIENCE_MS = 10_000

/** Certificates and ciphers with which subscribers are met. */
export type SubscriberTls = Pick<
  RequestOptions,
  'ca' | 'cert' | 'key' | 'ciphers' | 'minVersion' | 'maxVersion' | 'ecdhCurve' | 'checkServerIdentity'
>

/**
 * Posts a document; whatever the subscriber answers but 2xx is a failure. Redirects are not followed.
 *
 * @param signal - ends it
 * @throws Error in one line
 */
export function postNotification(
  uri: string,
  content: string,
  { tls, allowedHosts, signal }: { tls: SubscriberTls; allowedHosts: AllowedHosts; signal: AbortSignal },
): Promise<void> {
  const fault = uriFault(uri, allowedHosts)
  if (fault !== null) return Promise.reject(new Error(`${uri.slice(0, 200)}: ${fault}`))
  const body = new TextEncoder().encode(content)
  const options: RequestOptions = {
    ...tls,
    method: 'POST',
    lookup: guardedLookup(allowedHosts),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    headers: { 'Content-Type': SEP_XML, 'Content-Length': body.length },
    // A subscriber is told now and then: nothing is kept open for it.
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const send = uri.toLowerCase().startsWith('https:') ? requestHttps : requestHttp
    const sending = send(uri, options, (response) => {
      const { statusCode = 0 } = response
      // Only the status counts, however much a subscriber would like to say.
      response.destroy()
      if (statusCode >= 200 && statusCode < 300) resolve()
      else reject(new Error(`${uri.slice(0, 200)}: status ${statusCode}`))
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
