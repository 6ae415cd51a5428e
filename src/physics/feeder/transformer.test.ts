import { describe, expect, it } from 'vitest'
import { transformerImpedance } from './transformer.ts'

describe('transformerImpedance', () => {
  it('of 1000 kVA, 5 %, at 400 V is 8 mΩ', () => {
    const { resistanceOhm, reactanceOhm } = transformerImpedance(
      { id: 'T', transformerKva: 1000, impedancePercent: 5, xrRatio: 4 },
      400 / Math.sqrt(3),
    )
    expect(Math.hypot(resistanceOhm, reactanceOhm)).toBeCloseTo(0.008, 12)
    expect(reactanceOhm / resistanceOhm).toBeCloseTo(4, 12)
  })

  it('is all resistance at X/R = 0', () => {
    const impedance = transformerImpedance({ id: 'T', transformerKva: 100, impedancePercent: 4, xrRatio: 0 }, 230)
    expect(impedance.resistanceOhm).toBeCloseTo(0.063_48, 10)
    expect(impedance.reactanceOhm).toBe(0)
  })
})
