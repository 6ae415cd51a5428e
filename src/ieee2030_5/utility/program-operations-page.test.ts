import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROGRAM_FUNCTION_SETS } from './program-function-sets.ts'
import { createProgram, programServer } from './programs.fixture.ts'
import { NOW } from './utility.fixture.ts'

const page = readFileSync('docs/ieee2030_5-programs.md', 'utf8')

describe('the page about programs', () => {
  it('has every operation, and no other', () => {
    const operations = PROGRAM_FUNCTION_SETS.flatMap((set) => (set.operations ?? []).map(({ name }) => name))
    const rows = [...page.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual(operations.sort())
  })

  it('has an example that works', () => {
    const server = programServer()
    const program = createProgram(server, 'der')
    const points = [{ x: 95, y: 40 }]
    server.operate('curves.create', { program, type: 'opModVoltVar', yRefType: 'setMaxVar', points })
    const example: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '')
    expect(server.operate('controls.create', example)).toMatchObject({ start: NOW + 3 * 3600, status: 'scheduled' })
  })
})
