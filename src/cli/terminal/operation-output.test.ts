import { describe, expect, it } from 'vitest'
import { renderOperations, renderOutput } from './operation-output.ts'

const SCREEN = { columns: 60, color: false }

describe('what an operation came to', () => {
  it('is a table where it is a list, without what is nothing everywhere', () => {
    const programs = [
      { program: '/derp/1', locale: null, assignedTo: { meterIds: ['m-1', 'm-2'] }, devices: 2 },
      { program: '/derp/12', locale: null, assignedTo: 'all', devices: 25 },
    ]
    expect(renderOutput(programs, SCREEN).map((line) => line.trimEnd())).toEqual([
      'program   assignedTo.meterIds  devices  assignedTo',
      '/derp/1   m-1, m-2             2',
      '/derp/12                       25       all',
    ])
  })

  it('leaves the last columns out on a narrow screen', () => {
    const lines = renderOutput([{ first: 'a'.repeat(20), second: 'b'.repeat(20), third: 'c'.repeat(20) }], {
      columns: 30,
      color: false,
    })
    expect(lines[0]).toContain('first')
    expect(lines[0]).toContain('second')
    expect(lines[0]).not.toContain('third')
  })

  it('is names and values where it is one thing, never cut', () => {
    const document = `<Time>${'x'.repeat(200)}</Time>`
    expect(renderOutput({ status: 200, document, times: { start: 5, end: null } }, SCREEN)).toEqual([
      'status       200',
      `document     ${document}`,
      'times.start  5',
    ])
  })

  it.each([
    ['an empty list', [], ['none']],
    ['nothing', null, ['done']],
  ])('says something of %s', (_what, output, lines) => expect(renderOutput(output, SCREEN)).toEqual(lines))

  it('cannot move the cursor', () => {
    expect(renderOutput([{ meterId: 'm\u001b[2J\n1' }], SCREEN).at(-1)).toContain('m\\u001b[2J\\u000a1')
    expect(renderOutput({ meterId: 'm\u001b[2J\n1' }, SCREEN)).toEqual(['meterId  m\\u001b[2J\\u000a1'])
  })
})

it('operations are listed by name, with what they do', () => {
  expect(renderOperations([{ name: 'rates.get', summary: 'Shows rates.' }], SCREEN).at(-1)).toContain(
    'rates.get  Shows rates.',
  )
})
