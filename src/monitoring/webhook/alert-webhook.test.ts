import { describe, expect, it } from 'vitest'
import { alertRecord } from '../alerts/alert-record.ts'
import type { RecordedAlert } from '../watch/alert-journal.ts'
import { AlertWebhook, type WebhookWorld } from './alert-webhook.ts'
import { isSigned, SECRET, WebhookReceiver } from './webhook.fixture.ts'
import { webhookHeaders } from './webhook-signature.ts'

const NOW_MS = Date.parse('2025-03-10T08:00:00Z')

/** The k-th line of a file in which each is ten bytes long. */
function line(k: number): RecordedAlert {
  const alert = { rule: 'disk_low', severity: 'critical', subject: 'มหาวิทยาลัย', startMs: k, message: '' } as const
  const finding = { value: null, limit: null, unit: '' }
  return { record: alertRecord({ alert: { ...alert, ...finding }, foundMs: k, endMs: null }, NOW_MS), until: 10 * k }
}

function webhookTo(url: string, mostWaiting?: number) {
  const notices: string[] = []
  const sleeps: number[] = []
  const world: WebhookWorld & { nowMs: number } = {
    nowMs: NOW_MS,
    wallMs: () => world.nowMs,
    jitter: () => 1,
    sleep: (ms) => {
      sleeps.push(ms)
      world.nowMs += ms
      return Promise.resolve()
    },
    onNotice: (text) => notices.push(text),
  }
  return { webhook: new AlertWebhook({ url, secret: SECRET }, 0, world, mostWaiting), notices, sleeps, world }
}

describe('a webhook', () => {
  it('is told one alert after the other, signed', async () => {
    const receiver = await WebhookReceiver.open()
    const { webhook, notices } = webhookTo(receiver.url)
    webhook.offer([line(1), line(2)])
    await webhook.close()
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string; data: unknown }).data)).toEqual([
      line(1).record,
      line(2).record,
    ])
    expect(receiver.received.every((message) => isSigned(message))).toBe(true)
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(NOW_MS / 1000),
    })
    expect([webhook.until, notices]).toEqual([20, []])
  })

  it.each([503, 302, 404, 500])('that answers %i is told again, by the same id, after a while', async (status) => {
    const receiver = await WebhookReceiver.open()
    receiver.answers.push(status, status)
    const { webhook, notices, sleeps } = webhookTo(receiver.url)
    webhook.offer([line(1)])
    await webhook.close()
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect([receiver.received.length, sleeps, webhook.until]).toEqual([3, [250, 500], 10])
    expect(notices).toEqual([
      `The webhook does not take alerts (status ${status}); they are tried again.`,
      'The webhook takes alerts again.',
    ])
  })

  it('that is gone for a day is given up, and that is said', async () => {
    const receiver = await WebhookReceiver.open()
    const { webhook, notices, world } = webhookTo('http://127.0.0.1:1/')
    const day = 24 * 3600 * 1000
    world.nowMs += day
    webhook.offer([line(1)])
    await webhook.close()
    expect(webhook.until).toBe(10)
    expect(notices.at(-1)).toBe('The webhook has not taken alerts for too long: the oldest are given up.')
    expect(receiver.received).toEqual([])
  })

  it('that is too slow lacks the oldest of too many, and is told how many', async () => {
    const receiver = await WebhookReceiver.open()
    receiver.answers.push(503)
    const { webhook, notices } = webhookTo(receiver.url, 2)
    webhook.offer([line(1)])
    webhook.offer([line(2), line(3), line(4)])
    await webhook.close()
    expect(receiver.received.map(({ body }) => body)).toHaveLength(3)
    expect(receiver.received.at(-1)?.body).toContain(line(4).record.alert_id)
    expect(webhook.until).toBe(40)
    expect(notices.at(-1)).toBe('The webhook takes alerts again; 2 were given up and are in alerts.jsonl only.')
  })
})

/** @see the example of the Standard Webhooks specification, whose libraries test with it */
it('the signature is that of the specification', () => {
  const headers = webhookHeaders(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  )
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
