import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CAMPUS_FILE } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { runProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

/** What `run --print-settings` says about a variable: the value and where it came from. */
async function printed(
  variable: string,
  { cwd, env = {}, flags = [] }: { cwd: string; env?: Record<string, string>; flags?: readonly string[] },
): Promise<{ value: string; source: string }> {
  const { stdout } = await succeed(['run', '--print-settings', ...flags], { cwd, env })
  const row = stdout.split('\n').find((line) => line.startsWith(`${variable} `))
  const [, value = '', source = ''] = row?.split(/ {2,}/) ?? []
  return { value, source: source.trim() }
}

function writeCampus(folder: string, settings: Record<string, unknown>): string {
  const path = join(folder, 'campus.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(CAMPUS_FILE, 'utf8')), settings }))
  return path
}

describe('where a setting comes from', () => {
  it('a flag beats the environment, which beats .env, the campus file and the default', async () => {
    const cwd = temporaryFolder()
    const config = ['--config', writeCampus(cwd, { SIMULATION_INTERVAL: 300 })]
    const env = { SIMULATION_INTERVAL: '60' }
    const interval = (options: Partial<Parameters<typeof printed>[1]>) =>
      printed('SIMULATION_INTERVAL', { cwd, ...options })

    expect(await interval({})).toEqual({ value: '15', source: 'default' })
    expect(await interval({ flags: config })).toEqual({ value: '300', source: join(cwd, 'campus.json') })
    writeFileSync(join(cwd, '.env'), '# our campus\nSIMULATION_INTERVAL=900\n')
    expect(await interval({ flags: config })).toEqual({ value: '900', source: '.env:2' })
    expect(await interval({ flags: config, env })).toEqual({ value: '60', source: 'environment' })
    const flags = [...config, '--interval', '30']
    expect(await interval({ flags, env })).toEqual({ value: '30', source: '--interval' })
  })

  it('shows every setting once, and none of the passwords', async () => {
    const env = {
      DATABASE_URL: 'postgres://meter:s3cret@db.example/readings',
      KAFKA_BOOTSTRAP_SERVERS: 'kafka.example:9092',
    }
    const { stdout } = await succeed(['run', '--print-settings'], { cwd: temporaryFolder(), env })
    expect(stdout).not.toContain('s3cret')
    expect(stdout).toContain('kafka.example:9092')
    const documented = [
      ...readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8').matchAll(/^\| `([A-Z0-9_]+)`/gm),
    ].map(([, name]) => name)
    const shown = [...stdout.matchAll(/^([A-Z][A-Z0-9_]+) /gm)].map(([, name]) => name)
    expect(shown.toSorted()).toEqual(documented.toSorted())
  })

  it('starts nothing and writes nothing', async () => {
    const cwd = temporaryFolder()
    await succeed(['run', '--print-settings', '--output', 'out/readings.jsonl'], { cwd })
    expect(await runProgram(['run', '--resume', '--print-settings'], { cwd })).toMatchObject({ exitCode: 0 })
  })

  it('refuses an environment and a .env as it refuses flags, naming each', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '.env'), 'RANDOM_SEED=many\nSIMULATION_INTERVALL=15\nno assignment\n')
    const ended = await runProgram(['run', '--duration', '0h'], { cwd, env: { NUM_METERS: '1.5' } })
    expectRefused(ended, [
      ['.env:3', 'NAME=value'],
      ['.env:2', 'SIMULATION_INTERVALL', 'Did you mean SIMULATION_INTERVAL?'],
      ['environment', 'NUM_METERS = 1.5', 'a whole number from 1 to 10000000'],
      ['command line', '--duration = 0h', '36h'],
      ['.env:1', 'RANDOM_SEED = many', 'a whole number from 0 to 9007199254740991'],
    ])
  })
})

describe('help and version', () => {
  it('are answers, not errors', async () => {
    const version = await runProgram(['--version'])
    expect(version).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
    const help = await runProgram(['run', '--help'])
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    for (const flag of ['--config', '--meters', '--interval', '--duration', '--seed', '--resume', '--no-server']) {
      expect(help.stdout).toContain(flag)
    }
  })
})
