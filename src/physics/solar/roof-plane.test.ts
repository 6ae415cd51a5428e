import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absoluteAirMass, relativeAirMass } from './air-mass.ts'
import { extraterrestrialNormalWm2 } from './extraterrestrial.ts'
import { ineichen } from './ineichen.ts'
import { inverterAcKw } from './inverter.ts'
import { PlaneModel, sunDirection } from './roof-plane.ts'
import { sunPosition } from './sun-position.ts'

const BANGKOK = { latitudeDeg: 13.779, longitudeDeg: 100.56, elevationM: 3 }
const AIR = { pressureHpa: 1013.25, temperatureC: 28 }
const SOUTH_15 = { tiltDeg: 15, azimuthDeg: 180 }
const FRESH = { poaWm2: -1, effectiveWm2: -1, cellC: -1, dcPerKwp: -1 }

/**
 * Computed with pvlib-python: 5 kWp at 15° facing south in Bangkok, 2025; Ineichen clear sky with Linke turbidity 4,
 * 1013.25 hPa, Spencer, Hay–Davies, albedo 0.2, physical incidence modifier on the beam, Faiman at 30 °C and 1.5 m/s,
 * −0.37 %/K, PVWatts losses, inverter of 5/1.1 kW DC.
 */
const CHAIN = [
  { local: '2025-03-20T12:00', day: 79, poa: 1013.0073, cellC: 58.7296, dcW: 3808.8806, acW: 3662.1567 },
  { local: '2025-01-15T09:00', day: 15, poa: 506.1495, cellC: 44.3548, dcW: 1971.3743, acW: 1895.4065 },
  { local: '2025-06-21T12:00', day: 172, poa: 894.0189, cellC: 55.355, dcW: 3406.3995, acW: 3277.2244 },
  { local: '2025-12-21T12:00', day: 355, poa: 924.4951, cellC: 56.2194, dcW: 3510.8725, acW: 3377.2528 },
  { local: '2025-12-21T15:00', day: 355, poa: 646.1767, cellC: 48.3261, dcW: 2510.918, acW: 2416.6605 },
]

describe('PlaneModel', () => {
  it.each(CHAIN)('carries sunlight to the meter as pvlib does at $local: $acW W', ({ local, day, ...expected }) => {
    const sun = sunPosition(Date.parse(`${local}+07:00`), BANGKOK, AIR, 69)
    const sky = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
    const clearAir = {
      airMass: absoluteAirMass(relativeAirMass(sun.apparentZenithDeg), 1013.25),
      linkeTurbidity: 4,
      elevationM: 3,
      extraterrestrialNormalWm2: extraterrestrialNormalWm2(day),
    }
    ineichen(sun.apparentZenithDeg, clearAir, sky)
    const plane = { ...FRESH }
    new PlaneModel(SOUTH_15, 0.2).evaluate(sky, sunDirection(sun), 30, 1.5, plane)
    expect(plane.poaWm2).toBeCloseTo(expected.poa, 3)
    expect(plane.cellC).toBeCloseTo(expected.cellC, 4)
    expect(plane.dcPerKwp * 5000).toBeCloseTo(expected.dcW, 3)
    expect(inverterAcKw(plane.dcPerKwp * 5, (0.96 * 5) / 1.1) * 1000).toBeCloseTo(expected.acW, 3)
  })

  // The same table's row of 2025-01-15 09:00, from its printed sky and sun: beam 388.2·0.9694 + diffuse 118.0.
  it('takes the reflection of the glass off the beam alone', () => {
    const sun = { zenithDeg: 61.64857, apparentZenithDeg: 61.61923, azimuthDeg: 123.61086 }
    const sky = { ghiWm2: 421.297, dniWm2: 663.41, dhiWm2: 105.959, extraterrestrialNormalWm2: 1412.985 }
    const plane = { ...FRESH }
    new PlaneModel(SOUTH_15).evaluate(sky, sunDirection(sun), 30, 1.5, plane)
    expect(plane.effectiveWm2).toBeCloseTo(494.3, 1)
  })

  it('favours the north roof at noon in June and the south roof in December', () => {
    const north = new PlaneModel({ tiltDeg: 15, azimuthDeg: 0 })
    const south = new PlaneModel(SOUTH_15)
    const sky = { ghiWm2: 900, dniWm2: 800, dhiWm2: 130, extraterrestrialNormalWm2: 1340 }
    const [facingNorth, facingSouth] = [{ ...FRESH }, { ...FRESH }]
    for (const [local, winner, loser] of [
      ['2025-06-21T12:20', facingNorth, facingSouth],
      ['2025-12-21T12:16', facingSouth, facingNorth],
    ] as const) {
      const sun = sunPosition(Date.parse(`${local}+07:00`), BANGKOK, AIR)
      north.evaluate(sky, sunDirection(sun), 30, 1, facingNorth)
      south.evaluate(sky, sunDirection(sun), 30, 1, facingSouth)
      expect(winner.dcPerKwp).toBeGreaterThan(loser.dcPerKwp * 1.05)
    }
  })

  it('is exactly nothing at night, with cells as warm as the air', () => {
    const plane = { ...FRESH }
    const dark = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
    new PlaneModel(SOUTH_15).evaluate(
      dark,
      sunDirection({ zenithDeg: 140, apparentZenithDeg: 140, azimuthDeg: 10 }),
      26,
      2,
      plane,
    )
    expect(plane).toEqual({ poaWm2: 0, effectiveWm2: 0, cellC: 26, dcPerKwp: 0 })
  })

  it('receives the global irradiance on a level plane', () => {
    const [zenithDeg, dniWm2, dhiWm2] = [60, 600, 120]
    const sky = { ghiWm2: dniWm2 / 2 + dhiWm2, dniWm2, dhiWm2, extraterrestrialNormalWm2: 1366 }
    const plane = { ...FRESH }
    const sun = { zenithDeg, apparentZenithDeg: zenithDeg, azimuthDeg: 250 }
    new PlaneModel({ tiltDeg: 0, azimuthDeg: 90 }).evaluate(sky, sunDirection(sun), 25, 1, plane)
    expect(plane.poaWm2).toBeCloseTo(420, 9)
  })

  it('never yields a negative or non-finite number, whatever the sky, sun and roof', () => {
    const angle = (max: number) => fc.double({ min: 0, max, noNaN: true })
    fc.assert(
      fc.property(
        angle(90),
        angle(360),
        angle(95),
        angle(360),
        angle(1000),
        angle(400),
        (tiltDeg, facing, z, a, dni, dhi) => {
          const sun = { zenithDeg: z, apparentZenithDeg: z, azimuthDeg: a }
          const ghiWm2 = dni * Math.max(0, Math.cos((z * Math.PI) / 180)) + dhi
          const sky = { ghiWm2, dniWm2: dni, dhiWm2: dhi, extraterrestrialNormalWm2: 1366 }
          const plane = { ...FRESH }
          new PlaneModel({ tiltDeg, azimuthDeg: facing }).evaluate(sky, sunDirection(sun), 30, 1, plane)
          expect(plane.dcPerKwp).toBeGreaterThanOrEqual(0)
          expect(plane.effectiveWm2).toBeGreaterThanOrEqual(0)
          // Next to the smallest numbers there are, a share of something may round to more than it.
          expect(plane.effectiveWm2).toBeLessThanOrEqual(plane.poaWm2 + 1e-12 + 1e-12 * plane.poaWm2)
          expect(Number.isFinite(plane.cellC)).toBe(true)
        },
      ),
    )
  })
})
