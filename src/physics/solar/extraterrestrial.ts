/** @module Sunlight above the atmosphere. */

/** Mean irradiance at one astronomical unit [W/m²], the value Spencer's series is commonly used with. */
const SOLAR_CONSTANT_WM2 = 1366.1

/**
 * Extraterrestrial irradiance on a plane facing the sun, as the Earth nears and leaves it through the year:
 * I0·(1.00011 + 0.034221·cos B + 0.00128·sin B + 0.000719·cos 2B + 0.000077·sin 2B), B = 2π·(day − 1)/365.
 *
 * @param dayOfYear - 1 to 366, may be fractional
 * @returns irradiance [W/m²]
 * @see J. W. Spencer, "Fourier series representation of the position of the sun", Search 2 (1971) 172
 */
export function extraterrestrialNormalWm2(dayOfYear: number): number {
  const angle = (2 * Math.PI * (dayOfYear - 1)) / 365
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const cosTwice = cos * cos - sin * sin
  const sinTwice = 2 * sin * cos
  return SOLAR_CONSTANT_WM2 * (1.00011 + 0.034221 * cos + 0.00128 * sin + 0.000719 * cosTwice + 0.000077 * sinTwice)
}
