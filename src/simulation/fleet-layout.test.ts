import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fleet, Meter } from '../campus/meter.ts'
import { testInputs } from '../run/run-inputs.fixture.ts'
import { fleetLayout, splitFleet } from './fleet-layout.ts'

const SAMPLE = testInputs({ meters: 3 }).fleet
const [PV_METER, PLAIN_METER, HYBRID_METER] = [0, 1, 2].map((i) => SAMPLE.meter(i))

/** A fleet with the given numbers of meters per feeder; every third meter has PV and a battery. */
function fleetOf(sizes: readonly number[]): Fleet {
  const feederStart = new Int32Array(sizes.length + 1)
  sizes.forEach((size, f) => {
    feederStart[f + 1] = feederStart[f] + size
  })
  const [feeder] = SAMPLE.feeders
  return {
    size: feederStart[sizes.length],
    feeders: sizes.map((_, f) => ({ ...feeder, id: `F${f}` })),
    feederStart,
    meter: (i): Meter => (i % 3 === 2 ? HYBRID_METER : PLAIN_METER),
  }
}

describe('fleetLayout', () => {
  it('counts batteries before each feeder and finds the distinct roof planes', () => {
    const layout = fleetLayout(fleetOf([4, 1, 0, 4]))
    expect([...layout.batteryStart]).toEqual([0, 1, 1, 1, 3])
    expect(layout.batteries).toBe(3)
    expect(layout.planes).toHaveLength(1)
    expect([...layout.planeOf]).toEqual([-1, -1, 0, -1, -1, 0, -1, -1, 0])
  })

  it('of the UTCC campus has its five feeders and eleven batteries', () => {
    const { fleet } = testInputs()
    const layout = fleetLayout(fleet)
    expect(layout.batteryStart).toHaveLength(6)
    expect(layout.batteries).toBe(11)
    for (const [i, plane] of layout.planeOf.entries()) {
      const { pv } = fleet.meter(i)
      if (pv === null) {
        expect(plane).toBe(-1)
      } else {
        expect(layout.planes[plane]).toEqual({ tiltDeg: pv.tiltDeg, azimuthDeg: pv.azimuthDeg })
      }
    }
  })

  it('takes PV without a battery for no battery', () => {
    const fleet = { ...fleetOf([2]), meter: () => PV_METER }
    expect(fleetLayout(fleet).batteries).toBe(0)
  })
})

describe('splitFleet', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 })
  const parts = fc.integer({ min: 1, max: 12 })

  it('covers every meter, feeder and battery once and in order, in whole feeders', () => {
    fc.assert(
      fc.property(sizes, parts, (feederSizes, count) => {
        const layout = fleetLayout(fleetOf(feederSizes))
        const { feederStart, size } = layout.fleet
        const ranges = splitFleet(layout, count)
        expect(ranges.length).toBeLessThanOrEqual(count)
        let [feeder, meter, battery] = [0, 0, 0]
        for (const { feeders, meters, batteries } of ranges) {
          expect([feeders[0], meters[0], batteries[0]]).toEqual([feeder, meter, battery])
          expect(feeders[1]).toBeGreaterThan(feeders[0])
          expect(meters).toEqual([feederStart[feeders[0]], feederStart[feeders[1]]])
          expect(batteries).toEqual([layout.batteryStart[feeders[0]], layout.batteryStart[feeders[1]]])
          ;[feeder, meter, battery] = [feeders[1], meters[1], batteries[1]]
        }
        expect([feeder, meter, battery]).toEqual([feederSizes.length, size, layout.batteries])
      }),
    )
  })

  it('gives as many ranges as asked for while there are feeders enough of one size, each within a feeder of its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), parts, (feeders, count) => {
        const ranges = splitFleet(fleetLayout(fleetOf(Array.from({ length: feeders }, () => 3))), count)
        expect(ranges).toHaveLength(Math.min(feeders, count))
        for (const { meters } of ranges) {
          expect(Math.abs(meters[1] - meters[0] - (feeders * 3) / ranges.length)).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  it('gives one range for one part, and one per feeder when there are too few', () => {
    const layout = fleetLayout(fleetOf([5, 5]))
    expect(splitFleet(layout, 1)).toEqual([{ feeders: [0, 2], meters: [0, 10], batteries: [0, 3] }])
    expect(splitFleet(layout, 8).map(({ meters }) => meters)).toEqual([
      [0, 5],
      [5, 10],
    ])
  })

  it('splits the UTCC campus of five feeders into two and four', () => {
    const layout = fleetLayout(testInputs().fleet)
    expect(splitFleet(layout, 2)).toHaveLength(2)
    expect(splitFleet(layout, 4)).toHaveLength(4)
  })
})
