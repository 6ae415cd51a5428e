import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandJsonSchema } from './command-schema.ts'

describe('the schema of commands.jsonl', () => {
  it('is published as the code has it: `npm run generate` writes it', () => {
    const published = new URL('../../../docs/schemas/command.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(commandJsonSchema())
  })
})
