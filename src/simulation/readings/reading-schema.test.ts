import { describe, expect, it } from 'vitest'
import { expectPublished } from '../../json/published-record.fixture.ts'
import { READING_FIELDS } from './reading-fields.ts'
import { READING_SCHEMA } from './reading-schema.ts'

describe('docs/readings.md and docs/schemas', () => {
  it('say of a reading what the code does; when not, run `npm run generate`', () => {
    expectPublished('reading', 'readings.md', READING_SCHEMA, READING_FIELDS)
  })
})

describe('READING_FIELDS', () => {
  it('names the fields in their documented order', () => {
    expect(READING_FIELDS.map((field) => field.name)).toEqual(
      [
        'timestamp meter_id meter_type location user_type energy_generated energy_consumed energy_available_for_sale',
        'battery_level surplus_energy trading_preference max_sell_price max_buy_price rec_eligible carbon_offset',
        'weather_condition interval_seconds deficit_energy energy_needed_from_grid energy_imported energy_exported',
        'battery_charged battery_discharged import_register export_register generation_register voltage current',
        'power_factor frequency temperature irradiance panel_temperature grid_connection_status grid_feed_in_rate',
        'grid_purchase_rate quality quality_reasons',
      ]
        .join(' ')
        .split(' '),
    )
  })
})
