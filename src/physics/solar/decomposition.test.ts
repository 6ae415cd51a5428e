import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erbs } from './decomposition.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'

function split(ghiWm2: number, zenithDeg: number, extraterrestrial: number): SkyIrradiance {
  const out = { ghiWm2: -1, dniWm2: -1, dhiWm2: -1, extraterrestrialNormalWm2: -1 }
  erbs(ghiWm2, zenithDeg, extraterrestrial, out)
  return out
}

describe('erbs', () => {
  // pvlib-python, tests/test_irradiance.py, test_erbs; extraterrestrial irradiance after Spencer on the tests' days.
  it.each([
    { sky: split(50, 85, 1413.981805), dni: 96.7192672, dhi: 41.5703604 },
    { sky: split(1000, 10, 1413.981805), dni: 794.205651, dhi: 217.860117 },
    { sky: split(1000, 10, 1321.80121654), dni: 842.001578, dhi: 170.790318 },
    { sky: split(1200, 10, 1413.981805), dni: 1017.4574651, dhi: 198 },
  ])('gives pvlib’s published $dni and $dhi W/m²', ({ sky, dni, dhi }) => {
    expect(sky.dniWm2).toBeCloseTo(dni, 6)
    expect(sky.dhiWm2).toBeCloseTo(dhi, 6)
  })

  it('leaves a sun beyond 87° without a beam', () => {
    expect(split(40, 87.01, 1400)).toEqual({ ghiWm2: 40, dniWm2: 0, dhiWm2: 40, extraterrestrialNormalWm2: 1400 })
    expect(split(20, 95, 1400).dniWm2).toBe(0)
  })

  it('makes nothing of nothing', () => expect(split(0, 30, 1400)).toMatchObject({ dniWm2: 0, dhiWm2: 0 }))

  it('loses no light: global = direct on the horizontal + diffuse, none of them negative', () => {
    const ghi = fc.double({ min: 0, max: 1400, noNaN: true })
    const zenith = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(
      fc.property(ghi, zenith, (ghiWm2, zenithDeg) => {
        const sky = split(ghiWm2, zenithDeg, 1366)
        expect(sky.dniWm2 * Math.cos((zenithDeg * Math.PI) / 180) + sky.dhiWm2).toBeCloseTo(ghiWm2, 9)
        expect(Math.min(sky.dniWm2, sky.dhiWm2)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
