/** @module What many meters have to say at once, said once: the first of it, and later how many more said the same. */

/** For so long the same is counted and not said [ms of the wall clock]. */
const QUIET_MS = 60_000
/** Different texts that are remembered at most. */
const MOST_TEXTS = 200

interface Said {
  readonly text: string
  readonly sinceMs: number
  others: number
}

export class NoticeDigest {
  readonly #say: (text: string) => void
  readonly #wallMs: () => number
  readonly #said = new Map<string, Said>()

  constructor(say: (text: string) => void, wallMs: () => number) {
    this.#say = say
    this.#wallMs = wallMs
  }

  /** @param who - the meter, by which texts do not differ */
  take(who: string, text: string): void {
    this.flush(false)
    // Ids, times and PINs are of one meter; what is wrong is the same.
    const key = text.replaceAll(/\d+/g, '…')
    const known = this.#said.get(key)
    if (known !== undefined) {
      known.others++
      return
    }
    if (this.#said.size >= MOST_TEXTS) this.flush(true)
    this.#said.set(key, { text, sinceMs: this.#wallMs(), others: 0 })
    this.#say(`${who}: ${text}`)
  }

  /** Says what was only counted so far, of texts that are old enough or of all. */
  flush(all: boolean): void {
    const nowMs = this.#wallMs()
    for (const [key, { text, sinceMs, others }] of this.#said) {
      if (!all && nowMs - sinceMs < QUIET_MS) continue
      this.#said.delete(key)
      if (others > 0) this.#say(`${others} times more: ${text}`)
    }
  }
}
