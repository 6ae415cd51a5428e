/** @module Keeps subscribers informed: what is due is posted, and what they have taken is remembered. */

import { ChangeWatch } from '../utility/subscriptions/change-watch.ts'
import {
  type DueNotification,
  dueNotifications,
  notificationTaken,
  subscriptionAbandoned,
} from '../utility/subscriptions/due-notifications.ts'
import { SUBSCRIPTIONS } from '../utility/subscriptions/subscription-records.ts'
import type { Utility } from '../utility/utility.ts'
import { Notifier } from './notifier.ts'
import type { SubscriberTls } from './post-notification.ts'

export interface SubscribersOptions {
  readonly utility: Utility
  readonly tls: SubscriberTls
  /** The server's time [s since 1970 UTC]. */
  readonly now: () => number
  /** The state has changed, apart from any request. */
  readonly onChanged: () => void
  /** One line. */
  readonly onNotice: (text: string) => void
}

export class Subscribers {
  readonly #options: SubscribersOptions
  readonly #notifier: Notifier
  readonly #watch: ChangeWatch
  /** As of the last look. */
  #due: readonly DueNotification[] = []

  constructor(options: SubscribersOptions) {
    const { utility, tls, now, onChanged, onNotice } = options
    this.#options = options
    this.#watch = new ChangeWatch(utility.state)
    this.#notifier = new Notifier({
      tls,
      allowedHosts: utility.settings.notificationHosts ?? [],
      onTaken(notification) {
        notificationTaken(utility.state, notification, Math.floor(now()))
        onChanged()
      },
      onAbandoned(subscription) {
        subscriptionAbandoned(utility.state, subscription)
        onChanged()
        onNotice(`Subscription ${subscription} has ended: its subscriber could not be reached for a day`)
      },
      onFailure: ({ subscription }, error) => onNotice(`Subscription ${subscription}: ${messageOf(error)}`),
    })
  }

  /** Tells those who have to be told of something; to be called now and then. */
  tell(): void {
    const { utility, now } = this.#options
    const isSubscribed = utility.state.at(SUBSCRIPTIONS).size > 0
    if (!isSubscribed) this.#due = []
    else if (this.#watch.look(Math.floor(now()))) this.#due = this.#lookForDue()
    this.#notifier.offer(this.#due)
  }

  #lookForDue(): readonly DueNotification[] {
    const { utility, now, onChanged } = this.#options
    const { state, settings, functionSets } = utility
    const due = dueNotifications({ state, settings, functionSets, now: Math.floor(now()) })
    // A subscription to what is gone has ended with this.
    if (due.some(({ digest }) => digest === null)) onChanged()
    return due
  }

  /** Resolves when nothing is on its way. */
  settled(): Promise<void> {
    return this.#notifier.settled()
  }

  close(): Promise<void> {
    return this.#notifier.close()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
