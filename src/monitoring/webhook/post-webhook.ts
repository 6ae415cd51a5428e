/** @module Posts one message to a webhook. */

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** From connecting to the answer [ms]. */
const PATIENCE_MS = 10_000

/**
 * Whatever is answered but 2xx is a failure. Redirects are not followed: a receiver must not send a signed message, or this
 * program, somewhere else.
 *
 * @throws Error in one line, without the address, which may hold a key
 */
export function postWebhook(
  url: string,
  body: string,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<void> {
  const bytes = new TextEncoder().encode(body)
  const options = {
    method: 'POST',
    // An alert is told now and then: nothing is kept open for it.
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
  } as const
  return new Promise((resolve, reject) => {
    const send = url.toLowerCase().startsWith('https:') ? requestHttps : requestHttp
    const sending = send(url, options, (response) => {
      const { statusCode = 0 } = response
      // Only the status counts, however much is said.
      response.destroy()
      if (statusCode >= 200 && statusCode < 300) resolve()
      else reject(new Error(`status ${statusCode}`))
    })
    sending.on('error', (error) => reject(error.name === 'TimeoutError' ? new Error('no answer in time') : error))
    sending.end(bytes)
  })
}
