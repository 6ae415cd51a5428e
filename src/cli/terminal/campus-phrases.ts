/** @module The campus in short phrases, the same in the live view and in logs. */

import type { WeatherCondition } from '../../config/settings.ts'
import type { CampusSnapshot } from '../../simulation/snapshot.ts'
import { counted, figure } from './figures.ts'

/** `Partly cloudy`. */
export function weatherName(weather: WeatherCondition): string {
  const words = weather.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `Partly cloudy 33 °C`. */
export function weatherPhrase({ weather, ambientC }: Pick<CampusSnapshot, 'weather' | 'ambientC'>): string {
  return `${weatherName(weather)} ${ambientC.toFixed(0)} °C`
}

/** `sun 52° 812 W/m²`; a sun below the horizon is no reading of zero but night. */
export function sunPhrase({ sunElevationDeg, ghiWm2 }: Pick<CampusSnapshot, 'sunElevationDeg' | 'ghiWm2'>): string {
  if (sunElevationDeg <= 0 && ghiWm2 <= 0) return 'night'
  return `sun ${sunElevationDeg.toFixed(0)}° ${figure(ghiWm2)} W/m²`
}

/** `64.2 % charging 86.0 kW`; an idle battery says only its charge, a campus without one `–`. */
export function batteryPhrase({
  batteryKw,
  stateOfChargePercent,
}: Pick<CampusSnapshot, 'batteryKw' | 'stateOfChargePercent'>): string {
  const charge = figure(stateOfChargePercent)
  if (stateOfChargePercent === null) return charge
  const power = figure(Math.abs(batteryKw))
  if (power === '0') return `${charge} %`
  return `${charge} % ${batteryKw > 0 ? 'charging' : 'discharging'} ${power} kW`
}

/** `2 readings estimated`, `1 reading suspect`: how many of the interval are not good; nothing when all are. */
export function qualityParts({
  estimatedReadings,
  suspectReadings,
}: Pick<CampusSnapshot, 'estimatedReadings' | 'suspectReadings'>): string[] {
  const counts = [
    [estimatedReadings, 'estimated'],
    [suspectReadings, 'suspect'],
  ] as const
  return counts.flatMap(([readings, quality]) => (readings === 0 ? [] : [`${counted(readings, 'reading')} ${quality}`]))
}
