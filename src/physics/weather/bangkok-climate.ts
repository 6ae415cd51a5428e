/** @module Bangkok's climate: what each month is like on average. */

/** Long-term averages of one month, or of one date between two mid-months. */
export interface ClimateNormals {
  /** Mean air temperature over day and night [°C]. */
  readonly meanC: number
  /** Mean daily maximum and minimum [°C]. */
  readonly maxC: number
  readonly minC: number
  /** Mean relative humidity [%]. */
  readonly relativeHumidity: number
  /** Mean wind speed [m/s]. */
  readonly windMs: number
}

/** The climate of a place. */
export interface Climate {
  readonly name: string
  /** January to December. */
  readonly months: readonly ClimateNormals[]
}

const MS_PER_MPH = 0.44704

/**
 * Columns: mean, daily maximum, daily minimum [°C], relative humidity [%], wind [mph].
 *
 * @see Met Office (UK), world city climate pages, "Bangkok": maximum, humidity and wind
 * @see Thai Meteorological Department, climatological normals 1981–2010, Bangkok Metropolis: mean and minimum
 */
const BANGKOK_MONTHS = [
  [27.0, 32.7, 22.6, 67, 2.1],
  [28.3, 33.5, 24.4, 71, 2.9],
  [29.5, 34.5, 25.9, 72, 3.3],
  [30.5, 35.6, 26.9, 71, 3.1],
  [29.9, 34.6, 26.3, 75, 2.8],
  [29.5, 33.9, 26.1, 74, 2.8],
  [29.0, 33.3, 25.7, 75, 2.9],
  [28.8, 33.1, 25.5, 75, 2.8],
  [28.3, 33.0, 25.0, 79, 2.2],
  [28.1, 33.1, 24.8, 77, 1.7],
  [27.8, 33.1, 23.9, 67, 2.0],
  [26.5, 32.4, 22.0, 63, 1.8],
] as const

export const BANGKOK_CLIMATE: Climate = {
  name: 'Bangkok',
  months: BANGKOK_MONTHS.map(([meanC, maxC, minC, relativeHumidity, windMph]) => ({
    meanC,
    maxC,
    minC,
    relativeHumidity,
    windMs: windMph * MS_PER_MPH,
  })),
}
