import { describe, expect, it } from 'vitest'
import { ineichen } from './ineichen.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'

function clearSky(
  zenithDeg: number,
  airMass: number,
  linkeTurbidity: number,
  elevationM: number,
  extraterrestrialNormalWm2: number,
): SkyIrradiance {
  const out = { ghiWm2: -1, dniWm2: -1, dhiWm2: -1, extraterrestrialNormalWm2: -1 }
  ineichen(zenithDeg, { airMass, linkeTurbidity, elevationM, extraterrestrialNormalWm2 }, out)
  return out
}

describe('ineichen', () => {
  // pvlib-python, tests/test_clearsky.py, test_ineichen_scalar_input, _dni_extra, _altitude and _series.
  it.each([
    { sky: clearSky(10, 1, 3, 0, 1364), ghi: 1038.159219, dni: 942.208186, dhi: 110.2652929 },
    { sky: clearSky(10, 1, 3, 0, 1370), ghi: 1042.72590228, dni: 946.35279683, dhi: 110.75033088 },
    { sky: clearSky(10, 1, 3, 2000, 1364), ghi: 1134.24312405, dni: 994.95377835, dhi: 154.40492924 },
    { sky: clearSky(46.0467599, 1.32355476, 3, 0, 1364), ghi: 704.6968, dni: 888.9015, dhi: 87.736 },
  ])('gives pvlib’s published $ghi, $dni, $dhi W/m²', ({ sky, ghi, dni, dhi }) => {
    expect(sky.ghiWm2).toBeCloseTo(ghi, 4)
    expect(sky.dniWm2).toBeCloseTo(dni, 4)
    expect(sky.dhiWm2).toBeCloseTo(dhi, 3)
  })

  it('is dark from 90° on', () => {
    const dark = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
    expect(clearSky(90, 38, 4, 3, 1366)).toEqual(dark)
    expect(clearSky(140, 38, 4, 3, 1366)).toEqual(dark)
  })

  it('dims with haze, and turns its beam into diffuse light', () => {
    const clean = clearSky(30, 1.15, 2, 0, 1366)
    const hazy = clearSky(30, 1.15, 6, 0, 1366)
    expect(hazy.ghiWm2).toBeLessThan(clean.ghiWm2)
    expect(hazy.dniWm2).toBeLessThan(clean.dniWm2)
    expect(hazy.dhiWm2).toBeGreaterThan(clean.dhiWm2)
  })
})
