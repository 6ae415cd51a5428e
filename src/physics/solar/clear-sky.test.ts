import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClearSky } from './clear-sky.ts'

const BANGKOK = { latitudeDeg: 13.779, longitudeDeg: 100.56, elevationM: 3 }
const DARK = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }

function sunAt(apparentZenithDeg: number) {
  return { zenithDeg: apparentZenithDeg, apparentZenithDeg, azimuthDeg: 180 }
}

describe('ClearSky', () => {
  // Computed with pvlib-python (clearsky.ineichen, Linke turbidity 4, 1013.25 hPa, Spencer) for Bangkok, 2025:
  // apparent zenith, day of the year, clear-sky global irradiance.
  it.each([
    [61.61923, 15, 421.297],
    [15.18323, 79, 983.115],
    [0.16605, 117, 1002.149],
    [61.74164, 172, 391.995],
    [10.70711, 172, 962.947],
    [59.65712, 172, 426.857],
    [13.80641, 265, 974.508],
    [37.40592, 355, 801.679],
    [54.71015, 355, 542.11],
  ])('under a sun at %d° on day %d is %d W/m²', (zenith, dayOfYear, expected) => {
    const sky = new ClearSky(BANGKOK, () => 4, 1013.25)
    expect(sky.clearGhi(sunAt(zenith), dayOfYear)).toBeCloseTo(expected, 3)
  })

  it('takes pressure from the elevation and turbidity from Bangkok when not told', () => {
    const day = 16.5
    const told = new ClearSky(BANGKOK, () => 3.55, 1012.8896512)
    expect(new ClearSky(BANGKOK).clearGhi(sunAt(40), day)).toBeCloseTo(told.clearGhi(sunAt(40), day), 6)
  })

  it('scales the global irradiance with the clear-sky index', () => {
    const sky = new ClearSky(BANGKOK)
    const out = { ...DARK }
    const clear = sky.clearGhi(sunAt(30), 100)
    sky.irradiance(sunAt(30), 100, 0.5, out)
    expect(out.ghiWm2).toBeCloseTo(clear / 2, 10)
    const cloudyBeam = out.dniWm2
    sky.irradiance(sunAt(30), 100, 1.05, out)
    expect(out.ghiWm2).toBeCloseTo(clear * 1.05, 10)
    expect(out.dniWm2).toBeGreaterThan(4 * cloudyBeam)
  })

  it('is exactly dark while the sun is down, whatever was there before', () => {
    const sky = new ClearSky(BANGKOK)
    for (const zenith of [90, 96, 100, 180]) {
      const out = { ghiWm2: 5, dniWm2: 5, dhiWm2: 5, extraterrestrialNormalWm2: 5 }
      sky.irradiance(sunAt(zenith), 100, 1, out)
      expect(out).toEqual(DARK)
      expect(sky.clearGhi(sunAt(zenith), 100)).toBe(0)
    }
  })

  it('never gives more on the ground than above the air under a clear sky, on any day', () => {
    const sky = new ClearSky(BANGKOK)
    const zenith = fc.double({ min: 0, max: 89.9999, noNaN: true })
    const day = fc.double({ min: 1, max: 366.99, noNaN: true })
    fc.assert(
      fc.property(zenith, day, (zenithDeg, dayOfYear) => {
        const out = { ...DARK }
        sky.irradiance(sunAt(zenithDeg), dayOfYear, 1, out)
        expect(out.ghiWm2).toBeLessThan(out.extraterrestrialNormalWm2 * Math.cos((zenithDeg * Math.PI) / 180))
        expect(out.dniWm2).toBeLessThan(out.extraterrestrialNormalWm2)
        expect(Math.min(out.ghiWm2, out.dniWm2, out.dhiWm2)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
