/** @module How a building's cooling follows the outdoor temperature of the last day or two. */

/** The mean outdoor temperature at which a load shape applies as it stands [°C]. */
export const REFERENCE_TEMPERATURE_C = 28

/** The mean outdoor temperature of the design peak [°C]: a hot spell in Bangkok's hot season (April normal 30.5 °C). */
export const DESIGN_TEMPERATURE_C = 31

/** Cooling never falls below this share of its reference: fans, pumps and dehumidification stay on in a cool spell. */
export const COOLING_FLOOR = 0.6

/**
 * Cooling electricity relative to its value at the reference temperature.
 *
 * factor = max(0.6, 1 + β·(T̄ − 28 °C))
 *
 * A straight line is what measured daily loads of air-conditioned buildings show above their balance point; it serves
 * for mean temperatures of 20 to 35 °C.
 *
 * @param meanTemperatureC - mean outdoor temperature of the last day or two T̄ [°C]
 * @param sensitivityPerC - relative change of cooling per degree β [1/°C]
 * @returns the factor [1]
 * @see M. F. Fels, 1986, PRISM: an introduction, Energy and Buildings 9(1–2), doi:10.1016/0378-7788(86)90003-4
 */
export function coolingFactor(meanTemperatureC: number, sensitivityPerC: number): number {
  return Math.max(COOLING_FLOOR, 1 + sensitivityPerC * (meanTemperatureC - REFERENCE_TEMPERATURE_C))
}

/** Time constant of the memory of outdoor temperature [s]: fabric and habits follow over one and a half days. */
export const TEMPERATURE_MEMORY_SECONDS = 36 * 3600

/**
 * Advances the exponentially weighted mean of the outdoor temperature by one interval.
 *
 * T̄' = T + (T̄ − T)·exp(−Δt/36 h): exact for a temperature that is constant over the interval, so that two half steps
 * equal one whole step. Start it from the daily mean of the season, not from the temperature of the first instant.
 *
 * @param previousC - the mean before the interval T̄ [°C]
 * @param ambientC - the ambient temperature of the interval T [°C]
 * @param intervalSeconds - length of the interval Δt [s]
 * @returns the mean after the interval [°C]
 */
export function temperatureMemory(previousC: number, ambientC: number, intervalSeconds: number): number {
  return ambientC + (previousC - ambientC) * Math.exp(-intervalSeconds / TEMPERATURE_MEMORY_SECONDS)
}
