import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveSettings } from '../../config/load-settings.ts'
import type { Settings } from '../../config/settings.ts'
import { UsageError } from '../../errors/problem.ts'
import { configuredServices } from './configured-services.ts'
import { checkExitCode, runChecks } from './run-checks.ts'

let folder = ''

/** Settings as a run with these environment variables would have them. */
function settings(environment: Record<string, string>): Settings {
  const sources = { flags: {}, environment, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }
  return resolveSettings(sources).settings
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-checks-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('runChecks', () => {
  const run = (configuration: Settings | UsageError) =>
    runChecks({ configuration, certificatesFolder: join(folder, 'certs'), nowMs: 0 })
  const names = async (environment: Record<string, string>) =>
    (await run(settings({ OUTPUT_FILE: join(folder, 'r.jsonl'), ...environment }))).map(({ name }) => name)

  it('leaves out ports without a server', async () => {
    const expected = ['Node.js', 'Configuration', 'Output', 'Disk space', 'Certificates']
    expect(await names({ NO_SERVER: 'true' })).toEqual(expected)
  })

  it('asks for a shared port once, and for each service that is configured', async () => {
    const environment = { API_PORT: '18080', METRICS_PORT: '18080', REDIS_URL: 'redis://127.0.0.1:1' }
    expect((await names(environment)).slice(4)).toEqual(['Dashboard', 'IEEE 2030.5', 'Certificates', 'Redis'])
  })

  it('shows a bad configuration as what it is and checks what it can', async () => {
    const problem = { source: 'environment', key: 'RANDOM_SEED', value: '-1', expected: 'a whole number' }
    const reports = await run(new UsageError([problem]))
    expect(reports.map(({ name, status }) => [name, status])).toEqual([
      ['Node.js', 'pass'],
      ['Configuration', 'fail'],
      ['Certificates', 'pass'],
    ])
    expect(reports[1].detail).toBe('environment: RANDOM_SEED = -1: expected a whole number')
    expect(checkExitCode(reports)).toBe(1)
  })
})

describe('checkExitCode', () => {
  it('is 0 for warnings and 1 for failures', () => {
    const report = (status: 'pass' | 'warn' | 'fail') => ({ name: 'x', status, detail: '' })
    expect(checkExitCode([report('pass'), report('warn')])).toBe(0)
    expect(checkExitCode([report('pass'), report('fail')])).toBe(1)
  })
})

describe('configuredServices', () => {
  it('takes host and port from each address, and the default port where there is none', () => {
    const environment = {
      KAFKA_BOOTSTRAP_SERVERS: 'a:9092, [::1]:9093',
      DATABASE_URL: 'postgres://user:secret@db/campus',
      TIMESCALE_URL: 'postgresql://ts:6432/campus',
      REDIS_URL: 'rediss://cache',
      SOLANA_RPC_URL: 'https://rpc.example/key',
    }
    const found = configuredServices(settings(environment)).map(({ name, endpoints }) => [name, endpoints])
    expect(found).toEqual([
      [
        'Kafka',
        [
          { host: 'a', port: 9092 },
          { host: '::1', port: 9093 },
        ],
      ],
      ['Database', [{ host: 'db', port: 5432 }]],
      ['TimescaleDB', [{ host: 'ts', port: 6432 }]],
      ['Redis', [{ host: 'cache', port: 6379 }]],
      ['Solana', [{ host: 'rpc.example', port: 443 }]],
    ])
  })
})
