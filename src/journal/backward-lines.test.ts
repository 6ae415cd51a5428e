import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { linesBackward } from './backward-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'backward-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

function linesOf(content: string | Buffer, length = Buffer.byteLength(content)) {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  const fd = openSync(path, 'r')
  try {
    return [...linesBackward(fd, length)]
  } finally {
    closeSync(fd)
  }
}

describe('linesBackward', () => {
  it('yields lines from the last to the first with their places', () => {
    expect(linesOf('one\n\nthree\ntor')).toEqual([
      { start: 11, end: 14, text: null },
      { start: 5, end: 11, text: 'three' },
      { start: 4, end: 5, text: '' },
      { start: 0, end: 4, text: 'one' },
    ])
    expect(linesOf('')).toEqual([])
    expect(linesOf('\n')).toEqual([{ start: 0, end: 1, text: '' }])
  })

  it('gives every line of a file of many blocks, whatever their lengths', () => {
    const line = fc.integer({ min: 0, max: 300_000 }).map((length) => 'x'.repeat(length))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const found = linesOf(lines.map((text) => `${text}\n`).join(''))
        expect(found.map(({ text }) => text).reverse()).toEqual(lines)
      }),
      { numRuns: 30 },
    )
  })

  it('skips over a line too long to be a reading without losing the lines before it', () => {
    const zeros = Buffer.alloc(5_000_000)
    const found = linesOf(Buffer.concat([Buffer.from('a\nb\n'), zeros, Buffer.from('\nc\n')]))
    expect(found.map(({ text }) => text)).toEqual(['c', null, 'b', 'a'])
    expect(found[1]).toEqual({ start: 4, end: 5_000_005, text: null })
  })
})
