/** @module The settings of the modelled world: how often each weather occurs and what a generated fleet is made of. */

import { type SettingDefinition, setting } from '../setting-definition.ts'
import { WEATHER_CONDITIONS, type WeatherCondition } from '../settings.ts'
import { decimal } from '../value-kinds.ts'

/** Default long-run shares, as the simulator has always documented them. */
const WEATHER_SHARES: Readonly<Record<WeatherCondition, string>> = {
  Sunny: '0.4',
  Partly_Cloudy: '0.3',
  Cloudy: '0.15',
  Overcast: '0.1',
  Rainy: '0.05',
}

/** In the order of the meter types, with the default shares of a generated fleet. */
const METER_TYPE_SHARES = [
  ['Solar_Prosumer', '0.4'],
  ['Grid_Consumer', '0.35'],
  ['Hybrid_Prosumer', '0.2'],
  ['Battery_Storage', '0.05'],
] as const

/** One share per weather condition, in the order of WEATHER_CONDITIONS. */
export const WEATHER_SETTINGS: readonly SettingDefinition<number>[] = WEATHER_CONDITIONS.map((condition) =>
  setting(`WEATHER_${condition.toUpperCase()}_WEIGHT`, decimal(0, 1), {
    field: 'weatherWeights',
    defaultText: WEATHER_SHARES[condition],
    inCampusFile: true,
    description: `Long-run share of ${condition} weather; the five shares sum to 1.`,
  }),
)

/** One share per meter type, in the order of the meter types. */
export const METER_TYPE_SETTINGS: readonly SettingDefinition<number>[] = METER_TYPE_SHARES.map(([type, share]) =>
  setting(`${type.toUpperCase()}_RATIO`, decimal(0, 1), {
    field: 'meterTypeShares',
    defaultText: share,
    inCampusFile: true,
    description: `Share of ${type} meters in a generated fleet; the four shares sum to 1.`,
  }),
)
