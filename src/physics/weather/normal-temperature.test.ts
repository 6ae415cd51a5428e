import { describe, expect, it } from 'vitest'
import { COLDEST_HOUR, WARMEST_HOUR } from './ambient-temperature.ts'
import { normalTemperatureC } from './normal-temperature.ts'

describe('normalTemperatureC', () => {
  const normals = { meanC: 30, maxC: 36, minC: 26, relativeHumidity: 70, windMs: 2 }
  const day = Array.from({ length: 24 * 4 }, (_, quarter) => normalTemperatureC(normals, quarter / 4))

  it('takes its extremes at their hours', () => {
    expect(normalTemperatureC(normals, COLDEST_HOUR)).toBeCloseTo(26, 9)
    expect(normalTemperatureC(normals, WARMEST_HOUR)).toBeCloseTo(36, 9)
    expect(Math.min(...day)).toBeCloseTo(26, 9)
    expect(Math.max(...day)).toBeCloseTo(36, 9)
  })

  it('goes on smoothly over midnight', () => {
    expect(Math.abs(normalTemperatureC(normals, 23.999) - normalTemperatureC(normals, 0))).toBeLessThan(0.01)
  })
})
