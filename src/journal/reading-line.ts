/** @module The two fields of a journal line that tell which meter and which tick it belongs to. */

export interface ReadingKey {
  readonly timeMs: number
  readonly meterId: string
}

/** How every line of a journal begins. */
export const LINE_PREFIX = '{"timestamp":"'

/** Reads a journal line; null when it is not a reading. */
export function parseReadingLine(text: string): ReadingKey | null {
  if (!text.startsWith(LINE_PREFIX)) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('timestamp' in value) || !('meter_id' in value)) return null
  const { timestamp, meter_id: meterId } = value
  if (typeof timestamp !== 'string' || typeof meterId !== 'string') return null
  const timeMs = Date.parse(timestamp)
  return Number.isNaN(timeMs) ? null : { timeMs, meterId }
}
