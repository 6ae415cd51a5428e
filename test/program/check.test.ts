import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { Program, ROOT, runProgram, succeed } from './program.ts'
import { expectNoStackTrace } from './refusal.ts'

const servers: Server[] = []

afterAll(() => {
  for (const server of servers) server.close()
})

/** A port somebody listens on. */
async function takenPort(): Promise<number> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Three ports nobody listens on. */
async function freePorts(): Promise<Record<string, string>> {
  const ports = [await takenPort(), await takenPort(), await takenPort()]
  await Promise.all(servers.splice(-3).map((server) => new Promise((resolve) => server.close(resolve))))
  const [api, metrics, ieee2030] = ports.map(String)
  return { API_PORT: api, METRICS_PORT: metrics, IEEE2030_5_PORT: ieee2030 }
}

/** The line of a check in the table, by its name. */
function row(stdout: string, name: string): string {
  return stdout.split('\n').find((line) => line.includes(name)) ?? ''
}

describe('check', () => {
  it('passes on a machine that can run, and leaves nothing behind', async () => {
    const cwd = temporaryFolder()
    const { exitCode, stdout, stderr } = await runProgram(['check'], { cwd, env: await freePorts() })
    expect(stderr).toBe('')
    for (const name of ['Node.js', 'Configuration', 'Output', 'Disk space', 'Dashboard', 'IEEE 2030.5']) {
      expect(row(stdout, name)).toContain('pass')
    }
    expect(row(stdout, 'Node.js')).toContain(process.versions.node)
    expect(stdout).toContain('Ready to run')
    expect(exitCode).toBe(0)
    expect(readdirSync(cwd)).toEqual([])
  })

  it('fails with every problem of the configuration in its table', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '.env'), 'RANDOM_SEED=many\n')
    const { exitCode, stdout, stderr } = await runProgram(['check', '--meters', '0'], { cwd })
    expect(exitCode).toBe(1)
    expect(row(stdout, 'Configuration')).toContain('fail')
    expect(stdout).toContain('--meters = 0')
    expect(stdout).toContain('RANDOM_SEED = many')
    expect(stdout).toContain('Not ready to run')
    expectNoStackTrace(`${stdout}${stderr}`)
  })

  it('fails for a campus file that is none, as a run would', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'campus.json'), '{')
    const { exitCode, stdout, stderr } = await runProgram(['check', '--config', 'campus.json'], { cwd })
    expect(exitCode).toBe(1)
    expect(row(stdout, 'Configuration')).toContain('fail')
    expect(stdout).toContain('malformed JSON')
    expectNoStackTrace(`${stdout}${stderr}`)
  })

  it('fails for an output that cannot be written, and says how to fix it', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'file'), '')
    const flags = ['check', '--output', 'file/readings.jsonl', '--no-server']
    const { exitCode, stdout } = await runProgram(flags, { cwd })
    expect(exitCode).toBe(1)
    expect(row(stdout, 'Output')).toContain('fail')
    expect(stdout).toContain('--output')
  })

  it('warns of an output that run would refuse, until told what to do with it', async () => {
    const cwd = temporaryFolder()
    const flags = ['--no-server', '--output', 'readings.jsonl']
    await succeed(['run', ...flags, '--duration', '1h', '--interval', '900', '--quiet'], { cwd })
    const before = readdirSync(cwd)
    const warned = await runProgram(['check', ...flags], { cwd })
    expect(row(warned.stdout, 'Output')).toContain('warn')
    expect(warned.stdout).toContain('--resume')
    expect(warned.exitCode).toBe(0)
    for (const flag of ['--resume', '--fresh']) {
      expect(row((await runProgram(['check', ...flags, flag], { cwd })).stdout, 'Output')).toContain('pass')
    }
    expect(readdirSync(cwd)).toEqual(before)
  })

  it('fails for recordings that a run could not use, and says where and why', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'loads.csv'), 'timestamp,meter_id,kw\n2025-01-01T00:00:00Z,NOBODY,1\n')
    const { exitCode, stdout } = await runProgram(['check', '--no-server', '--load', 'loads.csv'], { cwd })
    expect(row(stdout, 'Recordings')).toContain('fail')
    expect(stdout).toContain('loads.csv:2: meter_id = NOBODY')
    expect(exitCode).toBe(1)
  })

  it('fails for a port that is taken, and asks for none with --no-server', async () => {
    const cwd = temporaryFolder()
    const env = { ...(await freePorts()), API_PORT: `${await takenPort()}` }
    const taken = await runProgram(['check'], { cwd, env })
    expect(taken.exitCode).toBe(1)
    expect(row(taken.stdout, 'Dashboard')).toContain('fail')
    expect(taken.stdout).toContain('API_PORT')
    const without = await runProgram(['check', '--no-server'], { cwd, env })
    expect(without.exitCode).toBe(0)
    expect(without.stdout).not.toContain(env.API_PORT)
  })

  it('tells an external service that answers from one that does not, and no password', async () => {
    const cwd = temporaryFolder()
    const env = {
      REDIS_URL: `redis://meter:s3cret@127.0.0.1:${await takenPort()}`,
      KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1',
    }
    const { stdout } = await runProgram(['check', '--no-server'], { cwd, env })
    expect(row(stdout, 'Redis')).toContain('pass')
    expect(row(stdout, 'Kafka')).toMatch(/fail|warn/)
    expect(stdout).not.toContain('s3cret')
  })

  it('looks at the certificates that are there', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'certs', 'ca'), { recursive: true })
    writeFileSync(join(cwd, 'certs', 'ca', 'ca-bundle.pem'), 'no certificate')
    const { stdout } = await runProgram(['check', '--no-server'], { cwd })
    expect(row(stdout, 'Certificates')).toMatch(/fail|warn/)
  })
})

describe('quick-check.sh', () => {
  const script = join(ROOT, 'quick-check.sh')

  it('checks from any folder and passes its arguments on', async () => {
    const cwd = temporaryFolder()
    const output = join(cwd, 'readings.jsonl')
    const passing = await new Program([script, '--no-server', '--output', output], { cwd }).ended
    expect(passing.stdout).toContain('Ready to run')
    expect(passing.exitCode).toBe(0)
    expect(readdirSync(cwd)).toEqual([])
    const failing = await new Program([script, '--meters', '0'], { cwd }).ended
    expect(failing.stdout).toContain('--meters = 0')
    expect(failing.exitCode).toBe(1)
  })

  it('says so when there is no Node.js', async () => {
    // An empty folder as the whole path: only the shell's own commands are left, and dirname.
    const empty = temporaryFolder()
    writeFileSync(join(empty, 'dirname'), `#!/bin/sh\necho "\${1%/*}"\n`)
    chmodSync(join(empty, 'dirname'), 0o755)
    const { exitCode, stderr } = await new Program(['/bin/sh', script], { env: { PATH: empty } }).ended
    expect(stderr).toContain('Node.js is not installed')
    expect(exitCode).toBe(1)
  })
})
