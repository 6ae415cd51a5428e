import { describe, expect, it } from 'vitest'
import { cosIncidence, iamAshrae, iamPhysical } from './incidence.ts'

const DEG = Math.PI / 180

function aoiDeg(tilt: number, facing: number, zenith: number, azimuth: number): number {
  const [cosTilt, sinTilt] = [Math.cos(tilt * DEG), Math.sin(tilt * DEG)]
  const [cosZenith, sinZenith] = [Math.cos(zenith * DEG), Math.sin(zenith * DEG)]
  return Math.acos(cosIncidence(cosTilt, sinTilt, cosZenith, sinZenith, Math.cos((azimuth - facing) * DEG))) / DEG
}

describe('cosIncidence', () => {
  // NREL/TP-560-34302, table A5.1: slope of 30°, turned 10° from south to the east.
  it('gives the published 25.18700°', () => expect(aoiDeg(30, 170, 50.11162, 194.34024)).toBeCloseTo(25.187, 5))

  // Computed with pvlib-python for a roof of 15° facing south in Bangkok: zenith and azimuth of the sun, incidence.
  it.each([
    [15.18323, 155.22905, 6.4052],
    [61.61923, 123.61086, 54.1842],
    [10.70711, 24.88031, 25.1112],
    [37.40592, 174.02978, 22.5338],
    [54.71015, 227.54166, 45.5217],
  ])('under a sun at %d°, %d° is %d°', (zenith, azimuth, expected) => {
    expect(aoiDeg(15, 180, zenith, azimuth)).toBeCloseTo(expected, 4)
  })
})

describe('iamAshrae', () => {
  // pvlib-python, tests/test_iam.py, test_ashrae, b = 0.05.
  it.each([
    [0, 1],
    [22.5, 0.99588039],
    [45, 0.97928932],
    [67.5, 0.9193437],
    [89.9, 0],
    [90, 0],
    [120, 0],
  ])('at %d° lets %d through', (aoi, expected) => expect(iamAshrae(Math.cos(aoi * DEG))).toBeCloseTo(expected, 8))
})

describe('iamPhysical', () => {
  // pvlib-python, tests/test_iam.py, test_physical (22.5°, 45°, 67.5°); the others computed with pvlib 0.16.1.
  it.each([
    [0, 1],
    [22.5, 0.99926198],
    [30, 0.99788686],
    [45, 0.98797788],
    [60, 0.94600291],
    [67.5, 0.8893998],
    [75, 0.77406067],
    [85, 0.40087915],
    [89.9, 0.01044871],
    [90, 0],
    [100, 0],
  ])('at %d° lets %d through', (aoi, expected) => expect(iamPhysical(Math.cos(aoi * DEG))).toBeCloseTo(expected, 8))
})
