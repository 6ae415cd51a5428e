import { describe, expect, it } from 'vitest'
import { sunPosition } from './sun-position.ts'

const DEG = Math.PI / 180

/** Worked example of NREL/TP-560-34302, appendix A.5. */
const EXAMPLE_MS = Date.parse('2003-10-17T12:30:30-07:00')
const GOLDEN = { latitudeDeg: 39.742476, longitudeDeg: -105.1786, elevationM: 1830.14 }
const GOLDEN_AIR = { pressureHpa: 820, temperatureC: 11 }

const BANGKOK = { latitudeDeg: 13.779, longitudeDeg: 100.56, elevationM: 3 }
const BANGKOK_AIR = { pressureHpa: 1013.25, temperatureC: 28 }

describe('sunPosition, the published example', () => {
  const sun = sunPosition(EXAMPLE_MS, GOLDEN, GOLDEN_AIR, 67)
  const trueElevation = 90 - sun.zenithDeg

  it('gives zenith and azimuth to the printed digits', () => {
    expect(sun.apparentZenithDeg).toBeCloseTo(50.11162, 5)
    expect(sun.azimuthDeg).toBeCloseTo(194.34024, 5)
  })

  it('gives the printed elevation, refraction and their sum', () => {
    expect(trueElevation).toBeCloseTo(39.872046, 6)
    expect(sun.zenithDeg - sun.apparentZenithDeg).toBeCloseTo(0.016332, 6)
    expect(90 - sun.apparentZenithDeg).toBeCloseTo(39.888378, 6)
  })

  it('stands at the printed topocentric declination and hour angle', () => {
    // Back from the horizon to the equator, by spherical trigonometry.
    const latitude = GOLDEN.latitudeDeg * DEG
    const elevation = trueElevation * DEG
    const fromSouth = (sun.azimuthDeg - 180) * DEG
    const declination = Math.asin(
      Math.sin(latitude) * Math.sin(elevation) - Math.cos(latitude) * Math.cos(elevation) * Math.cos(fromSouth),
    )
    const hourAngle = Math.atan2(
      Math.sin(fromSouth),
      Math.cos(fromSouth) * Math.sin(latitude) + Math.tan(elevation) * Math.cos(latitude),
    )
    expect(declination / DEG).toBeCloseTo(-9.316179, 6)
    expect(Math.abs(hourAngle / DEG - 11.10629)).toBeLessThan(3e-5)
  })

  it('meets a slope of 30° facing 10° east of south at the printed incidence', () => {
    const zenith = sun.apparentZenithDeg * DEG
    const cosine =
      Math.cos(30 * DEG) * Math.cos(zenith) +
      Math.sin(30 * DEG) * Math.sin(zenith) * Math.cos((sun.azimuthDeg - 170) * DEG)
    expect(Math.acos(cosine) / DEG).toBeCloseTo(25.187, 5)
  })
})

describe('sunPosition over Bangkok', () => {
  // Computed with pvlib-python 0.16.1, solarposition.spa_python: apparent zenith, azimuth.
  it.each([
    ['2025-01-15T09:00', 61.61923, 123.61086],
    ['2025-03-20T12:00', 15.18323, 155.22905],
    ['2025-04-27T12:15', 0.16605, 34.20472],
    ['2025-06-21T08:00', 61.74164, 70.53822],
    ['2025-06-21T12:00', 10.70711, 24.88031],
    ['2025-06-21T16:30', 59.65712, 289.3308],
    ['2025-09-22T12:00', 13.80641, 168.93876],
    ['2025-12-21T12:00', 37.40592, 174.02978],
    ['2025-12-21T15:00', 54.71015, 227.54166],
    ['2024-02-29T17:45', 80.90131, 259.72236],
    ['2025-06-21T00:00', 142.48208, 352.66574],
  ])('stands as computed by pvlib at %s', (local, apparentZenithDeg, azimuthDeg) => {
    const sun = sunPosition(Date.parse(`${local}+07:00`), BANGKOK, BANGKOK_AIR, 69)
    expect(sun.apparentZenithDeg).toBeCloseTo(apparentZenithDeg, 5)
    expect(sun.azimuthDeg).toBeCloseTo(azimuthDeg, 5)
  })

  it('stands north of the zenith at noon in June and south of it in December', () => {
    const june = sunPosition(Date.parse('2025-06-21T12:19:33+07:00'), BANGKOK, BANGKOK_AIR)
    const december = sunPosition(Date.parse('2025-12-21T12:15:48+07:00'), BANGKOK, BANGKOK_AIR)
    expect(Math.min(june.azimuthDeg, 360 - june.azimuthDeg)).toBeLessThan(0.1)
    expect(Math.abs(december.azimuthDeg - 180)).toBeLessThan(0.1)
  })
})

describe('sunPosition elsewhere', () => {
  // Computed with pvlib-python 0.16.1: place (latitude, longitude, elevation), air, ΔT, zenith, apparent zenith, azimuth.
  it.each([
    ['2030-06-21T12:00:00Z', [90, 0, 2800], [700, -20], 75, [66.5675857, 66.5376948, 179.5403696]],
    ['2030-12-21T03:00:00Z', [-90, 0, 2835], [680, -28], 75, [66.5701159, 66.5401273, 134.4683076]],
    ['2000-02-29T23:59:59Z', [-33.8688, 151.2093, 58], [1010, 22], 64, [39.4553588, 39.4420245, 55.4945584]],
    ['2024-12-31T12:00:00Z', [69.6492, 18.9553, 10], [1000, -4], 69, [93.6043749, 93.6043749, 196.6958161]],
    ['2099-03-20T10:20:30Z', [0, 0, 0], [1013.25, 15], 190, [26.7104434, 26.702066, 89.8883542]],
    ['2019-06-20T18:00:00Z', [64.1466, -21.9426, 20], [1005, 9], 69, [59.34228, 59.3139667, 260.6059216]],
    ['2012-11-13T20:12:00Z', [-16.9186, 145.7781, 3], [1012, 27], 67, [82.330623, 82.2227895, 106.7950022]],
  ] as const)('agrees with pvlib at %s', (instant, place, [pressureHpa, temperatureC], deltaT, expected) => {
    const [latitudeDeg, longitudeDeg, elevationM] = place
    const sun = sunPosition(
      Date.parse(instant),
      { latitudeDeg, longitudeDeg, elevationM },
      { pressureHpa, temperatureC },
      deltaT,
    )
    const [zenithDeg, apparentZenithDeg, azimuthDeg] = expected
    expect(sun.zenithDeg).toBeCloseTo(zenithDeg, 6)
    expect(sun.apparentZenithDeg).toBeCloseTo(apparentZenithDeg, 6)
    expect(sun.azimuthDeg).toBeCloseTo(azimuthDeg, 6)
  })

  it('does not refract a sun wholly below the horizon, and lifts one that touches it by half a degree', () => {
    const midnight = sunPosition(Date.parse('2025-06-21T00:00+07:00'), BANGKOK, BANGKOK_AIR)
    expect(midnight.apparentZenithDeg).toBe(midnight.zenithDeg)
    const sunrise = sunPosition(Date.parse('2025-06-21T05:51:30+07:00'), BANGKOK, BANGKOK_AIR)
    expect(sunrise.zenithDeg).toBeGreaterThan(90.7)
    expect(sunrise.zenithDeg - sunrise.apparentZenithDeg).toBeGreaterThan(0.5)
  })
})
