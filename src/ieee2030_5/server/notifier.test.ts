import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DueNotification } from '../utility/subscriptions/due-notifications.ts'
import { guardedLookup } from './guarded-lookup.ts'
import { Notifier } from './notifier.ts'

let subscriber: Server
let uri: string
let received: { method: string | undefined; type: string | undefined; body: string }[]
/** What the subscriber answers. */
let status: number
let now: number
let taken: DueNotification[]
let abandoned: string[]
let failures: string[]
let notifier: Notifier

beforeEach(async () => {
  received = []
  status = 204
  now = 1000
  taken = []
  abandoned = []
  failures = []
  subscriber = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      received.push({ method: request.method, type: request.headers['content-type'], body })
      response.writeHead(status, status === 302 ? { Location: uri } : {}).end()
    })
  })
  await new Promise<void>((resolve) => subscriber.listen(0, '127.0.0.1', resolve))
  uri = `http://127.0.0.1:${(subscriber.address() as AddressInfo).port}/ntfy`
  notifier = notifierFor(['127.0.0.1'])
})

afterEach(async () => {
  await notifier.close()
  await new Promise((resolve) => subscriber.close(resolve))
})

function notifierFor(allowedHosts: readonly string[]): Notifier {
  return new Notifier({
    tls: {},
    allowedHosts,
    onTaken: (notification) => taken.push(notification),
    onAbandoned: (subscription) => abandoned.push(subscription),
    onFailure: (_, error) => failures.push(String(error)),
    clock: () => now,
    random: () => 1,
  })
}

const due = (digest: string | null = 'd'): DueNotification => ({
  subscription: '/edev/1/sub/1',
  uri,
  content: '<Notification/>',
  digest,
})

async function offer(...notifications: DueNotification[]): Promise<void> {
  notifier.offer(notifications)
  await notifier.settled()
}

describe('a notification', () => {
  it('is posted as a document', async () => {
    await offer(due())
    expect(received).toEqual([{ method: 'POST', type: 'application/sep+xml', body: '<Notification/>' }])
    expect(taken).toEqual([due()])
  })

  it.each([500, 404, 302])('that is answered with %i is not taken', async (code) => {
    status = code
    await offer(due())
    expect([received.length, taken, failures]).toEqual([1, [], [`Error: ${uri}: status ${code}`]])
  })

  it('waits longer after every failure', async () => {
    status = 500
    await offer(due())
    now += 249
    await offer(due())
    expect(received).toHaveLength(1)
    now += 1
    await offer(due())
    expect(received).toHaveLength(2)
    now += 499
    await offer(due())
    expect(received).toHaveLength(2)
    status = 204
    now += 1
    await offer(due())
    expect(taken).toHaveLength(1)
  })

  it('to who cannot be reached for a day is the last', async () => {
    status = 500
    await offer(due())
    now += 24 * 3600 * 1000 - 1
    await offer(due())
    expect(abandoned).toEqual([])
    now += 30_000
    await offer(due())
    expect(abandoned).toEqual(['/edev/1/sub/1'])
  })

  it('that says a subscription is over is tried a few times without being offered again', async () => {
    status = 500
    await offer(due(null))
    for (let round = 0; round < 10; round++) {
      now += 60_000
      await offer()
    }
    expect([received.length, abandoned]).toEqual([5, []])
  })

  it('is on its way once', async () => {
    notifier.offer([due()])
    notifier.offer([due()])
    await notifier.settled()
    expect(received).toHaveLength(1)
  })

  it('is not sent to an address that is not allowed any more', async () => {
    notifier = notifierFor([])
    await offer(due())
    expect([received, failures]).toEqual([[], [`Error: ${uri}: expected a public address`]])
  })
})

describe('a name', () => {
  const lookup = (allowed: readonly string[]) =>
    new Promise<string>((resolve) => {
      guardedLookup(allowed)('localhost', { family: 4 }, (error, address) =>
        resolve(error?.message ?? (typeof address === 'string' ? address : '')),
      )
    })

  it('that leads to this machine is not followed', async () => {
    expect(await lookup([])).toBe('localhost leads to 127.0.0.1, which is not public')
  })

  it.each(['localhost', '127.0.0.0/8'])('is followed when %s is allowed', async (allowed) => {
    expect(await lookup([allowed])).toBe('127.0.0.1')
  })
})
