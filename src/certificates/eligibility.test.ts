import { describe, expect, it } from 'vitest'
import { generatedFleet } from '../campus/generated-fleet.ts'
import { eligibleMeters } from './eligibility.ts'

describe('eligibleMeters', () => {
  it('takes meters with PV, at the rating of their inverter, and no other', () => {
    const fleet = generatedFleet({
      meters: 60,
      seed: 1,
      meterTypeShares: [0.25, 0.25, 0.25, 0.25],
    })
    const { capacityW, devices } = eligibleMeters(fleet)
    const solar = ['Solar_Prosumer', 'Hybrid_Prosumer']
    const seen = new Set<string>()
    for (let i = 0; i < fleet.size; i++) {
      const { meterId, meterType, pv } = fleet.meter(i)
      seen.add(meterType)
      expect(capacityW[i] > 0).toBe(solar.includes(meterType))
      expect(capacityW[i]).toBe(pv === null ? 0 : pv.inverterKw * 1000)
      expect(devices.get(meterId)).toBe(pv === null ? undefined : capacityW[i])
    }
    // A battery without PV discharges, a consumer imports: neither is ever certified.
    expect(seen).toContain('Battery_Storage')
    expect(seen).toContain('Grid_Consumer')
  })
})
