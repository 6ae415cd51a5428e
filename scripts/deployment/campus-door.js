/** @module Asks the running campus over its HTTP interface. */

const PATIENCE_MS = 5_000

export class CampusDoor {
  #base
  #headers

  /** @param token - sent along, since behind an open address everything needs it; null where there is none */
  constructor(base, token) {
    this.#base = base
    this.#headers = token === null ? {} : { authorization: `Bearer ${token}` }
  }

  /** What is answered at a path: its status, and its JSON; null where nothing answers, or something else does. */
  async ask(path) {
    try {
      const response = await fetch(new URL(path, this.#base), {
        headers: this.#headers,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return { status: response.status, body: await response.json() }
    } catch {
      return null
    }
  }
}
