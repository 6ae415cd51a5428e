import { describe, expect, it } from 'vitest'
import { relativeHumidityPercent, saturationPressureHpa } from './humidity.ts'

describe('saturationPressureHpa', () => {
  // List, "Smithsonian meteorological tables", 6th ed. (1951), table 94: over water, after Goff and Gratch [hPa].
  it.each([
    [0, 6.11],
    [20, 23.37],
    [30, 42.43],
    [40, 73.78],
  ])('at %i °C is %f hPa within 0.4 %', (temperatureC, hpa) => {
    expect(Math.abs(saturationPressureHpa(temperatureC) / hpa - 1)).toBeLessThan(0.004)
  })
})

describe('relativeHumidityPercent', () => {
  it('falls as the same air warms, and ends at saturation as it cools', () => {
    const vapour = 0.7 * saturationPressureHpa(28)
    expect(relativeHumidityPercent(vapour, 28)).toBeCloseTo(70, 10)
    expect(relativeHumidityPercent(vapour, 33)).toBeLessThan(55)
    expect(relativeHumidityPercent(vapour, 10)).toBe(100)
  })
})
