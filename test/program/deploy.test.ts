import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../services/free-ports.ts'
import { CAMPUS_METERS } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { readingsOf } from './journal.ts'
import { type Ended, Program, ROOT, startProgram } from './program.ts'
import { expectNoStackTrace, expectRefused } from './refusal.ts'

const SCRIPT = 'deploy-utcc-campus.sh'
const LOG_BYTES = 10 * 1024 * 1024

/** A folder like a checkout whose dependencies and build are up to date, and a link to its script from elsewhere. */
let folder: string
let link: string
let api: string

const inFolder = (...path: string[]): string => join(folder, ...path)
const readText = (...path: string[]): string => readFileSync(inFolder(...path), 'utf8')
const logFile = ['logs', 'campus_simulator.log'] as const

beforeAll(async () => {
  folder = temporaryFolder()
  for (const name of [SCRIPT, 'quick-check.sh']) cpSync(join(ROOT, name), inFolder(name))
  for (const name of ['bin', 'config', 'dist', 'scripts']) symlinkSync(join(ROOT, name), inFolder(name))
  const [port, metrics, utility] = await freePorts(3)
  api = `http://127.0.0.1:${port}`
  const settings = { API_PORT: port, METRICS_PORT: metrics, IEEE2030_5_PORT: utility, SIMULATION_SPEED_MULTIPLIER: 30 }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(inFolder('.env'), lines.join(''))
  link = join(temporaryFolder(), 'campus')
  symlinkSync(inFolder(SCRIPT), link)
})

afterAll(() => deploy(['stop']))

/** The script as it is called from another folder through a link. */
function script(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
  return new Program(['bash', link, ...args], { cwd: '/', env: { PATH: path, ...env }, timeoutMs: 200_000 })
}

function deploy(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return script(args, env).ended
}

async function expectDone(args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await deploy(args)
  expect({ exitCode, said: exitCode === 0 ? '' : stdout + stderr }).toEqual({ exitCode: 0, said: '' })
  return stdout
}

function campusPid(): number {
  return Number(readText('logs', 'campus_simulator.pid').split('\n')[0])
}

async function ticks(): Promise<number> {
  const status: { tick?: number } = JSON.parse(await (await fetch(`${api}/api/v1/status`)).text())
  return status.tick ?? 0
}

describe('the campus in the background', () => {
  it('is started from nothing, and says where it is and who', async () => {
    const said = await expectDone([])
    const pid = campusPid()
    for (const text of [`${api}/`, `${api}/docs`, `${api}/metrics`, '25 of 25 have a certificate', 'data/api-token']) {
      expect(said).toContain(text)
    }
    expect(said).toMatch(/https:\/\/127\.0\.0\.1:\d+\/dcap, LFDI [0-9A-F]{40}\n/)
    expect((await fetch(`${api}/health/ready`)).status).toBe(200)
    const token = readText('data', 'api-token').trim()
    expect(said.split(token)).toHaveLength(2)
    expect(readText(...logFile)).not.toContain(token)
    if (process.platform === 'linux') {
      const sessionOf = (id: number | 'self') => readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ')[3]
      expect(sessionOf(pid)).not.toBe(sessionOf('self'))
    }
  })

  it('is told about, not started, the second time', async () => {
    const pid = campusPid()
    const said = await expectDone([])
    expect(said).toContain('It runs already')
    expect(said).toContain(`${pid}, in logs/campus_simulator.pid`)
    expect(said).not.toContain(readText('data', 'api-token').trim())
    expect(campusPid()).toBe(pid)
  })

  it('says that it is healthy, how far it is and what destinations lack', async () => {
    await expect.poll(async () => (await deploy(['status'])).exitCode, { timeout: 30_000 }).toBe(0)
    const said = await expectDone(['status'])
    expect(said).toMatch(/^healthy: UTCC University$/m)
    expect(said).toMatch(new RegExp(`process +${campusPid()}, up \\d+ s`))
    expect(said).toMatch(/last tick +\d+, of 20/)
    expect(said).toMatch(/to store +[a-z ]+, [\d.]+ MB behind/)
  })

  it('has a log that can be followed', async () => {
    expect(await expectDone(['logs'])).toContain(`The campus is process ${campusPid()}.`)
    const following = script(['logs', '-f'])
    const next = (await ticks()) + 2
    await following.until('the tick after next', () => following.stdout.includes(`"tick":${next},`))
    following.kill('SIGTERM')
    await following.ended
  })

  it('cannot be cleaned away while it runs', async () => {
    const { exitCode, stderr } = await deploy(['clean', '--yes'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `Process ${campusPid()} runs the campus: stop it first.\n`,
    })
  })
})

describe('a campus that was killed', () => {
  it('is reported with how it ended and the end of its log', async () => {
    const pid = campusPid()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => readText('logs', 'campus_simulator.pid')).toContain('SIGKILL')
    const { exitCode, stdout } = await deploy(['status'])
    expect(exitCode).toBe(4)
    expect(stdout).toContain(`(process ${pid}, started `)
    expect(stdout).toContain('ended by SIGKILL at ')
    expect(stdout).toContain('generation ')
  })

  it('is not mistaken for a program that has got its number', async () => {
    const noted = readText('logs', 'campus_simulator.pid').replace(/"ended":.*/, '"ended":null}')
    writeFileSync(inFolder('logs', 'campus_simulator.pid'), noted.replace(/^\d+/, String(process.pid)))
    const { exitCode, stdout } = await deploy(['status'])
    expect(exitCode).toBe(process.platform === 'linux' ? 4 : 1)
    if (process.platform === 'linux') expect(stdout).toContain('is gone without a word')
  })

  it('is started again where its journal ends, with a new log where the old one is long', async () => {
    appendFileSync(inFolder(...logFile), `${'x'.repeat(LOG_BYTES)}\n`)
    const before = readings()
    const said = await expectDone([])
    expect(said).toContain('goes on where its journal ends')
    expect(said).not.toContain('The token')
    expect(statSync(inFolder('logs', 'campus_simulator.log.1')).size).toBeGreaterThan(LOG_BYTES)
    expect(statSync(inFolder(...logFile)).size).toBeLessThan(LOG_BYTES / 10)
    expect(readings().slice(0, before.length)).toEqual(before)
  })
})

