import { describe, expect, it } from 'vitest'
import { parseCampusFile } from '../config/campus-file.ts'
import { campusFleet } from './campus-fleet.ts'
import type { Fleet } from './meter.ts'

const SETTINGS = { seed: 42 }

const PV = { kwp: 110, tilt_deg: 10, azimuth_deg: 180 }
const BATTERY = { capacity_kwh: 50, power_kw: 25 }

function meter(id: string, upstream: string, more: object = {}) {
  return {
    meter_id: id,
    building: 'Hall',
    floor: 2,
    building_type: 'classroom',
    capacity_kw: 100,
    floor_area_m2: 2500,
    phases: 3,
    feeder: { upstream, cable_m: 40 },
    ...more,
  }
}

function fleetOf(meters: object[], seed = SETTINGS.seed): Fleet {
  const content = {
    campus: {
      name: 'Test campus',
      latitude: 13.7563,
      longitude: 100.5018,
      elevation_m: 4,
      time_zone: 'Asia/Bangkok',
      nominal_voltage: 230,
      nominal_frequency: 50,
    },
    feeders: ['F1', 'F2'].map((id) => ({ id, transformer_kva: 1000, impedance_percent: 5, xr_ratio: 4.7 })),
    meters,
  }
  return campusFleet(parseCampusFile(JSON.stringify(content), 'test'), { seed })
}

describe('campusFleet', () => {
  it('takes meter type and user type from the assets', () => {
    const fleet = fleetOf([
      meter('A', 'F1', { pv: PV, battery: BATTERY }),
      meter('B', 'F1', { pv: PV }),
      meter('C', 'F2', { battery: BATTERY, capacity_kw: 0 }),
      meter('D', 'F2'),
    ])
    expect([0, 1, 2, 3].map((index) => [fleet.meter(index).meterType, fleet.meter(index).userType])).toEqual([
      ['Hybrid_Prosumer', 'Prosumer'],
      ['Solar_Prosumer', 'Prosumer'],
      ['Battery_Storage', 'Storage_Provider'],
      ['Grid_Consumer', 'Consumer'],
    ])
  })

  it('numbers feeders in the order of the meters and connects each meter to the one it names', () => {
    const fleet = fleetOf([meter('C', 'F2'), meter('D', 'C'), meter('A', 'F1'), meter('B', 'A'), meter('E', 'A')])
    expect(fleet.feeders.map(({ id }) => id)).toEqual(['F2', 'F1'])
    expect([...fleet.feederStart]).toEqual([0, 2, 5])
    expect([0, 1, 2, 3, 4].map((index) => fleet.meter(index).connection)).toEqual([
      { feeder: 0, upstream: -1, cableM: 40 },
      { feeder: 0, upstream: 0, cableM: 40 },
      { feeder: 1, upstream: -1, cableM: 40 },
      { feeder: 1, upstream: 2, cableM: 40 },
      { feeder: 1, upstream: 2, cableM: 40 },
    ])
  })

  it('sizes the inverter at the nameplate over 1.1 unless given', () => {
    const fleet = fleetOf([meter('A', 'F1', { pv: PV }), meter('C', 'F2', { pv: { ...PV, inverter_kw: 80 } })])
    expect(fleet.meter(0).pv?.inverterKw).toBeCloseTo(100, 12)
    expect(fleet.meter(1).pv?.inverterKw).toBe(80)
  })

  it('starts a battery half full, or at the nearest charge its window allows', () => {
    const fleet = fleetOf([
      meter('A', 'F1', { pv: PV, battery: BATTERY }),
      meter('C', 'F2', { battery: { ...BATTERY, soc_min: 0.6, dispatch: 'peak-shaving' } }),
      meter('D', 'F2', { battery: { ...BATTERY, soc_initial: 0.3 } }),
    ])
    expect([0, 1, 2].map((index) => fleet.meter(index).battery?.socInitial)).toEqual([0.5, 0.6, 0.3])
    expect([0, 1, 2].map((index) => fleet.meter(index).battery?.dispatch)).toEqual([
      'self-consumption',
      'peak-shaving',
      'price-arbitrage',
    ])
  })

  it('keeps a stated trading preference and draws the others from the seed', () => {
    const meters = [meter('A', 'F1', { trading_preference: 'Aggressive' }), meter('C', 'F2')]
    const preference = (seed: number, index: number) => fleetOf(meters, seed).meter(index).tradingPreference
    const seeds = Array.from({ length: 20 }, (_, seed) => seed)
    expect(new Set(seeds.map((seed) => preference(seed, 0)))).toEqual(new Set(['Aggressive']))
    expect(new Set(seeds.map((seed) => preference(seed, 1))).size).toBe(3)
  })

  it('says where a meter is by building and floor', () => {
    expect(fleetOf([meter('A', 'F1'), meter('C', 'F2')]).meter(0).location).toBe('Hall, Floor 2')
  })
})
