import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METERS_PER_FEEDER } from './generated-feeders.ts'
import { type GeneratedFleetSettings, generatedFleet, ROOF_AZIMUTHS_DEG, ROOF_TILTS_DEG } from './generated-fleet.ts'
import type { Fleet, Meter } from './meter.ts'
import { meterTypeOf, USER_TYPE_OF } from './meter-classification.ts'
import { fleetPlanes } from './plane-index.ts'

const SETTINGS = {
  meters: 100,
  seed: 42,
  meterTypeShares: [0.4, 0.35, 0.2, 0.05],
} satisfies GeneratedFleetSettings

function metersOf(fleet: Fleet): Meter[] {
  return Array.from({ length: fleet.size }, (_, index) => fleet.meter(index))
}

function within(value: number, [from, to]: readonly [number, number]): boolean {
  return value >= from && value <= to
}

describe('generatedFleet', () => {
  it('gives 25 meters the types 10, 9, 5 and 1', () => {
    const types = metersOf(generatedFleet({ ...SETTINGS, meters: 25 })).map(({ meterType }) => meterType)
    const count = (type: string) => types.filter((t) => t === type).length
    expect(['Solar_Prosumer', 'Grid_Consumer', 'Hybrid_Prosumer', 'Battery_Storage'].map(count)).toEqual([10, 9, 5, 1])
  })

  it('names meters from AMI_METER_001 and takes a fourth digit only when it is needed', () => {
    const fleet = generatedFleet({ ...SETTINGS, meters: 1200 })
    expect([0, 8, 99, 998, 999, 1199].map((index) => fleet.meter(index).meterId)).toEqual([
      'AMI_METER_001',
      'AMI_METER_009',
      'AMI_METER_100',
      'AMI_METER_999',
      'AMI_METER_1000',
      'AMI_METER_1200',
    ])
  })

  it('makes the same meter in a fleet of 100 and of 1,000,000', () => {
    const small = generatedFleet(SETTINGS)
    const large = generatedFleet({ ...SETTINGS, meters: 1_000_000 })
    for (const index of [0, 57, 99]) expect(large.meter(index)).toEqual(small.meter(index))
    expect(large.meter(999_999).meterId).toBe('AMI_METER_1000000')
    expect(large.feeders).toHaveLength(25_000)
  })

  it('makes the same meter at every call, in any order', () => {
    const fleet = generatedFleet(SETTINGS)
    const forward = metersOf(fleet)
    for (let index = fleet.size - 1; index >= 0; index--) expect(fleet.meter(index)).toEqual(forward[index])
  })

  it('makes other meters from another seed', () => {
    const other = generatedFleet({ ...SETTINGS, seed: 43 })
    expect(other.meter(57)).not.toEqual(generatedFleet(SETTINGS).meter(57))
  })

  it('keeps every parameter in its range, and assets and user type in keeping with the meter type', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 60 }), (seed, meters) => {
        expect(metersOf(generatedFleet({ ...SETTINGS, seed, meters })).flatMap(faultsOf)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('has a mean performance factor near 1, so that the fleet yields what the model says', () => {
    const factors = metersOf(generatedFleet({ ...SETTINGS, meters: 3000 })).flatMap(
      ({ pv }) => pv?.performanceFactor ?? [],
    )
    const mean = factors.reduce((a, b) => a + b) / factors.length
    // Uniform on 1 ± 0.0556: standard error 0.0008 for 1,800 arrays.
    expect(Math.abs(mean - 1)).toBeLessThan(0.004)
  })

  it('draws the five zones about equally often', () => {
    const zones = metersOf(generatedFleet({ ...SETTINGS, meters: 5000 })).map(({ location }) => location.split('_')[1])
    for (const zone of ['1', '2', '3', '4', '5']) {
      // Binomial(5000, 1/5): standard deviation 28.3, so 142 is five of them.
      expect(Math.abs(zones.filter((z) => z === zone).length - 1000)).toBeLessThan(142)
    }
  })

  it('shares at most twenty roof planes', () => {
    expect(fleetPlanes(generatedFleet({ ...SETTINGS, meters: 5000 })).planes).toHaveLength(20)
  })

  it('hangs each meter behind the transformer or an earlier meter of its own feeder', () => {
    const fleet = generatedFleet({ ...SETTINGS, meters: 101 })
    expect([...fleet.feederStart]).toEqual([0, 40, 80, 101])
    expect(fleet.feeders.map(({ id }) => id)).toEqual(['Feeder_001', 'Feeder_002', 'Feeder_003'])
    metersOf(fleet).forEach(({ connection }, index) => {
      expect(connection.feeder).toBe(Math.floor(index / METERS_PER_FEEDER))
      const first = fleet.feederStart[connection.feeder]
      expect(connection.upstream === -1 || connection.upstream >= first).toBe(true)
      expect(connection.upstream).toBeLessThan(index)
    })
    expect(fleet.meter(40).connection.upstream).toBe(-1)
    expect(fleet.meter(49).connection.upstream).toBe(48)
  })

  it('is empty without meters', () => {
    const fleet = generatedFleet({ ...SETTINGS, meters: null })
    expect(fleet.size).toBe(0)
    expect([...fleet.feederStart]).toEqual([0])
  })
})

/** What is wrong with a generated meter; empty for a sound one. */
function faultsOf(meter: Meter): string[] {
  const { pv, battery, meterType } = meter
  const inverterKw = Math.max(pv?.inverterKw ?? 0, battery?.powerKw ?? 0)
  const sound = {
    assets: meterTypeOf(pv !== null, battery !== null) === meterType && USER_TYPE_OF[meterType] === meter.userType,
    location: new RegExp(`^Zone_[1-5]_Building_${Number(meter.meterId.slice(10))}$`).test(meter.location),
    capacity: within(meter.capacityKw, [1.5, 8]),
    variability: within(meter.loadVariability, [0.5, 1.5]),
    cable: within(meter.connection.cableM, [15, 40]),
    phases: meter.phases === (inverterKw > 4.6 ? 3 : 1),
    ...(pv && {
      kwp: within(pv.kwp, [5, 15]),
      inverter: Math.abs(pv.kwp / pv.inverterKw - 1.1) < 0.002,
      performance: within(pv.performanceFactor, [0.85 / 0.9, 0.95 / 0.9]),
      tilt: ROOF_TILTS_DEG.some((tilt) => tilt === pv.tiltDeg),
      azimuth: ROOF_AZIMUTHS_DEG.some((azimuth) => azimuth === pv.azimuthDeg),
    }),
    ...(battery && {
      capacityKwh: within(battery.capacityKwh, [10, 30]),
      power: Math.abs(battery.powerKw - battery.capacityKwh / 2) < 0.006,
      efficiency: within(battery.chargeEfficiency * battery.dischargeEfficiency, [0.9 - 1e-12, 0.95 + 1e-12]),
      firstCharge: within(battery.socInitial, [0.2, 0.8]),
      dispatch: battery.dispatch === (pv === null ? 'price-arbitrage' : 'self-consumption'),
    }),
  }
  return Object.entries(sound).flatMap(([what, ok]) => (ok ? [] : [`${meter.meterId}: ${what}`]))
}