describe('restart and stop', () => {
  it('a restart is another process of the same run', async () => {
    const pid = campusPid()
    expect(await expectDone(['restart'])).toContain(`Stopped process ${pid} in `)
    expect(campusPid()).not.toBe(pid)
  })

  it('a stop is clean, says how long it took, and can be repeated', async () => {
    const pid = campusPid()
    expect(await expectDone(['stop'])).toMatch(new RegExp(`^Stopped process ${pid} in [\\d.]+ s\\.$`, 'm'))
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(await deploy(['status'])).toMatchObject({ exitCode: 3, stdout: 'stopped: nothing runs.\n' })
    expect(await expectDone(['stop'])).toBe('Nothing runs.\n')
  })

  it('nothing is lost over kill, start and restart', () => {
    const times = readings()
    expect(times.length % CAMPUS_METERS).toBe(0)
    expect(times).toEqual(times.map((_, index) => times[0] + Math.floor(index / CAMPUS_METERS) * 15_000))
  })
})

describe('what is refused', () => {
  it.each([
    [['begin'], {}, ['command line', 'begin', 'start, status, logs, stop, restart, clean, help']],
    [['status', 'now'], {}, ['command line', 'now', 'nothing behind status']],
    [['clean', 'all'], {}, ['command line', 'all', '--yes, certificates, token']],
  ])('%j', async (args, env, texts) => {
    const { stderr, ...ended } = await deploy(args, env)
    // Behind the list of commands, where there is one.
    expectRefused({ ...ended, stderr: `${stderr.trimEnd().split('\n').at(-1) ?? ''}\n` }, [texts])
  })

  it.each([
    ['NO_SERVER', 'true'],
    ['SIMULATION_DURATION', '1d'],
  ])('%s, since it is nothing for the background', async (name, value) => {
    const { exitCode, stderr } = await deploy([], { [name]: value })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`environment: ${name} = ${value}: expected `)
    expect(existsSync(inFolder('logs', 'campus_simulator.pid'))).toBe(false)
  })

  it('a campus that cannot go on says why, with the end of its log', async () => {
    const { exitCode, stderr } = await deploy([], { RANDOM_SEED: '7' })
    expect(exitCode).toBe(1)
    expectNoStackTrace(stderr)
    expect(stderr).toContain('ended before its first interval')
    expect(stderr).toContain('expected a checkpoint of the same settings')
    expect(stderr).not.toContain('exit code 0')
    expect(await deploy(['status'])).toMatchObject({ exitCode: 4 })
    expect(await expectDone(['stop'])).toContain('with exit code 2')
  })

  it('a campus whose journal another process has', async () => {
    const own = startProgram(['run', '--resume', '--no-server', '--sinks', 'none'], { cwd: folder })
    await own.until('its first tick', () => own.stderr.includes('"tick":'))
    for (const command of [[], ['stop'], ['clean', '--yes']]) {
      const { exitCode, stderr } = await deploy(command)
      expect(exitCode).toBe(1)
      expect(stderr).toContain(`Process ${own.pid} (run, since `)
    }
    own.kill('SIGTERM')
    expect(await own.ended).toMatchObject({ exitCode: 0 })
  })
})

describe('clean', () => {
  it('deletes nothing unless it is told yes', async () => {
    const before = readdirSync(inFolder('data'))
    const asked = script(['clean'])
    await asked.until('it asks', () => asked.stdout.includes('Type yes:'))
    asked.type('no\n')
    expect(await asked.ended).toMatchObject({ exitCode: 1 })
    expect(readdirSync(inFolder('data'))).toEqual(before)
  })

  it('deletes what was recorded, and keeps certificates and token', async () => {
    writeFileSync(inFolder('data', 'of-somebody-else.txt'), '')
    expect(await expectDone(['clean', '--yes'])).toContain('told its name: certificates, token.')
    expect(readdirSync(inFolder('data')).toSorted()).toEqual(['api-token', 'of-somebody-else.txt'])
    expect(existsSync(inFolder('logs'))).toBe(false)
    expect(existsSync(inFolder('certs', 'server', 'server.pem'))).toBe(true)
  })

  it('deletes those by their names', async () => {
    await expectDone(['clean', '--yes', 'certificates', 'token'])
    expect(existsSync(inFolder('certs'))).toBe(false)
    expect(readdirSync(inFolder('data'))).toEqual(['of-somebody-else.txt'])
    expect(await expectDone(['clean', '--yes'])).toBe('There is nothing to delete.\n')
  })
})

/** Times of all readings recorded [ms since 1970 UTC]. */
function readings(): number[] {
  return readingsOf(inFolder('data', 'meter_readings.jsonl')).map(({ timestamp }) => Date.parse(String(timestamp)))
}
