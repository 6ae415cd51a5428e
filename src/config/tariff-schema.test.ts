import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { tariffJsonSchema } from './tariff-schema.ts'

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'))
}

describe('tariffJsonSchema', () => {
  const validate = new Ajv({ strict: true }).compile(tariffJsonSchema())

  it('is what config/tariff.schema.json holds; when not, run `npm run generate`', () => {
    expect(readJson('tariff.schema.json')).toEqual(JSON.parse(JSON.stringify(tariffJsonSchema())))
  })

  it('accepts thai_tou_tariff.json', () => {
    validate(readJson('thai_tou_tariff.json'))
    expect(validate.errors).toBeNull()
  })

  it('refuses an unknown key, as an editor should', () => {
    validate({ ...Object(readJson('thai_tou_tariff.json')), demand_charge: 132.93 })
    expect(validate.errors?.map(({ keyword }) => keyword)).toEqual(['additionalProperties'])
  })
})
