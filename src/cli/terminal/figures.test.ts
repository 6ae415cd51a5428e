import { describe, expect, it } from 'vitest'
import { count, counted, figure, percent, price, share, span } from './figures.ts'

describe('figure', () => {
  it.each([
    [1284.4, '1,284'],
    [412, '412'],
    [99.96, '100'],
    [86.42, '86.4'],
    [9.996, '10.0'],
    [0.614, '0.61'],
    [-2.487, '-2.49'],
    [0.004, '0'],
    [-0.001, '0'],
    [0, '0'],
    [Number.NaN, '–'],
    [null, '–'],
  ])('shows %s as %s', (value, text) => {
    expect(figure(value)).toBe(text)
  })
})

describe('price', () => {
  it.each([
    [0.24, '0.240'],
    [0.0652, '0.065'],
    [0.9996, '1.00'],
    [4.1839, '4.18'],
    [2350, '2,350'],
    [0, '0'],
    [null, '–'],
  ])('shows %s as %s', (value, text) => {
    expect(price(value)).toBe(text)
  })
})

describe('count', () => {
  it.each([
    [876_000, '876,000'],
    [-0.4, '0'],
    [null, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('shows %s as %s', (value, text) => {
    expect(count(value)).toBe(text)
  })
})

describe('counted', () => {
  it.each([
    [0, '0 ticks'],
    [1, '1 tick'],
    [35_040, '35,040 ticks'],
  ])('names %s in words that agree', (value, text) => {
    expect(counted(value, 'tick')).toBe(text)
  })
})

describe('percent', () => {
  it.each([
    [0.6134, '61.3'],
    [1, '100'],
    [null, '–'],
  ])('shows the fraction %s as %s', (fraction, text) => {
    expect(percent(fraction)).toBe(text)
  })
})

describe('share', () => {
  it('has its sign only when it is known', () => {
    expect(share(0.6134)).toBe('61.3 %')
    expect(share(null)).toBe('–')
  })
})

describe('span', () => {
  it.each([
    [-1, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [125, '2 min 05 s'],
    [3599.6, '1 h 00 min'],
    [12_000, '3 h 20 min'],
    [Number.NaN, '–'],
  ])('shows %s seconds as %s', (seconds, text) => {
    expect(span(seconds)).toBe(text)
  })
})
