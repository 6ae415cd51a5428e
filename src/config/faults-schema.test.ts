import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { faultsJsonSchema } from './faults-schema.ts'

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'))
}

describe('faultsJsonSchema', () => {
  const validate = new Ajv({ strict: true, strictTypes: false }).compile(faultsJsonSchema())

  it('is what config/faults.schema.json holds; when not, run `npm run generate`', () => {
    expect(readJson('faults.schema.json')).toEqual(JSON.parse(JSON.stringify(faultsJsonSchema())))
  })

  it('accepts example_faults.json', () => {
    validate(readJson('example_faults.json'))
    expect(validate.errors).toBeNull()
  })

  it('refuses what a kind does not know, as an editor should', () => {
    const fault = { kind: 'gap', meter_id: 'A', from: '2025-01-01T00:00:00Z', duration: '1h' }
    expect(validate({ faults: [fault] })).toBe(true)
    expect(validate({ faults: [{ ...fault, factor: 2 }] })).toBe(false)
    expect(validate({ faults: [{ ...fault, kind: 'fire' }] })).toBe(false)
    expect(validate({ faults: [], more: [] })).toBe(false)
  })
})
