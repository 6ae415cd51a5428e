import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../terminal/display-width.ts'
import { renderChecks } from './render-checks.ts'
import type { CheckReport } from './run-checks.ts'

const REPORTS: readonly CheckReport[] = [
  { name: 'Node.js', status: 'pass', detail: '20.19.0' },
  { name: 'Disk space', status: 'warn', detail: '1.2 GB free', fix: 'Free some space.' },
  {
    name: 'Dashboard',
    status: 'fail',
    detail: 'port 8080 on 127.0.0.1 is taken by another program',
    fix: 'Stop that program, or choose another port with API_PORT.',
  },
]

describe('renderChecks', () => {
  it('shows each answer, how to mend a bad one, and the count', () => {
    expect(renderChecks(REPORTS, { columns: 60, color: false })).toEqual([
      '✓ pass  Node.js     20.19.0',
      '! warn  Disk space  1.2 GB free',
      '                    Free some space.',
      '✗ fail  Dashboard   port 8080 on 127.0.0.1 is taken by',
      '                    another program',
      '                    Stop that program, or choose another',
      '                    port with API_PORT.',
      '',
      'Not ready to run: 1 passed, 1 warned, 1 failed',
    ])
  })

  it('is ready when nothing failed', () => {
    const lines = renderChecks(REPORTS.slice(0, 2), { columns: 60, color: false })
    expect(lines.at(-1)).toBe('Ready to run: 1 passed, 1 warned, 0 failed')
  })

  it('gives every line of a detail of its own a line', () => {
    const lines = renderChecks([{ name: 'Configuration', status: 'fail', detail: 'one\ntwo' }], {
      columns: 60,
      color: false,
    })
    expect(lines.slice(0, 2)).toEqual(['✗ fail  Configuration  one', '                       two'])
  })

  it('fits every screen and says the same in colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (columns) => {
        const plain = renderChecks(REPORTS, { columns, color: false })
        expect(Math.max(...plain.map(displayWidth))).toBeLessThanOrEqual(columns)
        expect(renderChecks(REPORTS, { columns, color: true }).map(stripVTControlCharacters)).toEqual(plain)
      }),
    )
  })
})
