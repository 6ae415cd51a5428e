/** @module Humidity of the air: warm air holds more water, so the same water is a smaller share of it. */

/** Coefficients of the Magnus form e = A·exp(B·T/(C + T)) over water [hPa, –, °C]. */
const MAGNUS_A = 6.1094
const MAGNUS_B = 17.625
const MAGNUS_C = 243.04

/**
 * Saturation vapour pressure over water, e = 6.1094·exp(17.625·T/(243.04 + T)).
 *
 * @param temperatureC - air temperature [°C], −40 to 50
 * @returns the pressure [hPa]
 * @see Alduchov and Eskridge, "Improved Magnus form approximation of saturation vapor pressure", J. Appl. Meteor. 35
 *   (1996), equation 21, doi:10.1175/1520-0450(1996)035<0601:IMFAOS>2.0.CO;2
 */
export function saturationPressureHpa(temperatureC: number): number {
  return MAGNUS_A * Math.exp((MAGNUS_B * temperatureC) / (MAGNUS_C + temperatureC))
}

/**
 * Relative humidity of air holding a given amount of water.
 *
 * @param vapourPressureHpa - partial pressure of water vapour [hPa]
 * @param temperatureC - air temperature [°C]
 * @returns the relative humidity [%], at most 100: what is more falls out
 */
export function relativeHumidityPercent(vapourPressureHpa: number, temperatureC: number): number {
  return Math.min(100, (100 * vapourPressureHpa) / saturationPressureHpa(temperatureC))
}
