/** @module A receiver of webhooks: a real server that answers as it is told, and remembers what came. */

import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export class WebhookReceiver {
  readonly received: ReceivedMessage[] = []
  /** Statuses to answer with, one after the other; then 204. */
  readonly answers: number[] = []
  url = ''

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body })
        const status = receiver.answers.shift() ?? 204
        response.writeHead(status, status === 302 ? { location: receiver.url } : {}).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    return receiver
  }
}

/** Whether a message is signed as the specification of Standard Webhooks has it. */
export function isSigned({ headers, body }: ReceivedMessage, secret = SECRET): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
