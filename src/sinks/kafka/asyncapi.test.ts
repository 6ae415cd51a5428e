import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { asyncApiDocument } from './asyncapi.ts'
import { KAFKA_STREAMS, KAFKA_TOPICS } from './kafka-topics.ts'

function at(path: string): unknown {
  return path
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, name) => new Map<string, unknown>(Object.entries(node ?? {})).get(name), asyncApiDocument())
}

describe('the AsyncAPI document', () => {
  it('is published as the code has it; when not, run `npm run generate`', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8'))
    expect(published).toMatchObject(asyncApiDocument())
  })

  it('has an operation, a channel and a message with a payload for every topic, and no reference into nothing', () => {
    const text = JSON.stringify(asyncApiDocument())
    const references = [...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, path]) => path)
    expect(references.length).toBeGreaterThanOrEqual(3 * KAFKA_STREAMS.length)
    for (const path of references) expect(at(path), path).toBeDefined()
    for (const stream of KAFKA_STREAMS) {
      expect(at(`#/operations/${KAFKA_TOPICS[stream].name}`)).toMatchObject({ action: 'send' })
    }
  })

  it.each(['Reading', 'Opportunity', 'Trade'])('describes a %s that a validator can check', (title) => {
    const payload = at(`#/components/messages/${title}/payload`)
    const validate = new Ajv2020().compile(Object(payload))
    expect(validate({})).toBe(false)
  })
})
