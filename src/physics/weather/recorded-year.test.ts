import { describe, expect, it } from 'vitest'
import { dateOfRow, rowOfHour } from './recorded-year.ts'

const hourNumber = (iso: string): number => Date.parse(`${iso}:00:00Z`) / 3_600_000

describe('rowOfHour', () => {
  it.each([
    ['2025-01-01T00', 8760, 0],
    ['2025-02-28T23', 8760, 1415],
    ['2025-03-01T00', 8760, 1416],
    ['2025-12-31T23', 8760, 8759],
    ['2024-02-29T05', 8760, 1397],
    ['2024-03-01T00', 8760, 1416],
    ['2024-12-31T23', 8760, 8759],
    ['2024-02-29T05', 8784, 1421],
    ['2025-03-01T00', 8784, 1440],
    ['2024-12-31T23', 8784, 8783],
    ['1969-12-31T23', 8760, 8759],
  ])('is for %s of %i rows row %i', (iso, rows, row) => {
    expect(rowOfHour(rows, hourNumber(iso))).toBe(row)
  })
})

describe('dateOfRow', () => {
  it('names hours at their end, with and without a leap day', () => {
    expect(dateOfRow(8760, 0)).toEqual({ month: 1, day: 1, hour: 1 })
    expect(dateOfRow(8760, 1416)).toEqual({ month: 3, day: 1, hour: 1 })
    expect(dateOfRow(8784, 1416)).toEqual({ month: 2, day: 29, hour: 1 })
    expect(dateOfRow(8784, 8783)).toEqual({ month: 12, day: 31, hour: 24 })
  })
})
