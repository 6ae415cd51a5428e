import { describe, expect, it } from 'vitest'
import { CAMPUS_FILE_SETTING_NAMES, SETTING_DEFINITIONS } from './setting-definitions.ts'

const README_VARIABLES = [
  'SIMULATION_INTERVAL NUM_METERS OUTPUT_FILE MIN_SELL_PRICE MAX_SELL_PRICE MIN_BUY_PRICE MAX_BUY_PRICE',
  'GRID_FEED_IN_RATE GRID_PURCHASE_RATE WEATHER_SUNNY_WEIGHT WEATHER_PARTLY_CLOUDY_WEIGHT WEATHER_CLOUDY_WEIGHT',
  'WEATHER_OVERCAST_WEIGHT WEATHER_RAINY_WEIGHT KAFKA_BOOTSTRAP_SERVERS DATABASE_URL TIMESCALE_URL REDIS_URL',
  'SOLANA_RPC_URL CARBON_OFFSET_RATE SOLAR_PROSUMER_RATIO GRID_CONSUMER_RATIO HYBRID_PROSUMER_RATIO',
  'BATTERY_STORAGE_RATIO LOG_LEVEL METRICS_PORT SIMULATION_SPEED_MULTIPLIER RANDOM_SEED',
].flatMap((line) => line.split(' '))

describe('SETTING_DEFINITIONS', () => {
  const variables = SETTING_DEFINITIONS.map(({ variable }) => variable)
  const flags = SETTING_DEFINITIONS.flatMap(({ flag }) => flag ?? [])

  it('keep the variables users know', () => {
    expect(README_VARIABLES.filter((name) => !variables.includes(name))).toEqual([])
  })

  it('name each variable and flag once', () => {
    expect(new Set(variables).size).toBe(variables.length)
    expect(new Set(flags).size).toBe(flags.length)
  })

  it.each(SETTING_DEFINITIONS)('$variable has an accepted default, or says what being unset means', (definition) => {
    const { schema, defaultText, whenUnset, description } = definition
    const parsed = schema.safeParse(defaultText)
    expect(parsed.success).toBe(true)
    expect(parsed.data === null).toBe(whenUnset !== null)
    expect(description).toMatch(/^[A-Z].*\.$/)
  })
})

describe('CAMPUS_FILE_SETTING_NAMES', () => {
  it('describe a campus: model and market, never a run, a path, a port or a password', () => {
    const names = new Set(CAMPUS_FILE_SETTING_NAMES)
    const refused = [
      'CAMPUS_CONFIG',
      'OUTPUT_FILE',
      'NUM_METERS',
      'RESUME',
      'FRESH',
      'WORKERS',
      'API_PORT',
      'DATABASE_URL',
    ]
    expect(refused.filter((name) => names.has(name))).toEqual([])
    expect(
      ['SIMULATION_INTERVAL', 'RANDOM_SEED', 'CURRENCY', 'WEATHER_RAINY_WEIGHT'].every((name) => names.has(name)),
    ).toBe(true)
  })
})
