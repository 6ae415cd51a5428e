import { describe, expect, it } from 'vitest'
import type { Feeder, Fleet, Meter } from '../../campus/meter.ts'
import { buildFeederNetwork } from './feeder-network.ts'
import { createFeederWork, solveLinDistFlow } from './lin-dist-flow.ts'

const TRANSFORMER: Feeder = { id: 'T', transformerKva: 630, impedancePercent: 4, xrRatio: 3 }

interface Sketch {
  readonly capacityKw: number
  readonly inverterKw?: number
  readonly upstream: number
  readonly cableM: number
}

/** A fleet of feeders, each a list of meters whose `upstream` counts within the feeder. */
function fleetOf(feeders: readonly (readonly Sketch[])[]): Fleet {
  const feederStart = new Int32Array(feeders.length + 1)
  const meters: Meter[] = []
  for (const [feeder, sketches] of feeders.entries()) {
    feederStart[feeder] = meters.length
    meters.push(...sketches.map((sketch) => meterOf(sketch, feeder, feederStart[feeder])))
  }
  feederStart[feeders.length] = meters.length
  return {
    size: meters.length,
    feeders: feeders.map(() => TRANSFORMER),
    feederStart,
    meter: (index) => meters[index],
  }
}

function meterOf({ capacityKw, inverterKw, upstream, cableM }: Sketch, feeder: number, first: number): Meter {
  return {
    meterId: 'M',
    meterType: inverterKw === undefined ? 'Grid_Consumer' : 'Solar_Prosumer',
    userType: inverterKw === undefined ? 'Consumer' : 'Prosumer',
    location: '',
    building: 'B',
    zone: 'Z',
    buildingType: 'classroom',
    floorAreaM2: 1000,
    capacityKw,
    loadVariability: 1,
    phases: 3,
    pv:
      inverterKw === undefined
        ? null
        : { kwp: inverterKw, tiltDeg: 15, azimuthDeg: 180, inverterKw, performanceFactor: 1 },
    battery: null,
    connection: { feeder, upstream: upstream < 0 ? -1 : first + upstream, cableM },
    tradingPreference: 'Moderate',
  }
}

/** Four buildings in a row, 50 m apart, 60 kW each, the last with 150 kW of sun. */
const ROW: readonly Sketch[] = [
  { capacityKw: 60, upstream: -1, cableM: 50 },
  { capacityKw: 60, upstream: 0, cableM: 50 },
  { capacityKw: 60, upstream: 1, cableM: 50 },
  { capacityKw: 60, inverterKw: 150, upstream: 2, cableM: 50 },
]
const STAR: readonly Sketch[] = [
  { capacityKw: 120, upstream: -1, cableM: 80 },
  { capacityKw: 200, upstream: -1, cableM: 30 },
]

function voltagesOf(fleet: Fleet, from: number, to: number, loadShare: number, sunShare: number): Float64Array {
  const network = buildFeederNetwork(fleet, from, to, 230)
  const active = new Float64Array(to - from)
  const reactive = new Float64Array(to - from)
  for (let i = 0; i < to - from; i++) {
    const { capacityKw, pv } = fleet.meter(from + i)
    active[i] = 1000 * (loadShare * capacityKw - sunShare * (pv?.inverterKw ?? 0))
    reactive[i] = 1000 * loadShare * capacityKw * 0.4843
  }
  const source = new Float64Array(network.feeders).fill(235.75)
  const out = new Float64Array(to - from)
  solveLinDistFlow(network, active, reactive, source, out, createFeederWork(network))
  return out
}

