import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { readCertificates } from './certificate-stream.ts'
import { RunFolder } from './run-folder.fixture.ts'

const DAY_TICKS = 96

let folder: RunFolder
let stream: string
beforeEach(async () => {
  folder = new RunFolder()
  stream = join(folder.path, 'r.renewable_certificates.jsonl')
  await folder.batch(DAY_TICKS)
})
afterEach(() => folder.remove())

const lengthOfStream = (): number => statSync(stream).size

async function fault(): Promise<string> {
  const error: unknown = await readCertificates(folder.output, lengthOfStream()).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(RunError)
  return error instanceof RunError ? error.message : ''
}

describe('readCertificates', () => {
  it('reads what a run wrote, and of a part of it what is there', async () => {
    const lines = readFileSync(stream, 'utf8').trimEnd().split('\n')
    const records = await readCertificates(folder.output, lengthOfStream())
    expect(records.map((record) => JSON.stringify(record))).toEqual(lines)
    const part = `${lines.slice(0, 3).join('\n')}\n`
    expect(await readCertificates(folder.output, Buffer.byteLength(part))).toEqual(records.slice(0, 3))
    // What stands behind that length does not count.
    appendFileSync(stream, '{"event":"iss')
    expect(await readCertificates(folder.output, Buffer.byteLength(part))).toEqual(records.slice(0, 3))
  })

  it('needs no file where nothing was certified', async () => {
    rmSync(stream)
    expect(await readCertificates(folder.output, 0)).toEqual([])
  })

  it('tells a missing, torn or changed file from a whole one, in one line with the way out', async () => {
    const whole = readFileSync(stream, 'utf8')
    writeFileSync(stream, whole.replace('"energy_wh":', '"energy_wh":1'))
    expect(await fault()).toMatch(/^.*renewable_certificates\.jsonl cannot be continued: entry 1 .*--fresh\.$/)
    writeFileSync(stream, whole.replace('"owner":', '"keeper":'))
    expect(await fault()).toContain('line 1 is no entry')
    writeFileSync(stream, whole)
    truncateSync(stream, lengthOfStream() - 10)
    expect(await fault()).toContain('cannot be continued')
    await expect(readCertificates(join(folder.path, 'missing.jsonl'), 10)).rejects.toThrow('ENOENT')
  })

  it('keeps a tampered ledger from being resumed, and touches nothing', async () => {
    const whole = readFileSync(stream, 'utf8')
    writeFileSync(stream, whole.replace('"energy_wh":', '"energy_wh":1'))
    const before = folder.files()
    await expect(folder.batch(DAY_TICKS + 4, { resume: true })).rejects.toThrow(RunError)
    expect(folder.files()).toEqual(before)
    writeFileSync(stream, whole)
    await folder.batch(DAY_TICKS + 4, { resume: true })
  })
})
