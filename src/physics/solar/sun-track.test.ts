import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sunPosition } from './sun-position.ts'
import { SunTrack } from './sun-track.ts'

const DAY_MS = 86_400_000
const AIR = { pressureHpa: 1013.25, temperatureC: 28 }
const BANGKOK = { latitudeDeg: 13.779, longitudeDeg: 100.56, elevationM: 3 }

/** Largest difference from the full algorithm [°]; azimuth counts by the arc it spans in the sky. */
function departureDeg(epochMs: number, location: typeof BANGKOK, track = new SunTrack(location, AIR)): number {
  const fast = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
  track.at(epochMs, fast)
  const full = sunPosition(epochMs, location, AIR)
  const turn = Math.abs(((fast.azimuthDeg - full.azimuthDeg + 540) % 360) - 180)
  return Math.max(
    Math.abs(fast.zenithDeg - full.zenithDeg),
    Math.abs(fast.apparentZenithDeg - full.apparentZenithDeg),
    turn * Math.sin((full.zenithDeg * Math.PI) / 180),
  )
}

const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 11, 31) })
const place = fc.record({
  latitudeDeg: fc.double({ min: -90, max: 90, noNaN: true }),
  longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
  elevationM: fc.double({ min: 0, max: 5000, noNaN: true }),
})

describe('SunTrack', () => {
  it('stays within 1e-5° of the full algorithm from 2000 to 2100, anywhere', () => {
    fc.assert(
      fc.property(instant, place, (epochMs, location) => departureDeg(epochMs, location) < 1e-5),
      { numRuns: 500 },
    )
  })

  it('does so through whole days, the leap day and the turn of the year among them', () => {
    const track = new SunTrack(BANGKOK, AIR)
    for (const day of ['2024-02-28', '2024-12-31', '2025-06-21']) {
      const start = Date.parse(day)
      for (let t = start; t <= start + 2 * DAY_MS; t += 1_000_003) {
        expect(departureDeg(t, BANGKOK, track)).toBeLessThan(1e-5)
      }
    }
  })

  it('is continuous across its knots at midnight UTC', () => {
    const track = new SunTrack(BANGKOK, AIR)
    const before = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
    const after = { ...before }
    const midnight = Date.UTC(2025, 2, 20)
    track.at(midnight - 1, before)
    track.at(midnight + 1, after)
    // Two milliseconds of the sky's turning are 8e-6°.
    expect(Math.abs(after.zenithDeg - before.zenithDeg)).toBeLessThan(1e-5)
    expect(Math.abs(after.azimuthDeg - before.azimuthDeg)).toBeLessThan(1e-5)
  })

  it('gives the same bits whatever it was asked before', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 1, maxLength: 5 }), instant, fc.nat(3), (history, epochMs, days) => {
        const fresh = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
        const used = { ...fresh }
        new SunTrack(BANGKOK, AIR).at(epochMs, fresh)
        const track = new SunTrack(BANGKOK, AIR)
        for (const earlier of history) track.at(earlier, used)
        for (let day = days; day >= 0; day--) track.at(epochMs - day * DAY_MS, used)
        expect(used).toEqual(fresh)
      }),
      { numRuns: 50 },
    )
  })
})
