import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../services/free-ports.ts'
import { fencedBlocks, readPage } from './documentation.ts'
import { temporaryFolder } from './folder.ts'
import { type Program, runProgram, startProgram, succeed } from './program.ts'

/** What the README has people do while the simulator runs. */
const EXAMPLES = fencedBlocks(readPage('README.md'), 'sh')
  .flatMap((block) => block.split('\n'))
  .flatMap((line) => /^node bin\/gridtokenx-sim\.js (utility .*)$/.exec(line)?.slice(1) ?? [])

const cwd = temporaryFolder()
let env: Record<string, string>
let simulator: Program

const utility = (args: readonly string[], more: Record<string, string> = {}) =>
  runProgram(['utility', ...args], { cwd, env: { ...env, ...more } })

beforeAll(async () => {
  const [api, ieee2030] = await freePorts(2)
  env = { NUM_METERS: '2', API_PORT: String(api), IEEE2030_5_PORT: String(ieee2030) }
  await succeed(['certificates', '--quiet'], { cwd, env })
  simulator = startProgram(['run', '--speed', '600', '--sinks', 'none'], { cwd, env })
  await simulator.until('the first tick', () => simulator.stderr.includes('"tick":'))
})

describe('the operators of a running simulator', () => {
  it('are told what they can do, without the token', async () => {
    const { exitCode, stdout } = await utility(['--output', 'elsewhere/readings.jsonl'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'controls.create', reads: false }))
  })

  it('control its meters as the README says', async () => {
    expect(EXAMPLES.length).toBeGreaterThan(2)
    const answers: unknown[] = []
    for (const command of EXAMPLES) {
      const { stdout } = await succeed(command.split(' '), { cwd, env })
      answers.push(JSON.parse(stdout))
    }
    expect(answers[0]).toMatchObject({ program: '/derp/1', devices: 2 })
    const recorded = join(cwd, 'data', 'commands.jsonl')
    const told = (): string => (existsSync(recorded) ? readFileSync(recorded, 'utf8') : '')
    // The meters look every 900 simulated seconds.
    await expect.poll(told, { timeout: 60_000 }).toContain('"max_limit":0.1')
  })

  it.each<[what: string, args: string[], line: string]>([
    ['an unknown operation', ['controls.creat'], 'command line: controls.creat: expected an operation: '],
    ['what is not there', ['programs.delete', 'program=/derp/9'], 'programs.delete: program = /derp/9: expected '],
    ['changes without the token', ['rates.set', '--output', 'x/y.jsonl'], 'rates.set: No token was given. Give '],
  ])('are refused %s in one line', async (_what, args, line) => {
    const { exitCode, stdout, stderr } = await utility(args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(line)])
  })

  it('are told when there is no simulator', async () => {
    simulator.kill('SIGTERM')
    expect(await simulator.ended).toMatchObject({ exitCode: 0 })
    const { exitCode, stderr } = await utility([])
    expect(exitCode).toBe(1)
    expect(stderr).toBe(
      `No simulator answers at http://127.0.0.1:${env.API_PORT} (ECONNREFUSED): ` +
        'start one with run, or give its address with --api.\n',
    )
  })
})

it('an address without http is none, and its password stays secret', async () => {
  const { exitCode, stderr } = await utility(['--api', 'redis://me:secret@127.0.0.1:1'])
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/^command line: --api = .*: expected the address of a simulator, such as .*\n$/)
  expect(stderr).not.toContain('secret')
})
