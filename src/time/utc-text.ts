/** @module Instants as the text that records carry. */

/**
 * ISO 8601 in UTC, with milliseconds only where there are any.
 *
 * @param epochMs - [ms since 1970 UTC]
 */
export function utcText(epochMs: number): string {
  const text = new Date(epochMs).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
