import { describe, expect, it } from 'vitest'
import { utcText } from './utc-text.ts'

describe('utcText', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 999), '2024-02-29T23:59:59.999Z'],
    [Date.UTC(2025, 0, 1, 0, 0, 15, 10), '2025-01-01T00:00:15.010Z'],
    [Date.UTC(2025, 0, 1), '2025-01-01T00:00:00Z'],
  ])('writes %d as %s', (epochMs, text) => {
    expect(utcText(epochMs)).toBe(text)
  })
})
