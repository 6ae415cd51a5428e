import { describe, expect, it } from 'vitest'
import { groundReflected, hayDaviesSky, isotropicSky } from './transposition.ts'

const DEG = Math.PI / 180
const COS_40 = Math.cos(40 * DEG)

describe('isotropicSky', () => {
  // pvlib-python, tests/test_irradiance.py, test_isotropic_float.
  it('gives the published value', () => expect(isotropicSky(100, COS_40)).toBeCloseTo(88.30222216, 8))
})

describe('groundReflected', () => {
  // pvlib-python, tests/test_irradiance.py, test_grounddiffuse_simple_float.
  it('gives the published value', () => expect(groundReflected(900, 0.25, COS_40)).toBeCloseTo(26.32000015, 7))

  it('is nothing on a level plane', () => expect(groundReflected(900, 0.25, 1)).toBe(0))
})

describe('hayDaviesSky', () => {
  // pvlib-python, tests/test_irradiance.py, test_haydavies_components: tilt 40° facing south, sun at zenith
  // 10.56413562°, azimuth 144.76567754°: 30.1818 isotropic and 72.8130 circumsolar.
  it('gives the published value', () => {
    const [zenith, turn] = [10.56413562 * DEG, (144.76567754 - 180) * DEG]
    const cosZenith = Math.cos(zenith)
    const cosAoi = COS_40 * cosZenith + Math.sin(40 * DEG) * Math.sin(zenith) * Math.cos(turn)
    expect(hayDaviesSky(118.458, 939.955, 1321.1656, COS_40, cosAoi, cosZenith)).toBeCloseTo(102.9946, 3)
  })

  it('is the uniform sky when there is no beam, at night too', () => {
    expect(hayDaviesSky(100, 0, 1366, COS_40, 0.5, 0.5)).toBe(isotropicSky(100, COS_40))
    expect(hayDaviesSky(0, 0, 0, COS_40, -0.5, -0.5)).toBe(0)
  })

  it('keeps the horizontal diffuse on a level plane', () => {
    expect(hayDaviesSky(120, 700, 1366, 1, 0.6, 0.6)).toBeCloseTo(120, 10)
  })

  it('does not blow up with the sun on the horizon', () => {
    // 1/0.01745 is the largest beam ratio.
    expect(hayDaviesSky(20, 100, 1366, 0, 1, 1e-9)).toBeLessThan(20 * (100 / 1366) * 57.4 + 20)
  })
})
