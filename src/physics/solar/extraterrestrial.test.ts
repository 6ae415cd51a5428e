import { describe, expect, it } from 'vitest'
import { extraterrestrialNormalWm2 } from './extraterrestrial.ts'

describe('extraterrestrialNormalWm2', () => {
  // pvlib-python 0.16.1, irradiance.get_extra_radiation(method='spencer', solar_constant=1366.1); its own test wants
  // 1383.636 on 2016-10-26, day 300.
  it.each([
    [1, 1413.981805],
    [80, 1376.89236122],
    [172, 1321.62359257],
    [300, 1383.6362029],
    [366, 1413.981805],
  ])('on day %d is %d W/m²', (dayOfYear, expected) => {
    expect(extraterrestrialNormalWm2(dayOfYear)).toBeCloseTo(expected, 6)
  })
})
