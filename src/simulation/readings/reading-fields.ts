/** @module The fields of a reading, in their order: the one table that schema and documentation come from. */

import { METER_TYPES, TRADING_PREFERENCES, USER_TYPES } from '../../campus/meter.ts'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import {
  amountField,
  choiceField,
  flagField,
  instantField,
  nullable,
  type RecordField,
  textField,
  textsField,
} from '../../json/record-fields.ts'
import { QUALITY, QUALITY_REASONS } from '../quality/quality-reasons.ts'
import type { Reading } from './reading.ts'
import { CONNECTION_STATUS } from './reading-batch.ts'

type Name = keyof Reading
type ReadingField = RecordField<Name>

const energy = (name: Name, description: string): ReadingField => amountField(name, 'kWh', 6, description)
const register = (name: Name, description: string): ReadingField => amountField(name, 'Wh', 3, description)
const price = (name: Name, description: string): ReadingField => ({
  name,
  type: 'number',
  unit: 'currency/kWh',
  decimals: 6,
  description,
})

export const READING_FIELDS: readonly ReadingField[] = [
  instantField('timestamp', "End of the reading's interval, ISO 8601 in UTC."),
  textField('meter_id', 'The meter; with the timestamp it identifies the reading.'),
  choiceField('meter_type', METER_TYPES, 'What stands behind the meter: PV, load only, PV with battery, or a battery.'),
  textField('location', 'Where the meter is, for people.'),
  choiceField('user_type', USER_TYPES, 'Role of the participant who owns the meter.'),
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
  choiceField('trading_preference', TRADING_PREFERENCES, 'How the participant trades.'),
  price('max_sell_price', 'Price the participant asks when selling.'),
  price('max_buy_price', 'Highest price the participant pays when buying.'),
  flagField(
    'rec_eligible',
    'True when the meter has PV and generated in the interval, so that a certificate can be issued.',
  ),
  amountField(
    'carbon_offset',
    'kg CO2e',
    6,
    'Emissions avoided: energy_generated × the mean emission factor of the interval.',
  ),
  choiceField('weather_condition', WEATHER_CONDITIONS, 'Weather of the site in the interval.'),
  amountField('interval_seconds', 's', 3, 'Length of the interval; it ends at the timestamp.'),
  energy('deficit_energy', 'max(0, energy_consumed − energy_generated), before the battery gave its share.'),
  energy('energy_needed_from_grid', 'What load and battery could not cover themselves: the energy imported.'),
  energy('energy_imported', 'Energy taken from the grid in the interval; zero whenever energy is exported.'),
  energy('energy_exported', 'Energy given to the grid in the interval; zero whenever energy is imported.'),
  energy('battery_charged', 'AC energy that went into the battery in the interval.'),
  energy('battery_discharged', 'AC energy that came out of the battery in the interval.'),
  register('import_register', "Cumulative energy imported since the run's start; never decreases."),
  register('export_register', "Cumulative energy exported since the run's start; never decreases."),
  register('generation_register', "Cumulative energy generated since the run's start; never decreases."),
  amountField('voltage', 'V', 2, 'Phase-to-neutral voltage at the meter.'),
  amountField('current', 'A', 3, 'Current per phase.'),
  {
    name: 'power_factor',
    type: 'number',
    unit: '',
    decimals: 4,
    minimum: 0,
    maximum: 1,
    description: 'Active over apparent power at the meter: active power = voltage × current × power_factor × phases.',
  },
  amountField('frequency', 'Hz', 3, 'Frequency of the grid.'),
  { name: 'temperature', type: 'number', unit: '°C', decimals: 2, description: 'Ambient air temperature of the site.' },
  nullable(amountField('irradiance', 'W/m²', 1, "Irradiance in the plane of the meter's PV array; null without PV.")),
  {
    name: 'panel_temperature',
    type: 'number',
    unit: '°C',
    decimals: 2,
    nullable: true,
    description: 'Temperature of the PV cells; null without PV.',
  },
  choiceField(
    'grid_connection_status',
    CONNECTION_STATUS,
    'Whether array and battery are connected to the grid: Disconnected where a command took them off it.',
  ),
  price('grid_feed_in_rate', 'What the utility pays for exported energy.'),
  price('grid_purchase_rate', 'What the utility charges for imported energy.'),
  choiceField('quality', QUALITY, 'How far the reading can be trusted.'),
  textsField('quality_reasons', QUALITY_REASONS, 'Why the reading is not good; none when it is.'),
]
