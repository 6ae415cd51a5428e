import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { sha256 } from './journal.ts'
import { type Ended, runProgram, startProgram, succeed } from './program.ts'
import { expectNoStackTrace, expectRefused } from './refusal.ts'

/** Nobody, on every Linux. */
const NOBODY_UID = 65_534
const ONE_DAY = ['--duration', '1d', '--quiet']
const TWO_DAYS = ['--duration', '2d', '--quiet']

let dayFolder: string
let twoDays: string

beforeAll(async () => {
  dayFolder = temporaryFolder()
  await succeed(runArguments(join(dayFolder, 'readings.jsonl'), ...ONE_DAY))
  const whole = join(temporaryFolder(), 'whole.jsonl')
  await succeed(runArguments(whole, ...TWO_DAYS))
  twoDays = sha256(whole)
})

/** A copy of a finished day with its checkpoints. */
function recordedDay(): string {
  const folder = temporaryFolder()
  for (const name of readdirSync(dayFolder)) copyFileSync(join(dayFolder, name), join(folder, name))
  return join(folder, 'readings.jsonl')
}

/** Names and contents of a folder's files, to prove that nothing was touched. */
function contents(output: string): Record<string, string> {
  const folder = join(output, '..')
  return Object.fromEntries(readdirSync(folder).map((name) => [name, sha256(join(folder, name))]))
}

describe('the output folder', () => {
  it('is made where it is missing', async () => {
    const output = join(temporaryFolder(), 'a', 'b', 'readings.jsonl')
    await succeed(runArguments(output, '--duration', '900s', '--quiet'))
    expect(readFileSync(output, 'utf8').trimEnd().split('\n')).toHaveLength(CAMPUS_METERS)
  })

  it('cannot lie under a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const refused = await runProgram(runArguments(join(folder, 'file', 'readings.jsonl'), ...ONE_DAY))
    expectRefused(refused, [['command line: --output = ', join(folder, 'file'), 'a path whose parents are folders']])
  })

  it('cannot be the output itself', async () => {
    const folder = join(temporaryFolder(), 'readings.jsonl')
    mkdirSync(folder)
    expectRefused(await runProgram(runArguments(folder, ...ONE_DAY)), [['output', folder, 'a file in that folder']])
  })

  it('has to be writable for the user who runs the program', async ({ skip }) => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    const refused = await runWithoutPrivileges(runArguments(join(folder, 'readings.jsonl'), ...ONE_DAY))
    if (typeof refused === 'string') return skip(refused)
    expectRefused(refused, [['command line: --output = ', folder, 'a folder this user may write to']])
    expect(readdirSync(folder)).toEqual([])
  })

  it('may hold a journal this user cannot read, which is refused', async ({ skip }) => {
    const output = recordedDay()
    const before = sha256(output)
    chmodSync(join(output, '..'), 0o777)
    chmodSync(output, 0o000)
    const refused = await runWithoutPrivileges(runArguments(output, ...TWO_DAYS, '--resume'))
    if (typeof refused === 'string') return skip(refused)
    expectRefused(refused, [[output, 'a readable file']])
    chmodSync(output, 0o600)
    expect(sha256(output)).toBe(before)
  })
})

/** Runs the program as one whom permissions stop: as it is, or as nobody when the tests run as root. */
async function runWithoutPrivileges(args: readonly string[]): Promise<Ended | string> {
  if (process.getuid?.() !== 0) return runProgram(args)
  try {
    const version = await runProgram(['--version'], { uid: NOBODY_UID })
    return version.exitCode === 0 ? await runProgram(args, { uid: NOBODY_UID }) : 'nobody may not read the checkout'
  } catch {
    return 'this system cannot run a program as nobody'
  }
}

