import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveSettings } from '../../config/load-settings.ts'
import { UsageError } from '../../errors/problem.ts'
import { UTCC_SITE, utccCampusFile } from '../../run/run-inputs.fixture.ts'
import type { Configuration } from '../load-configuration.ts'
import { configuredServices } from './configured-services.ts'
import { checkExitCode, runChecks } from './run-checks.ts'

let folder = ''

/** What a run with these environment variables would be made from. */
function configured(environment: Record<string, string>): Configuration {
  const sources = { flags: {}, environment, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }
  return { resolved: resolveSettings(sources), campusFile: utccCampusFile(), site: UTCC_SITE }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-checks-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('runChecks', () => {
  const run = (configuration: Configuration | UsageError) =>
    runChecks({ configuration, certificatesFolder: join(folder, 'certs'), nowMs: 0 })
  const names = async (environment: Record<string, string>) =>
    (await run(configured({ OUTPUT_FILE: join(folder, 'r.jsonl'), ...environment }))).map(({ name }) => name)

  it('leaves out ports without a server', async () => {
    const expected = ['Node.js', 'Configuration', 'Output', 'Disk space', 'Certificates']
    expect(await names({ NO_SERVER: 'true' })).toEqual(expected)
  })

  it('asks for a shared port once, and for each service that is configured', async () => {
    const environment = { API_PORT: '18080', METRICS_PORT: '18080', REDIS_URL: 'redis://127.0.0.1:1' }
    const shared = ['Dashboard', 'IEEE 2030.5', 'Certificates', 'Redis']
    expect((await names(environment)).slice(4)).toEqual(shared)
    expect((await names({ ...environment, METRICS_PORT: '' })).slice(4)).toEqual(shared)
    expect((await names({ ...environment, METRICS_PORT: '18081' })).slice(4, 6)).toEqual(['Dashboard', 'Metrics'])
  })

  it('reads the recordings that are configured, as a run would', async () => {
    const LOAD_FILE = join(folder, 'loads.csv')
    const recordings = async (environment: Record<string, string>) => {
      const reports = await run(configured({ OUTPUT_FILE: join(folder, 'r.jsonl'), NO_SERVER: '1', ...environment }))
      return reports.find(({ name }) => name === 'Recordings')
    }
    const rows = ['timestamp,meter_id,kw', '2025-01-01T00:00:00Z,AMI_METER_UTCC_001,1']
    writeFileSync(LOAD_FILE, [...rows, '2025-01-01T01:00:00Z,AMI_METER_UTCC_001,2', ''].join('\n'))
    expect(await recordings({ LOAD_FILE })).toMatchObject({ status: 'pass', detail: `${LOAD_FILE}: loads of 1 meter` })
    writeFileSync(LOAD_FILE, [...rows, 'soon,AMI_METER_UTCC_001,-1', ''].join('\n'))
    const faults = expect.stringMatching(/^.*csv:3: timestamp = soon: .*\n.*csv:3: kw = -1: /)
    expect(await recordings({ LOAD_FILE })).toMatchObject({ status: 'fail', detail: faults })
    const missing = expect.stringMatching(/^environment: WEATHER_FILE = no\.epw: expected a readable EPW file/)
    expect(await recordings({ WEATHER_FILE: 'no.epw' })).toMatchObject({ status: 'fail', detail: missing })
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
    const found = configuredServices(configured(environment).resolved.settings).map(({ name, endpoints }) => [
      name,
      endpoints,
    ])
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
