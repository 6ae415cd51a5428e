import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { countLines, isWriting, readingsOf, sha256, wholeJournal } from './journal.ts'
import { startProgram, succeed } from './program.ts'

let folder: string

beforeAll(() => {
  folder = temporaryFolder()
})

/** Runs to the end and gives the hash of what was written. */
async function hashOfRun(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const output = join(folder, `${name}.jsonl`)
  await succeed(runArguments(output, '--quiet', ...args), { env })
  return sha256(output)
}

describe('the number of workers', () => {
  it.each([
    ['the campus', ['--duration', '10d'], 960 * CAMPUS_METERS],
    ['a thousand generated meters', ['--meters', '1000', '--duration', '6h'], 24 * 1000],
  ])('changes no byte of %s', async (name, args, lines) => {
    const one = await hashOfRun(`${name} 1`, [...args, '--workers', '1'])
    expect(countLines(join(folder, `${name} 1.jsonl`))).toEqual({ lines, isTorn: false })
    expect(await hashOfRun(`${name} 2`, [...args, '--workers', '2'])).toBe(one)
    expect(await hashOfRun(`${name} 4`, [...args, '--workers', '4'])).toBe(one)
  })

  it('may change from one resumption to the next', async () => {
    const output = join(folder, 'changing workers.jsonl')
    await succeed(runArguments(output, '--quiet', '--duration', '1d', '--workers', '2'))
    await succeed(runArguments(output, '--quiet', '--duration', '2d', '--workers', '1', '--resume'))
    await succeed(runArguments(output, '--quiet', '--duration', '3d', '--workers', '4', '--resume'))
    expect(sha256(output)).toBe(await hashOfRun('constant workers', ['--duration', '3d']))
  })
})

describe('the seed', () => {
  it('gives the same bytes again, and others when it is another', async () => {
    const args = ['--meters', '30', '--duration', '1d']
    const first = await hashOfRun('seed', [...args, '--seed', '7'])
    expect(await hashOfRun('seed again', [...args, '--seed', '7'])).toBe(first)
    expect(await hashOfRun('other seed', [...args, '--seed', '8'])).not.toBe(first)

    const [one, other] = ['seed', 'other seed'].map((name) => readingsOf(join(folder, `${name}.jsonl`)))
    const differing = one.filter((reading, i) => reading.energy_consumed !== other[i].energy_consumed)
    expect(differing.length / one.length).toBeGreaterThan(0.9)
  })

  it('makes a meter the same in a small and in a large fleet', async () => {
    await hashOfRun('small fleet', ['--meters', '10', '--duration', '3h'])
    await hashOfRun('large fleet', ['--meters', '200', '--duration', '3h'])
    const fields = ['meter_id', 'meter_type', 'energy_generated', 'energy_consumed', 'battery_level', 'max_sell_price']
    const [small, large] = ['small fleet', 'large fleet'].map((name) =>
      readingsOf(join(folder, `${name}.jsonl`)).map((reading) => fields.map((field) => reading[field])),
    )
    const firstTen = large.filter((_, i) => i % 200 < 10)
    expect(firstTen).toEqual(small)
  })
})

describe('the machine', () => {
  it('has a time zone and a language that change no byte', async () => {
    const args = ['--duration', '2d']
    const here = await hashOfRun('here', args, { TZ: 'UTC', LANG: 'C' })
    expect(await hashOfRun('elsewhere', args, { TZ: 'America/New_York', LANG: 'de_DE.UTF-8' })).toBe(here)
  })
})

describe('the way to the end', () => {
  it('may be interrupted by plan at any interval', async () => {
    for (const [interval, steps] of [
      ['15', ['7m', '20m', '1h']],
      ['3600', ['5h', '3d', '20d']],
    ] as const) {
      const output = join(folder, `steps of ${interval}.jsonl`)
      for (const duration of steps) {
        const args = ['--quiet', '--interval', interval, '--duration', duration, '--resume']
        await succeed(runArguments(output, ...args))
      }
      const whole = await hashOfRun(`whole of ${interval}`, ['--interval', interval, '--duration', steps[2]])
      expect(sha256(output)).toBe(whole)
    }
  })

  it('may be live: the pace changes no byte', async () => {
    const output = join(folder, 'live.jsonl')
    const live = startProgram(runArguments(output, '--quiet', '--interval', '15', '--speed', '3000'))
    await live.until('a hundred ticks', () => isWriting(live, output) && countLines(output).lines > 100 * CAMPUS_METERS)
    live.kill('SIGTERM')
    expect(await live.ended).toMatchObject({ exitCode: 0 })
    await hashOfRun('as batch', ['--interval', '15', '--duration', '1d'])
    const bytes = wholeJournal(output)
    expect(bytes.equals(readFileSync(join(folder, 'as batch.jsonl')).subarray(0, bytes.length))).toBe(true)
  })
})
