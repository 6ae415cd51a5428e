/** @module The fields of a reading, in their order: the one table that schema and documentation come from. */

import { METER_TYPES, TRADING_PREFERENCES, USER_TYPES } from '../../campus/meter.ts'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { INSTANT_PATTERN, type RecordField } from '../../json/record-schema.ts'
import type { Reading } from './reading.ts'
import { CONNECTION_STATUS, QUALITY } from './reading-batch.ts'

type Name = keyof Reading
type ReadingField = RecordField<Name>

const text = (name: Name, description: string, pattern?: string): ReadingField => ({
  name,
  type: 'string',
  ...(pattern === undefined ? {} : { pattern }),
  description,
})

const oneOf = (name: Name, values: readonly string[], description: string): ReadingField => ({
  name,
  type: 'string',
  values,
  description,
})

/** A number that is never negative. */
const amount = (name: Name, unit: string, decimals: number, description: string): ReadingField => ({
  name,
  type: 'number',
  unit,
  decimals,
  minimum: 0,
  description,
})

const energy = (name: Name, description: string): ReadingField => amount(name, 'kWh', 6, description)
const register = (name: Name, description: string): ReadingField => amount(name, 'Wh', 3, description)
const price = (name: Name, description: string): ReadingField => ({
  name,
  type: 'number',
  unit: 'currency/kWh',
  decimals: 6,
  description,
})

export const READING_FIELDS: readonly ReadingField[] = [
  text('timestamp', "End of the reading's interval, ISO 8601 in UTC.", INSTANT_PATTERN),
  text('meter_id', 'The meter; with the timestamp it identifies the reading.'),
  oneOf('meter_type', METER_TYPES, 'What stands behind the meter: PV, load only, PV with battery, or a battery.'),
  text('location', 'Where the meter is, for people.'),
  oneOf('user_type', USER_TYPES, 'Role of the participant who owns the meter.'),
  energy('energy_generated', 'AC energy the PV inverter delivered in the interval.'),
  energy('energy_consumed', 'Energy the load drew in the interval.'),
  energy('energy_available_for_sale', 'What was left to sell after load and battery: the energy exported.'),
  {
    name: 'battery_level',
    type: 'number',
    unit: '%',
    decimals: 1,
    nullable: true,
    minimum: 0,
    maximum: 100,
    description: 'State of charge at the end of the interval; null without a battery.',
  },
  energy('surplus_energy', 'max(0, energy_generated − energy_consumed), before the battery took its share.'),
  oneOf('trading_preference', TRADING_PREFERENCES, 'How the participant trades.'),
  price('max_sell_price', 'Price the participant asks when selling.'),
  price('max_buy_price', 'Highest price the participant pays when buying.'),
  {
    name: 'rec_eligible',
    type: 'boolean',
    description: 'True when the meter has PV and generated in the interval, so that a certificate can be issued.',
  },
  amount(
    'carbon_offset',
    'kg CO2e',
    6,
    'Emissions avoided: energy_generated × the mean emission factor of the interval.',
  ),
  oneOf('weather_condition', WEATHER_CONDITIONS, 'Weather of the site in the interval.'),
  amount('interval_seconds', 's', 3, 'Length of the interval; it ends at the timestamp.'),
  energy('deficit_energy', 'max(0, energy_consumed − energy_generated), before the battery gave its share.'),
  energy('energy_needed_from_grid', 'What load and battery could not cover themselves: the energy imported.'),
  energy('energy_imported', 'Energy taken from the grid in the interval; zero whenever energy is exported.'),
  energy('energy_exported', 'Energy given to the grid in the interval; zero whenever energy is imported.'),
  energy('battery_charged', 'AC energy that went into the battery in the interval.'),
  energy('battery_discharged', 'AC energy that came out of the battery in the interval.'),
  register('import_register', "Cumulative energy imported since the run's start; never decreases."),
  register('export_register', "Cumulative energy exported since the run's start; never decreases."),
  register('generation_register', "Cumulative energy generated since the run's start; never decreases."),
  amount('voltage', 'V', 2, 'Phase-to-neutral voltage at the meter.'),
  amount('current', 'A', 3, 'Current per phase.'),
  {
    name: 'power_factor',
    type: 'number',
    unit: '',
    decimals: 4,
    minimum: 0,
    maximum: 1,
    description: 'Active over apparent power at the meter: active power = voltage × current × power_factor × phases.',
  },
  amount('frequency', 'Hz', 3, 'Frequency of the grid.'),
  { name: 'temperature', type: 'number', unit: '°C', decimals: 2, description: 'Ambient air temperature of the site.' },
  {
    ...amount('irradiance', 'W/m²', 1, "Irradiance in the plane of the meter's PV array; null without PV."),
    nullable: true,
  },
  {
    name: 'panel_temperature',
    type: 'number',
    unit: '°C',
    decimals: 2,
    nullable: true,
    description: 'Temperature of the PV cells; null without PV.',
  },
  oneOf('grid_connection_status', CONNECTION_STATUS, 'Whether the meter is connected to the grid.'),
  price('grid_feed_in_rate', 'What the utility pays for exported energy.'),
  price('grid_purchase_rate', 'What the utility charges for imported energy.'),
  oneOf('quality', QUALITY, 'How far the reading can be trusted.'),
]
