import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { READING_FIELDS } from './reading-fields.ts'
import { renderReadingFieldsTable, renderReadingSchema } from './reading-schema.ts'

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url))

// Both files are rewritten by `npx vitest run --project unit src/simulation/readings -u`.
describe('published descriptions of a reading', () => {
  it('has the schema of the fields table in docs/schemas', async () => {
    await expect(renderReadingSchema()).toMatchFileSnapshot(`${DOCS}/schemas/reading.schema.json`)
  })

  it('has the fields table in docs/readings.md', async () => {
    const page = `${DOCS}/readings.md`
    const fresh = readFileSync(page, 'utf8').replace(
      /(<!-- fields: begin -->\n)[\s\S]*(<!-- fields: end -->)/,
      (_, begin: string, end: string) => `${begin}${renderReadingFieldsTable()}${end}`,
    )
    expect(fresh).toContain('| `timestamp` |')
    await expect(fresh).toMatchFileSnapshot(page)
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
        'grid_purchase_rate quality',
      ]
        .join(' ')
        .split(' '),
    )
  })
})
