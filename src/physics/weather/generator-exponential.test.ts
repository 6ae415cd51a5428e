import { describe, expect, it } from 'vitest'
import { generatorExponential } from './generator-exponential.ts'

describe('generatorExponential', () => {
  // The two-state chain with rates a, b: P(1→2) = a/(a + b)·(1 − e^(−(a + b)t)) (Norris, "Markov chains", 1997, example 2.1.1).
  it.each([
    { a: 1, b: 2, t: 0.1 },
    { a: 1, b: 2, t: 3 },
    { a: 0.001, b: 0.0003, t: 15 },
    { a: 0.001, b: 0.0003, t: 86_400 },
  ])('matches the closed form of two states with rates $a and $b over $t s', ({ a, b, t }) => {
    const leave = (a / (a + b)) * (1 - Math.exp(-(a + b) * t))
    const back = (b / (a + b)) * (1 - Math.exp(-(a + b) * t))
    const p = generatorExponential(Float64Array.of(-a, a, b, -b), t, 2)
    const expected = [1 - leave, leave, back, 1 - back]
    expected.forEach((value, index) => {
      expect(p[index]).toBeCloseTo(value, 13)
    })
  })

  it('is the identity over no time and without transitions', () => {
    expect([...generatorExponential(Float64Array.of(-1, 1, 2, -2), 0, 2)]).toEqual([1, 0, 0, 1])
    expect([...generatorExponential(new Float64Array(4), 900, 2)]).toEqual([1, 0, 0, 1])
  })
})
