/** @module What counters grew by in the last while. */

/** Samples are this part of the window apart, so that there are few of them. */
const SAMPLES = 30

export class CountWindow {
  readonly #windowMs: number
  readonly #samples: { readonly atMs: number; readonly counts: readonly number[] }[] = []

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /**
   * Notes counters as they stand.
   *
   * @returns what each grew by since the begin of the window, or since it was first noted; nothing where it begins anew
   */
  growth(nowMs: number, counts: readonly number[]): number[] {
    const last = this.#samples.at(-1)
    if (last === undefined || nowMs - last.atMs >= this.#windowMs / SAMPLES) this.#samples.push({ atMs: nowMs, counts })
    const second = (): number => this.#samples[1]?.atMs ?? Number.POSITIVE_INFINITY
    while (second() <= nowMs - this.#windowMs) this.#samples.shift()
    const before = this.#samples[0]?.counts ?? counts
    return counts.map((count, i) => Math.max(0, count - (before[i] ?? count)))
  }
}
