import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { campusJsonSchema } from './campus-schema.ts'

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8'))
}

describe('campusJsonSchema', () => {
  it('is what config/campus.schema.json holds; when not, run `npm run generate`', () => {
    expect(readJson('campus.schema.json')).toEqual(JSON.parse(JSON.stringify(campusJsonSchema())))
  })

  it.each(['utcc_campus_config.json', 'department_campus_config.json'])('accepts %s', (name) => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true })
    const validate = ajv.compile(campusJsonSchema())
    validate(readJson(name))
    expect(validate.errors).toBeNull()
  })

  it('refuses an unknown key, as an editor should', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(campusJsonSchema())
    expect(validate({ campuses: [] })).toBe(false)
  })
})