describe('buildFeederNetwork', () => {
  it('numbers the busbars first and points each meter at the node before it', () => {
    const network = buildFeederNetwork(fleetOf([ROW, STAR]), 0, 6, 230)
    expect(network).toMatchObject({ firstFeeder: 0, feeders: 2, size: 6 })
    expect([...network.parent]).toEqual([0, 2, 3, 4, 1, 1])
  })

  it('describes a range as it would the whole', () => {
    const fleet = fleetOf([ROW, STAR, ROW])
    const part = buildFeederNetwork(fleet, 4, 10, 230)
    expect(part).toMatchObject({ firstFeeder: 1, feeders: 2, size: 6 })
    expect([...part.parent]).toEqual([0, 0, 1, 4, 5, 6])
    const whole = buildFeederNetwork(fleet, 0, 10, 230)
    expect([...part.resistanceOhm]).toEqual([...whole.resistanceOhm.subarray(4)])
    expect([...part.reactanceOhm]).toEqual([...whole.reactanceOhm.subarray(4)])
  })

  it('sizes each segment for all that lies behind it, by draw or by feed, whichever is larger', () => {
    // 5 % of 398.4 V over 200 m allow 99.6 V/km. Behind the first segment are 240 kW / 0.9 = 267 kVA, 386 A: 150 mm² would
    // carry it but drop 107 V/km, 185 mm² drops 90 V/km. Behind the last are 66.7 kVA of load but 150 kVA of sun, 217 A:
    // 70 mm² would drop 115 V/km, 95 mm² drops 86 V/km.
    const network = buildFeederNetwork(fleetOf([ROW]), 0, 4, 230)
    expect(network.resistanceOhm[0]).toBeCloseTo(0.0991 * 1.1179 * 0.05, 10)
    expect(network.resistanceOhm[3]).toBeCloseTo(0.193 * 1.1179 * 0.05, 10)
    expect(network.reactanceOhm[0]).toBeCloseTo(0.08 * 0.05, 10)
  })

  it('lays no cable to a meter at its busbar', () => {
    const network = buildFeederNetwork(fleetOf([[{ capacityKw: 10, upstream: -1, cableM: 0 }]]), 0, 1, 230)
    expect(network.resistanceOhm[0]).toBe(0)
    expect(network.reactanceOhm[0]).toBe(0)
  })

  it('puts each transformer at 400 V before its busbar: 4 % of 630 kVA is 10.08 mΩ at 398.4 V', () => {
    const network = buildFeederNetwork(fleetOf([ROW, STAR]), 0, 6, 230)
    for (let f = 0; f < 2; f++) {
      const ohm = Math.hypot(network.transformerResistanceOhm[f], network.transformerReactanceOhm[f])
      expect(ohm).toBeCloseTo((0.04 * 3 * 230 * 230) / 630_000, 12)
    }
  })

  it('refuses a range that splits a feeder', () => {
    const fleet = fleetOf([ROW, STAR])
    expect(() => buildFeederNetwork(fleet, 0, 3, 230)).toThrow(RangeError)
    expect(() => buildFeederNetwork(fleet, 2, 6, 230)).toThrow(RangeError)
  })
})

describe('voltages of a plausible feeder', () => {
  const fleet = fleetOf([ROW, STAR, ROW])

  it.each([
    { when: 'at night', loadShare: 0.2, sunShare: 0 },
    { when: 'on a hot afternoon', loadShare: 1, sunShare: 0 },
    { when: 'at noon on a holiday', loadShare: 0.1, sunShare: 1 },
  ])('stay within a tenth of the nominal, as EN 50160 asks, $when', ({ loadShare, sunShare }) => {
    for (const v of voltagesOf(fleet, 0, fleet.size, loadShare, sunShare)) {
      expect(v).toBeGreaterThan(207)
      expect(v).toBeLessThan(253)
    }
  })

  it('lose at most 5 % of the nominal voltage in the cables at the design peak', () => {
    const network = buildFeederNetwork(fleet, 0, 4, 230)
    const busbarFree = {
      ...network,
      transformerResistanceOhm: Float64Array.of(0),
      transformerReactanceOhm: Float64Array.of(0),
    }
    const out = new Float64Array(4)
    const source = Float64Array.of(230)
    const active = new Float64Array(4).fill(60_000)
    const reactive = new Float64Array(4).fill(60_000 * 0.4843)
    solveLinDistFlow(busbarFree, active, reactive, source, out, createFeederWork(busbarFree))
    // 5 % of the nominal at constant voltage; the squared form of the drop adds its square, half of 0.05².
    expect(Math.min(...out)).toBeGreaterThan(230 * 0.9487)
    expect(Math.min(...out)).toBeLessThan(230)
  })

  it('rise along the row towards the sun and fall along it towards the load', () => {
    const noon = voltagesOf(fleet, 0, 4, 0.1, 1)
    const evening = voltagesOf(fleet, 0, 4, 0.8, 0)
    for (let i = 1; i < 4; i++) {
      expect(noon[i]).toBeGreaterThan(noon[i - 1])
      expect(evening[i]).toBeLessThan(evening[i - 1])
    }
  })

  it('are the same to the last bit however the feeders are split into ranges', () => {
    const whole = voltagesOf(fleet, 0, 10, 0.7, 0.9)
    const parts = [
      voltagesOf(fleet, 0, 4, 0.7, 0.9),
      voltagesOf(fleet, 4, 6, 0.7, 0.9),
      voltagesOf(fleet, 6, 10, 0.7, 0.9),
    ]
    expect(parts.flatMap((part) => [...part])).toEqual([...whole])
  })
})
