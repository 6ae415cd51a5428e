import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))
  path = join(folder, 'run.checkpoint')
})
afterEach(() => rmSync(folder, { recursive: true }))

const columnsOf = (...values: number[]) => new Map([['stored', new Float64Array(values)]])

async function tickRead(accept?: (header: unknown) => string | null): Promise<unknown> {
  const read = await readCheckpoint(path, accept)
  return read.kind === 'found' ? read.content.header : read.kind
}

describe('writeCheckpoint and readCheckpoint', () => {
  it('give back header and columns of any type, aligned for a view without a copy', async () => {
    const column = fc.oneof(fc.float64Array(), fc.uint8Array(), fc.int16Array(), fc.uint32Array())
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), column, { maxKeys: 6 }), fc.jsonValue(), async (columns, value) => {
        const header = { value: JSON.parse(JSON.stringify(value)) as unknown }
        await writeCheckpoint(path, header, new Map(Object.entries(columns)))
        const read = await readCheckpoint(path)
        if (read.kind !== 'found') throw new Error(read.kind)
        expect(read.content.header).toEqual(header)
        expect([...read.content.columns.keys()]).toEqual(Object.keys(columns))
        for (const [name, bytes] of read.content.columns) {
          const { buffer, byteOffset, byteLength } = columns[name]
          expect(bytes).toEqual(new Uint8Array(buffer, byteOffset, byteLength))
          expect(bytes.byteOffset % 8).toBe(0)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('write shared memory and columns of many chunks', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(8 * 3_000_000)).map((_, at) => at)
    await writeCheckpoint(path, { tick: 1 }, new Map([['soc', shared]]))
    const read = await readCheckpoint(path)
    if (read.kind !== 'found') throw new Error(read.kind)
    const { buffer, byteOffset, byteLength } = read.content.columns.get('soc') ?? new Uint8Array(8)
    expect(Buffer.from(buffer, byteOffset, byteLength).equals(Buffer.from(shared.buffer))).toBe(true)
  })

  it('find nothing where no checkpoint was written', async () => {
    expect(await readCheckpoint(path)).toEqual({ kind: 'absent' })
  })

  it('fall back to the previous generation when the newest is damaged, whichever byte it is', async () => {
    await writeCheckpoint(path, { tick: 1 }, columnsOf(1))
    await writeCheckpoint(path, { tick: 2 }, columnsOf(2))
    expect(await tickRead()).toEqual({ tick: 2 })
    const whole = readFileSync(path)
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole)
      damaged[at] ^= 0x40
      writeFileSync(path, damaged)
      expect(await tickRead()).toEqual({ tick: 1 })
      writeFileSync(path, whole.subarray(0, at))
      expect(await tickRead()).toEqual({ tick: 1 })
    }
    const read = await readCheckpoint(path)
    expect(read).toMatchObject({ kind: 'found', path: `${path}.1`, warnings: [expect.stringContaining(path)] })
  })

  it('say so when both generations are damaged', async () => {
    writeFileSync(path, 'garbage')
    writeFileSync(`${path}.1`, '')
    const read = await readCheckpoint(path)
    expect(read).toEqual({
      kind: 'unusable',
      warnings: [`${path}: is not a checkpoint of this version`, `${path}.1: is not a checkpoint of this version`],
    })
  })

  it('pass over a generation the caller refuses, such as one ahead of the journal', async () => {
    await writeCheckpoint(path, { tick: 1 }, columnsOf(1))
    await writeCheckpoint(path, { tick: 2 }, columnsOf(2))
    const accept = (header: unknown) => (JSON.stringify(header) === '{"tick":2}' ? 'is ahead of the journal' : null)
    expect(await tickRead(accept)).toEqual({ tick: 1 })
  })

  it('lose nothing when interrupted between the two renames', async () => {
    await writeCheckpoint(path, { tick: 1 }, columnsOf(1))
    await writeCheckpoint(path, { tick: 2 }, columnsOf(2))
    copyFileSync(path, `${path}.tmp`)
    renameSync(path, `${path}.1`)
    expect(await tickRead()).toEqual({ tick: 2 })
    await writeCheckpoint(path, { tick: 3 }, columnsOf(3))
    expect(await tickRead()).toEqual({ tick: 3 })
  })

  it('explain a folder that is gone', async () => {
    await expect(writeCheckpoint(join(folder, 'gone', 'c'), {}, columnsOf(1))).rejects.toThrow(RunError)
  })
})
