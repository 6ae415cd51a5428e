import { describe, expect, it } from 'vitest'
import { wrap180, wrap360 } from './angle.ts'

describe('wrap360', () => {
  it.each([
    [0, 0],
    [360, 0],
    [-10, 350],
    [725, 5],
    [-1090, 350],
  ])('turns %d° into %d°', (angle, expected) => expect(wrap360(angle)).toBe(expected))
})

describe('wrap180', () => {
  it.each([
    [180, -180],
    [-180, -180],
    [190, -170],
    [-190, 170],
    [360, 0],
    [-365, -5],
  ])('turns %d° into %d°', (angle, expected) => expect(wrap180(angle)).toBe(expected))
})
