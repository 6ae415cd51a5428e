import { describe, expect, it } from 'vitest'
import { addLoad, createLoadProfile, loadFactor, peakLoad, ramping } from './load-profile.ts'

function profileOf(energies: readonly number[]): Float64Array {
  const profile = createLoadProfile()
  for (const energy of energies) addLoad(profile, energy)
  return profile
}

describe('load profile', () => {
  it('has a peak, a load factor and ramps', () => {
    const profile = profileOf([2, 6, 4, 4])
    expect(peakLoad(profile)).toBe(6)
    expect(loadFactor(profile)).toBeCloseTo(4 / 6, 15)
    expect(ramping(profile)).toBe(4 + 2)
  })

  it('is flat for a constant load', () => {
    const profile = profileOf([5, 5, 5])
    expect(loadFactor(profile)).toBe(1)
    expect(ramping(profile)).toBe(0)
  })

  it('is unknown before the first slot, and ramps before the second', () => {
    const none = profileOf([])
    expect([peakLoad(none), loadFactor(none), ramping(none)]).toEqual([null, null, null])
    expect(ramping(profileOf([7]))).toBeNull()
    expect(peakLoad(profileOf([7]))).toBe(7)
  })

  it('knows the highest of exports alone, and no load factor of it', () => {
    const profile = profileOf([-3, -1, -2])
    expect(peakLoad(profile)).toBe(-1)
    expect(loadFactor(profile)).toBeNull()
    expect(ramping(profile)).toBe(3)
  })

  it('goes on from a copied column', () => {
    const resumed = profileOf([2, 6]).slice()
    addLoad(resumed, 4)
    addLoad(resumed, 4)
    expect(resumed).toEqual(profileOf([2, 6, 4, 4]))
  })
})