describe('the output file of another run', () => {
  it('is neither continued nor replaced unless asked to', async () => {
    const output = recordedDay()
    const before = contents(output)
    const refused = await runProgram(runArguments(output, ...TWO_DAYS))
    const problem = `command line: --output = ${output}: expected no journal there yet`
    expectRefused(refused, [[problem, '--resume', '--fresh', 'Nothing was changed']])
    expect(contents(output)).toEqual(before)
  })

  it('is replaced with --fresh', async () => {
    const output = recordedDay()
    await succeed(runArguments(output, ...TWO_DAYS, '--fresh'))
    expect(sha256(output)).toBe(twoDays)
  })

  it('is continued with --resume', async () => {
    const output = recordedDay()
    await succeed(runArguments(output, ...TWO_DAYS, '--resume'))
    expect(sha256(output)).toBe(twoDays)
  })

  it.each<[name: string, args: string[]]>([
    ['another seed', ['--seed', '43']],
    ['another interval', ['--interval', '300']],
    ['another campus', ['--config', 'department']],
  ])('is not continued with %s', async (_, args) => {
    const output = recordedDay()
    const before = contents(output)
    const department = new URL('../../config/department_campus_config.json', import.meta.url).pathname
    const flags = args.map((arg) => (arg === 'department' ? department : arg))
    const refused = await runProgram(runArguments(output, ...TWO_DAYS, ...flags, '--resume'))
    expectNoStackTrace(refused.stderr)
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' })
    expect(refused.stderr).toMatch(/expected (a checkpoint of the same settings|a journal of readings of these)/)
    expect(refused.stderr).toContain('--fresh')
    expect(contents(output)).toEqual(before)
  })

  it('is not continued from another start', async () => {
    const output = recordedDay()
    const before = contents(output)
    const flags = ['--start', '2025-01-01T06:00:00+07:00', '--resume']
    const refused = await runProgram(runArguments(output, ...TWO_DAYS, ...flags))
    expectRefused(refused, [[`command line: --start = ${flags[1]}:`, '2024-12-31T17:00:00.000Z', 'Leave --start out']])
    expect(contents(output)).toEqual(before)
  })

  it('is not continued without its checkpoint', async () => {
    const output = recordedDay()
    for (const name of readdirSync(join(output, '..')).filter((file) => file.includes('checkpoint'))) {
      writeFileSync(join(output, '..', name), 'damaged')
    }
    const before = contents(output)
    const refused = await runProgram(runArguments(output, ...TWO_DAYS, '--resume'))
    expectRefused(refused, [[output, 'a journal with a usable checkpoint', '--fresh']])
    expect(contents(output)).toEqual(before)
  })

  it('may be something else altogether, and stays what it is', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    writeFileSync(output, 'Dear diary,\ntoday I metered nothing.\n')
    const before = contents(output)
    expectRefused(await runProgram(runArguments(output, ...ONE_DAY)), [['no journal there yet']])
    expectRefused(await runProgram(runArguments(output, ...ONE_DAY, '--resume')), [
      [output, 'Dear diary', 'a journal of readings of these 25 meters', 'Nothing was changed'],
    ])
    expect(contents(output)).toEqual(before)
  })
})

describe('a damaged journal', () => {
  it.each<[name: string, damage: (output: string) => void]>([
    ['whose last line is torn', (output) => truncateSync(output, statSync(output).size - 100)],
    ['whose last line is garbage', (output) => appendFileSync(output, '{"timestamp":"2025-01-0')],
    ['that ends in zeros, as after a power cut', (output) => appendFileSync(output, Buffer.alloc(5000))],
    ['that lost half a tick', (output) => truncateSync(output, statSync(output).size - 12_000)],
  ])('%s is cut to whole ticks and continued to the same bytes', async (_, damage) => {
    const output = recordedDay()
    damage(output)
    // The newest checkpoint may be of a tick that is no longer there; the one before is used then.
    const args = ['--duration', '2d', '--log-level', 'warn', '--resume']
    const { stderr } = await succeed(runArguments(output, ...args))
    expect(stderr).toMatch(/Cut \d+ bytes off the end of the journal/)
    expect(sha256(output)).toBe(twoDays)
  })

  it('whose middle was changed is refused where the resumed run would notice', async () => {
    // A run killed early has only its first checkpoint: all it wrote since is recomputed and compared.
    const output = join(temporaryFolder(), 'readings.jsonl')
    const args = runArguments(output, '--duration', '60d', '--quiet')
    const program = startProgram(args)
    await program.until('a block was written', () => (statSync(output, { throwIfNoEntry: false })?.size ?? 0) > 1e6)
    program.kill('SIGKILL')
    await program.ended
    const bytes = readFileSync(output)
    const at = bytes.indexOf('"energy_consumed":', 500_000) + '"energy_consumed":'.length
    bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31
    writeFileSync(output, bytes)
    // The lock of the killed process goes.
    const files = readdirSync(dirname(output))
      .filter((name) => !name.endsWith('.lock'))
      .toSorted()
    const hashes = (): string[] => files.map((name) => sha256(join(dirname(output), name)))
    const before = hashes()
    const refused = await runProgram([...args, '--resume'])
    expect(refused.stderr).toContain('differs from the resumed run')
    expect(refused.stderr).toContain('Nothing was changed')
    expectNoStackTrace(refused.stderr)
    expect(refused.exitCode).toBe(1)
    expect(readdirSync(dirname(output)).toSorted()).toEqual(files)
    expect(hashes()).toEqual(before)
  })
})
