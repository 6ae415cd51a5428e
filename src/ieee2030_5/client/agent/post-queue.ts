/** @module What waits to be posted, one after the other, until the server has answered: bounded, the oldest give way. */

import { ClientError } from '../connection/client-error.ts'

export class PostQueue<Item> {
  readonly #most: number
  readonly #items: Item[] = []

  /** @param most - items that wait at most */
  constructor(most: number) {
    this.#most = most
  }

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  add(items: readonly Item[]): void {
    this.#items.push(...items)
    this.#items.splice(0, Math.max(0, this.#items.length - this.#most))
  }

  clear(): void {
    this.#items.length = 0
  }

  /**
   * Sends what waits; one that the server refuses is dropped.
   *
   * @throws ClientError when the server was not reached; the rest goes on waiting
   */
  async drain(send: (item: Item) => Promise<unknown>, onRefused: (error: ClientError) => void): Promise<void> {
    for (let item = this.#items[0]; item !== undefined; item = this.#items[0]) {
      try {
        await send(item)
      } catch (error) {
        if (!(error instanceof ClientError) || error.isTransport) throw error
        onRefused(error)
      }
      // Meanwhile it may have given way to newer ones.
      if (this.#items[0] === item) this.#items.shift()
    }
  }
}
