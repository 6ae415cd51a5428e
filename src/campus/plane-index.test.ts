import { describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { generatedFleet } from './generated-fleet.ts'
import type { Fleet, PvArray } from './meter.ts'
import { fleetPlanes, MAX_PLANES } from './plane-index.ts'

const TEMPLATE = generatedFleet({
  meters: 1,
  seed: 1,
  meterTypeShares: [0, 1, 0, 0],
})

/** A fleet with the given planes, null for a meter without PV. */
function fleetOf(size: number, planeAt: (index: number) => readonly [tilt: number, azimuth: number] | null): Fleet {
  return {
    ...TEMPLATE,
    size,
    meter: (index) => {
      const plane = planeAt(index)
      const pv: PvArray | null = plane && {
        kwp: 5,
        tiltDeg: plane[0],
        azimuthDeg: plane[1],
        inverterKw: 4.5,
        performanceFactor: 1,
      }
      return { ...TEMPLATE.meter(0), pv }
    },
  }
}

describe('fleetPlanes', () => {
  it('numbers the planes in the order of first appearance and shares equal ones', () => {
    const shown = [null, [15, 180], [5, 90], [15, 180], null, [15, 90]] as const
    const { planes, planeOf } = fleetPlanes(fleetOf(shown.length, (index) => shown[index]))
    expect(planes).toEqual([
      { tiltDeg: 15, azimuthDeg: 180 },
      { tiltDeg: 5, azimuthDeg: 90 },
      { tiltDeg: 15, azimuthDeg: 90 },
    ])
    expect([...planeOf]).toEqual([-1, 0, 1, 0, -1, 2])
  })

  it('has no plane in a fleet without PV', () => {
    const { planes, planeOf } = fleetPlanes(fleetOf(3, () => null))
    expect(planes).toEqual([])
    expect([...planeOf]).toEqual([-1, -1, -1])
  })

  it('takes 32,767 planes and refuses one more', () => {
    const distinct = (index: number) => [(index % 180) / 2, Math.floor(index / 180)] as const
    const { planes, planeOf } = fleetPlanes(fleetOf(MAX_PLANES, distinct))
    expect(planes).toHaveLength(32_767)
    expect(planeOf[MAX_PLANES - 1]).toBe(32_766)
    expect(() => fleetPlanes(fleetOf(MAX_PLANES + 1, distinct))).toThrow(UsageError)
  })
})
