import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ornsteinUhlenbeckStep } from './ornstein-uhlenbeck.ts'

describe('ornsteinUhlenbeckStep', () => {
  it('carries 1/e over one memory time', () => {
    const { carry, fresh } = ornsteinUhlenbeckStep(240, 240)
    expect(carry).toBeCloseTo(0.36788, 5)
    expect(fresh).toBeCloseTo(0.929873, 6)
  })

  it('keeps the variance and composes over any steps', () => {
    const seconds = fc.double({ min: 1e-3, max: 1e5, noNaN: true })
    fc.assert(
      fc.property(seconds, seconds, seconds, (a, b, memory) => {
        const first = ornsteinUhlenbeckStep(a, memory)
        const second = ornsteinUhlenbeckStep(b, memory)
        const both = ornsteinUhlenbeckStep(a + b, memory)
        expect(first.carry ** 2 + first.fresh ** 2).toBeCloseTo(1, 12)
        expect(first.carry * second.carry).toBeCloseTo(both.carry, 12)
        expect((second.carry * first.fresh) ** 2 + second.fresh ** 2).toBeCloseTo(both.fresh ** 2, 12)
      }),
    )
  })
})
