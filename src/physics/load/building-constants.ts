/** @module What distinguishes the electrical load of building types besides its shape. */

import type { BuildingType } from '../../campus/building-type.ts'
import { designDensityWm2 } from './design-density.ts'

/** A closed range a year's result of the model must lie in to be plausible. */
export interface PlausibleRange {
  readonly min: number
  readonly max: number
}

/** Random variation of one meter's load, see `loadNoiseFactor` and `noiseCoefficients`. */
export interface LoadNoise {
  /** Standard deviation of the logarithm from switching and occupancy within the hour [1]. */
  readonly fastSigma: number
  /** Correlation time of the fast part [s]. */
  readonly fastTauSeconds: number
  /** Standard deviation of the logarithm from day to day [1]. */
  readonly slowSigma: number
  /** Correlation time of the slow part [s]. */
  readonly slowTauSeconds: number
}

export interface BuildingConstants {
  /** Displacement power factor of the load, lagging [1]. */
  readonly powerFactor: number
  /** Electricity at the design peak per gross floor area [W/m²]. */
  readonly designDensityWm2: number
  /** Electricity per gross floor area and year [kWh/m²]. */
  readonly energyIntensityKwhPerM2: PlausibleRange
  /** Annual mean over annual peak [1]. */
  readonly loadFactor: PlausibleRange
  readonly noise: LoadNoise
}

const DAY_SECONDS = 86_400

/**
 * Power factor: assumptions above the 0.85 below which Thai tariffs charge for reactive power; motors of compressors,
 * pumps and machines pull it down, electronics with correction and resistive cooking up.
 *
 * Energy intensity: published where a source is named, else an assumption (the usual range in Southeast Asia).
 * - classroom: middle half of US education buildings, 5.6 to 13.7 kWh/ft² (CBECS 2012, table C14); a Malaysian
 *   university as a whole used 126 before and 93.6 after an energy performance contract.
 * - canteen: above the lower quartile of US food service, 18.9 kWh/ft² (CBECS 2012, table C14), times the 0.79 of the
 *   year a campus canteen with a vacation factor of 0.4 is worth; below what is usual in the region.
 * - parking: garage light alone, 2.05 to 5 W/m² day and night, to the higher of the two with chargers.
 * - residential: 1 500 to 6 000 kWh per Thai household and year on 75 m².
 *
 * Load factor: assumptions about an office at 0.30, which follows from the BDEW profile G1 (weekday peak 2.60 of the
 * mean, Saturday 21 % and Sunday 17 % of a weekday), and a continuous load at 0.75 (G3).
 *
 * Noise: assumed, a few percent for a large building, a quarter for a single home; a meter may scale it. Of all types
 * parking has the least: its shape, unlike one that cools, reaches the design peak every working day, when its light is
 * on and its chargers are in use, which draw no more than their rating. So little is left to chance, and more would carry
 * the meter far beyond its capacity many times a year.
 *
 * @see Metropolitan Electricity Authority and Provincial Electricity Authority, electricity tariffs, power factor charge
 * @see U.S. Energy Information Administration, 2016, CBECS 2012, table C14
 * @see Z. H. M. Munir et al., 2023, A rational plan of energy performance contracting in an educational building,
 *   Sustainability 15
 * @see BDEW, 1999, Repräsentative VDEW-Lastprofile
 */
export const BUILDING_CONSTANTS: Readonly<Record<BuildingType, BuildingConstants>> = {
  classroom: {
    powerFactor: 0.92,
    designDensityWm2: designDensityWm2('classroom'),
    energyIntensityKwhPerM2: { min: 60, max: 147 },
    loadFactor: { min: 0.2, max: 0.45 },
    noise: noise(0.06, 30, 0.05),
  },
  office: {
    powerFactor: 0.93,
    designDensityWm2: designDensityWm2('office'),
    energyIntensityKwhPerM2: { min: 100, max: 180 },
    loadFactor: { min: 0.2, max: 0.45 },
    noise: noise(0.05, 30, 0.04),
  },
  laboratory: {
    powerFactor: 0.88,
    designDensityWm2: designDensityWm2('laboratory'),
    energyIntensityKwhPerM2: { min: 200, max: 350 },
    loadFactor: { min: 0.4, max: 0.7 },
    noise: noise(0.07, 40, 0.05),
  },
  library: {
    powerFactor: 0.92,
    designDensityWm2: designDensityWm2('library'),
    energyIntensityKwhPerM2: { min: 100, max: 180 },
    loadFactor: { min: 0.2, max: 0.5 },
    noise: noise(0.05, 30, 0.04),
  },
  dormitory: {
    powerFactor: 0.94,
    designDensityWm2: designDensityWm2('dormitory'),
    energyIntensityKwhPerM2: { min: 60, max: 100 },
    loadFactor: { min: 0.3, max: 0.65 },
    noise: noise(0.08, 20, 0.05),
  },
  canteen: {
    powerFactor: 0.93,
    designDensityWm2: designDensityWm2('canteen'),
    energyIntensityKwhPerM2: { min: 160, max: 350 },
    loadFactor: { min: 0.2, max: 0.5 },
    noise: noise(0.1, 20, 0.05),
  },
  student_center: {
    powerFactor: 0.92,
    designDensityWm2: designDensityWm2('student_center'),
    energyIntensityKwhPerM2: { min: 80, max: 180 },
    loadFactor: { min: 0.25, max: 0.55 },
    noise: noise(0.08, 25, 0.05),
  },
  sports: {
    powerFactor: 0.93,
    designDensityWm2: designDensityWm2('sports'),
    energyIntensityKwhPerM2: { min: 60, max: 100 },
    loadFactor: { min: 0.2, max: 0.5 },
    noise: noise(0.1, 30, 0.06),
  },
  parking: {
    powerFactor: 0.95,
    designDensityWm2: designDensityWm2('parking'),
    energyIntensityKwhPerM2: { min: 18, max: 88 },
    loadFactor: { min: 0.2, max: 0.6 },
    noise: noise(0.05, 40, 0.03),
  },
  workshop: {
    powerFactor: 0.86,
    designDensityWm2: designDensityWm2('workshop'),
    energyIntensityKwhPerM2: { min: 50, max: 120 },
    loadFactor: { min: 0.2, max: 0.45 },
    noise: noise(0.08, 20, 0.04),
  },
  residential: {
    powerFactor: 0.94,
    designDensityWm2: designDensityWm2('residential'),
    energyIntensityKwhPerM2: { min: 20, max: 80 },
    loadFactor: { min: 0.2, max: 0.65 },
    noise: noise(0.25, 20, 0.1),
  },
}

function noise(fastSigma: number, fastTauMinutes: number, slowSigma: number): LoadNoise {
  return { fastSigma, fastTauSeconds: fastTauMinutes * 60, slowSigma, slowTauSeconds: DAY_SECONDS }
}
