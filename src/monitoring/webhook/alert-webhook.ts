/**
 * @module Tells a webhook of alerts, one after the other, and again until it takes them.
 *
 * The queue is as much of `alerts.jsonl` as the webhook does not have; how far it has come is remembered, so that a restart
 * goes on there. A message may arrive twice, with the same id.
 */

import { createHash } from 'node:crypto'
import { backoffMs } from '../../delivery/backoff.ts'
import type { AlertRecord } from '../alerts/alert-record.ts'
import type { RecordedAlert } from '../watch/alert-journal.ts'
import { postWebhook } from './post-webhook.ts'
import { webhookHeaders } from './webhook-signature.ts'

/** Messages that wait at most: of more, the oldest are given up. */
const MOST_WAITING = 1000
/** For so long one is tried [ms]. */
const GIVE_UP_MS = 24 * 3600 * 1000
/** What closing waits for the message that is on its way [ms]. */
const FAREWELL_MS = 2000

export interface WebhookTarget {
  readonly url: string
  /** Key of the signature, in base64. */
  readonly secret: string
}

export interface WebhookWorld {
  /** [ms since 1970 UTC] */
  readonly wallMs: () => number
  /** From 0 to 1, to spread retries. */
  readonly jitter: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onNotice: (text: string) => void
}

export class AlertWebhook {
  readonly #target: WebhookTarget
  readonly #world: WebhookWorld
  readonly #mostWaiting: number
  readonly #waiting: RecordedAlert[] = []
  readonly #ending = new AbortController()
  #until: number
  #working: Promise<void> | null = null
  #isFailing = false
  #givenUp = 0

  /** @param until - offset in `alerts.jsonl` up to which it has everything [bytes] */
  constructor(target: WebhookTarget, until: number, world: WebhookWorld, mostWaiting = MOST_WAITING) {
    this.#target = target
    this.#until = until
    this.#world = world
    this.#mostWaiting = mostWaiting
  }

  /** Up to where it has everything, but for what was given up [bytes]. */
  get until(): number {
    return this.#until
  }

  offer(recorded: readonly RecordedAlert[]): void {
    this.#waiting.push(...recorded)
    // The first may be on its way.
    const tooMany = this.#waiting.length - this.#mostWaiting
    if (tooMany > 0) this.#giveUp(this.#waiting.splice(1, tooMany).length)
    if (this.#waiting.length > 0 && !this.#ending.signal.aborted) {
      this.#working ??= this.#work()
    }
  }

  /** Ends what is on its way after a moment; what waits is told after the next start. */
  async close(): Promise<void> {
    const patience = setTimeout(() => this.#ending.abort(), this.#isFailing ? 0 : FAREWELL_MS)
    await this.#working
    clearTimeout(patience)
    this.#ending.abort()
    if (this.#waiting.length > 0) {
      this.#world.onNotice(
        `The webhook lacks ${this.#waiting.length} messages of alerts; the next start goes on there.`,
      )
    }
  }

  async #work(): Promise<void> {
    const { signal } = this.#ending
    let failures = 0
    for (let first = this.#waiting[0]; first !== undefined && !signal.aborted; first = this.#waiting[0]) {
      const fault = await this.#post(first.record)
      if (fault === null) {
        failures = 0
        this.#well()
        this.#done(first)
      } else if (!signal.aborted) {
        failures++
        this.#failed(fault)
        if (this.#world.wallMs() - Date.parse(first.record.recorded_at) >= GIVE_UP_MS) {
          this.#giveUp(1)
          this.#done(first)
        } else await this.#world.sleep(backoffMs(failures, this.#world.jitter()), signal)
      }
    }
    this.#working = null
  }

  /** @returns why it was not taken; null when it was */
  async #post(record: AlertRecord): Promise<string | null> {
    const { url, secret } = this.#target
    const body = webhookBody(record)
    const headers = webhookHeaders(secret, webhookId(record), Math.floor(this.#world.wallMs() / 1000), body)
    try {
      await postWebhook(url, body, { headers, signal: this.#ending.signal })
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  #done({ until }: RecordedAlert): void {
    this.#waiting.shift()
    this.#until = until
  }

  #failed(fault: string): void {
    if (this.#isFailing) return
    this.#isFailing = true
    this.#world.onNotice(`The webhook does not take alerts (${fault}); they are tried again.`)
  }

  #well(): void {
    if (this.#isFailing) {
      const given = this.#givenUp === 0 ? '' : `; ${this.#givenUp} were given up and are in alerts.jsonl only`
      this.#world.onNotice(`The webhook takes alerts again${given}.`)
    }
    this.#isFailing = false
    this.#givenUp = 0
  }

  /** Said when it begins, and how many it were when the receiver is back. */
  #giveUp(count: number): void {
    if (this.#givenUp === 0) {
      this.#world.onNotice('The webhook has not taken alerts for too long: the oldest are given up.')
    }
    this.#givenUp += count
  }
}

/** Plain letters, since an alert's own id may name a campus in any script. */
export function webhookId({ alert_id, event }: AlertRecord): string {
  return `alert_${createHash('sha256').update(`${alert_id}\0${event}`).digest('hex').slice(0, 32)}`
}

export function webhookBody(record: AlertRecord): string {
  return JSON.stringify({ type: `alert.${record.event}`, timestamp: record.recorded_at, data: record })
}
