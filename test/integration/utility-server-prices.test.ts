import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../program/folder.ts'
import { type Program, ROOT, startProgram, succeed } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'

const root = temporaryFolder()
const METERS = 2
const OUTPUT = join(root, 'out', 'meter_readings.jsonl')
const EVENT_RATE = 9.5
const TOKEN = 'a-token-of-this-test'

interface Reading {
  readonly timestamp: string
  readonly grid_purchase_rate: number
  readonly energy_consumed: number
}
interface Told {
  readonly origin: { readonly source: string }
  readonly command: { readonly kind: string; readonly purchase_rate?: number | null }
}

/** Whole lines only: the last one may be in the making. */
function linesOf<Line>(file: string): Line[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Line)))
}
const readings = () => linesOf<Reading>(OUTPUT)
const told = () => linesOf<Told>(join(root, 'out', 'commands.jsonl'))
/** Each rate once per time it holds. */
const rates = () =>
  readings()
    .map((reading) => reading.grid_purchase_rate)
    .filter((rate, index, all) => rate !== all[index - 1])

let program: Program
let api: string

async function operate(name: string, input: unknown): Promise<unknown> {
  const url = `${api}/api/v1/ieee2030_5/operations/${name}`
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })
  const body = (await response.json()) as { output: unknown }
  expect([response.status, body]).toEqual([200, { output: expect.anything() as unknown }])
  return body.output
}

beforeAll(async () => {
  await succeed(['certificates', '--meters', String(METERS), '--certs', join(root, 'certs')], { cwd: root })
  const [port, apiPort] = await freePorts(2)
  api = `http://127.0.0.1:${apiPort}`
  const env = {
    IEEE2030_5_PORT: String(port),
    API_PORT: String(apiPort),
    API_TOKEN: TOKEN,
    CURRENCY: 'THB',
    TARIFF_FILE: join(ROOT, 'config', 'thai_tou_tariff.json'),
    MIN_SELL_PRICE: '2.2',
    MAX_SELL_PRICE: '6',
    MIN_BUY_PRICE: '2.2',
    MAX_BUY_PRICE: '6',
  }
  // Half an hour before prices rise on a workday: three seconds.
  const live = ['--start', '2026-03-02T08:30:00+07:00', '--interval', '60', '--speed', '600', '--sinks', 'none']
  const args = [
    'run',
    '--meters',
    String(METERS),
    ...live,
    '--output',
    OUTPUT,
    '--certs',
    join(root, 'certs'),
    '--quiet',
  ]
  program = startProgram(args, { cwd: root, env, timeoutMs: 120_000 })
})

it('a run publishes its tariff without telling itself of it, and follows prices and load controls of operators', async () => {
  await program.until('prices have risen', () => rates().length === 2)
  const [offPeak, peak] = rates()
  const programs = (await operate('programs.list', {})) as { program: string; devices: number }[]
  expect(programs).toMatchObject([{ kind: 'pricing', description: 'Tariff of the run', devices: METERS }])
  expect(told()).toEqual([])

  await operate('prices.create', { program: programs[0].program, durationSeconds: 3600, purchaseRate: EVENT_RATE })
  await program.until('the price has come and gone', () => rates().length === 4)
  expect(rates()).toEqual([offPeak, peak, EVENT_RATE, peak])
  expect(told()).toMatchObject([
    {
      origin: { source: 'ieee2030_5' },
      command: { kind: 'grid_prices', purchase_rate: EVENT_RATE, feed_in_rate: null },
    },
    { origin: { source: 'ieee2030_5' }, command: { kind: 'grid_prices', purchase_rate: null, feed_in_rate: null } },
  ])

  const created = await operate('programs.create', { kind: 'demand_response', primacy: 5 })
  const { program: demandResponse } = created as { program: string }
  const before = readings().length
  const deviceCategories = ['managedLoad']
  const control = { dutyCyclePercent: 50, targetReduction: { value: 60_000, unit: 'kilowatt' } }
  await operate('load-controls.create', { program: demandResponse, durationSeconds: 3600, deviceCategories, control })
  const loads = () => readings().slice(before)
  const withoutLoad = () => loads().filter((reading) => reading.energy_consumed === 0).length
  await program.until('the load is gone', () => withoutLoad() >= 10 * METERS)
  await program.until('the load is back', () =>
    loads()
      .slice(-METERS)
      .every((reading) => reading.energy_consumed > 0),
  )
  expect(told().slice(2)).toHaveLength(2 * METERS)
  program.kill('SIGTERM')
  const { exitCode, stderr } = await program.ended
  expect(exitCode).toBe(0)
  expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('meters are connected'))).toEqual([])
})
