import { describe, expect, it } from 'vitest'
import { localShares, selfConsumption, selfSufficiency } from './energy-shares.ts'

describe('self-consumption and self-sufficiency', () => {
  it('are those of the worked example of the Grid Singularity documentation', () => {
    // House 1: PV 10 kWh, of which 1 to its load, 5 to its storage, 4 to house 2; later 2 from storage to its load.
    const house = { generated: 10, consumed: 3, selfConsumed: 1 + 2, selfSupplied: 1 + 2 }
    expect(selfSufficiency(house)).toBe(1)
    expect(selfConsumption(house)).toBe(0.3)
  })

  it('do not let noon light the night', () => {
    const generated = [10, 4, 0]
    const consumed = [2, 4, 8]
    const covered = generated.reduce((sum, energy, t) => sum + Math.min(energy, consumed[t]), 0)
    const sums = { generated: 14, consumed: 14, selfConsumed: covered, selfSupplied: covered }
    expect(selfConsumption(sums)).toBeCloseTo(6 / 14, 15)
    expect(selfSufficiency(sums)).toBeCloseTo(6 / 14, 15)
  })

  it('are unknown without generation or without consumption', () => {
    expect(selfConsumption({ generated: 0, consumed: 5, selfConsumed: 0, selfSupplied: 0 })).toBeNull()
    expect(selfSufficiency({ generated: 5, consumed: 0, selfConsumed: 0, selfSupplied: 0 })).toBeNull()
    expect(selfSufficiency({ generated: 0, consumed: 5, selfConsumed: 0, selfSupplied: 0 })).toBe(0)
  })
})

describe('localShares', () => {
  it('compares what was traded with what was taken, given, and possible', () => {
    expect(localShares({ imported: 40, exported: 20, traded: 8, tradable: 16 })).toEqual({
      ofImports: 0.2,
      ofExports: 0.4,
      ofTradable: 0.5,
    })
  })

  it('knows no share of nothing', () => {
    expect(localShares({ imported: 40, exported: 0, traded: 0, tradable: 0 })).toEqual({
      ofImports: 0,
      ofExports: null,
      ofTradable: null,
    })
  })
})
