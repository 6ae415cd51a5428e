import { describe, expect, it } from 'vitest'
import { renderSettings } from './settings-table.ts'

const ROWS = [
  { name: 'SIMULATION_INTERVAL', value: '15', source: 'default' },
  { name: 'OUTPUT_FILE', value: 'data/meter_readings.jsonl', source: '--output' },
]

describe('renderSettings', () => {
  it('aligns name, value and source', () => {
    expect(renderSettings(ROWS, { columns: 80, color: false })).toEqual([
      'Setting              Value                      From',
      'SIMULATION_INTERVAL  15                         default',
      'OUTPUT_FILE          data/meter_readings.jsonl  --output',
    ])
  })

  it('shortens values on a narrow screen and never a file', () => {
    expect(renderSettings(ROWS, { columns: 50, color: false })[2]).toBe(
      'OUTPUT_FILE          data/meter_reading…  --output',
    )
    expect(renderSettings(ROWS, { columns: Number.POSITIVE_INFINITY, color: false })[2]).toContain(
      'meter_readings.jsonl',
    )
  })
})
