/**
 * @module Tells subscribers of changes, and again when they could not be reached.
 *
 * What is due is offered again and again until it is taken, so that nothing has to be queued here but the last words to
 * those whose subscription is over.
 */

import { backoffMs } from '../../delivery/backoff.ts'
import type { DueNotification } from '../utility/subscriptions/due-notifications.ts'
import type { AllowedHosts } from '../utility/subscriptions/notification-uri.ts'
import { postNotification, type SubscriberTls } from './post-notification.ts'

/** Posts at one time. */
const MOST_AT_ONCE = 8
/** Subscribers that are told that it is over, and how often that is tried. */
const MOST_LAST_WORDS = 100
const LAST_WORDS_TRIES = 5
/** A subscriber that cannot be reached for so long has gone [ms]. */
const GONE_MS = 24 * 3600 * 1000

export interface NotifierOptions {
  readonly tls: SubscriberTls
  readonly allowedHosts: AllowedHosts
  /** A subscriber has taken it. */
  readonly onTaken: (notification: DueNotification) => void
  /** A subscriber could not be reached for a day. */
  readonly onAbandoned: (subscription: string) => void
  readonly onFailure: (notification: DueNotification, error: unknown) => void
  /** [ms]; the machine's clock, since networks know no other. */
  readonly clock?: () => number
  /** From 0 to 1, to spread retries. */
  readonly random?: () => number
}

/** Failures of a subscriber in a row. */
interface Failing {
  readonly count: number
  /** [ms] */
  readonly since: number
  readonly notBefore: number
}

export class Notifier {
  readonly #options: NotifierOptions
  readonly #clock: () => number
  readonly #random: () => number
  readonly #failing = new Map<string, Failing>()
  readonly #inFlight = new Map<string, Promise<void>>()
  readonly #lastWords = new Map<string, DueNotification>()
  readonly #ending = new AbortController()

  constructor(options: NotifierOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
    this.#random = options.random ?? Math.random
  }

  /** Posts what is due, but for what is on its way or waits after a failure: that is to be offered again. */
  offer(due: readonly DueNotification[]): void {
    for (const notification of due) {
      if (notification.digest !== null) continue
      if (this.#lastWords.size < MOST_LAST_WORDS) this.#lastWords.set(notification.subscription, notification)
    }
    const now = this.#clock()
    const all = [...due.filter(({ digest }) => digest !== null), ...this.#lastWords.values()]
    this.#forgetOthers(all)
    for (const notification of all) {
      const { subscription } = notification
      if (this.#ending.signal.aborted || this.#inFlight.size >= MOST_AT_ONCE) return
      if (this.#inFlight.has(subscription)) continue
      if ((this.#failing.get(subscription)?.notBefore ?? 0) > now) continue
      const posting = this.#post(notification).finally(() => this.#inFlight.delete(subscription))
      this.#inFlight.set(subscription, posting)
    }
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.values())
  }

  /** Ends what is on its way. */
  async close(): Promise<void> {
    this.#ending.abort()
    await this.settled()
  }

  async #post(notification: DueNotification): Promise<void> {
    const { tls, allowedHosts, onTaken, onFailure } = this.#options
    const { subscription, uri, content } = notification
    try {
      await postNotification(uri, content, { tls, allowedHosts, signal: this.#ending.signal })
    } catch (error) {
      if (this.#ending.signal.aborted) return
      onFailure(notification, error)
      this.#failed(notification)
      return
    }
    this.#failing.delete(subscription)
    this.#lastWords.delete(subscription)
    onTaken(notification)
  }

  #failed({ subscription, digest }: DueNotification): void {
    const now = this.#clock()
    const before = this.#failing.get(subscription)
    const count = (before?.count ?? 0) + 1
    const since = before?.since ?? now
    this.#failing.set(subscription, { count, since, notBefore: now + backoffMs(count, this.#random()) })
    if (digest === null) {
      if (count >= LAST_WORDS_TRIES) this.#lastWords.delete(subscription)
    } else if (now - since >= GONE_MS) {
      this.#failing.delete(subscription)
      this.#options.onAbandoned(subscription)
    }
  }

  /** Failures of what is no longer due do not count any more. */
  #forgetOthers(all: readonly DueNotification[]): void {
    const due = new Set(all.map(({ subscription }) => subscription))
    for (const subscription of this.#failing.keys()) {
      if (!due.has(subscription) && !this.#inFlight.has(subscription)) this.#failing.delete(subscription)
    }
  }
}
