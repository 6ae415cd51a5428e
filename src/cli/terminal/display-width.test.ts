import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignToWidth, cutToWidth, displayWidth } from './display-width.ts'

describe('displayWidth', () => {
  it.each([
    ['Building 5', 10],
    // Thai: ที่ is one consonant under a vowel and a tone mark.
    ['ที่', 1],
    ['อาคารเรียน', 9],
    ['学校', 4],
    ['█▌', 2],
    ['e\u0301', 1],
    ['', 0],
  ])('counts the cells of %s', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('cutToWidth', () => {
  it.each([
    ['Building 5', 10, 'Building 5'],
    ['Building 5', 6, 'Build…'],
    ['学校', 3, '学…'],
    // The mark goes with its letter, and a wide character is never halved.
    ['ที่ที่ที่', 2, 'ที่…'],
    ['学校', 2, '…'],
    ['abc', 0, ''],
  ])('cuts %s to %i cells', (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut)
  })

  it('keeps the end when asked to', () => {
    expect(cutToWidth('AMI_METER_UTCC_001', 9, 'start')).toBe('…UTCC_001')
    expect(cutToWidth('ที่ที่ที่', 2, 'start')).toBe('…ที่')
  })
})

describe('alignToWidth', () => {
  it('fills every text to exactly the width', () => {
    const anyText = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 20 }), fc.constantFrom('left', 'right'), (text, width, align) => {
        expect(displayWidth(alignToWidth(text, width, align))).toBe(width)
      }),
    )
  })
})
