/**
 * @module Instants as the text of a record, and back.
 *
 * The certificates of one interval share two or three instants: each is converted once.
 */

import { utcText } from '../time/utc-text.ts'

/** Enough for the instants of an interval, few enough to start over at once. */
const REMEMBERED = 64

const texts = new Map<number, string>()
const instants = new Map<string, number>()

/** ISO 8601 in UTC, with milliseconds only where there are some. */
export function instantText(ms: number): string {
  let text = texts.get(ms)
  if (text === undefined) {
    text = utcText(ms)
    remember(texts, ms, text)
  }
  return text
}

/** The instant [ms since 1970-01-01 UTC] of a text made by `instantText`. */
export function instantOf(text: string): number {
  let ms = instants.get(text)
  if (ms === undefined) {
    ms = Date.parse(text)
    remember(instants, text, ms)
  }
  return ms
}

function remember<K, V>(known: Map<K, V>, key: K, value: V): void {
  if (known.size === REMEMBERED) {
    known.clear()
  }
  known.set(key, value)
}
