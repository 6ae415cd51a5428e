import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { schemaValidator } from '../../src/ieee2030_5/model/schema-validator.fixture.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from '../../src/ieee2030_5/model/standard-schema.fixture.ts'
import { entriesOf, fieldOf } from '../../src/ieee2030_5/utility/programs.fixture.ts'
import { CAMPUS, CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { numberOf, type Reading, sha256, wholeJournal } from '../program/journal.ts'
import { type Program, startProgram, succeed } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'
import {
  clientStates,
  expectMirrorsLikeJournal,
  field,
  journalTable,
  latestTime,
  type OperatorDoor,
  operate,
} from './live-utility.ts'

const START = '2026-03-02T11:00:00+07:00'
const INTERVAL = 60
const NOON = Date.parse('2026-03-02T12:00:00+07:00') / 1000
const LENGTH = 3600
const DONE = NOON + LENGTH + 1800
const POLL_RATE = 120
const POST_RATE = 300
const PATIENCE = { timeout: 30_000, interval: 50 }
/** What is told is carried out with the next tick, or the one after [s]. */
const LATE = 2 * INTERVAL

const ARRAYS = CAMPUS.meters.flatMap(({ meter_id: id, pv, battery }) =>
  pv === undefined ? [] : [{ id, ratingKw: pv.kwp + (battery?.power_kw ?? 0) }],
)
const DERS = CAMPUS.meters.filter(({ pv, battery }) => pv !== undefined || battery !== undefined)

const folder = temporaryFolder()
const output = join(folder, 'readings.jsonl')
const commandsFile = join(folder, 'readings.commands.jsonl')
let door: OperatorDoor
let program: Program
let event: string
let readings: ReadonlyMap<string, ReadonlyMap<number, Reading>>

const ask = (name: string, input: object = {}) => operate(door, name, input)

beforeAll(async () => {
  const [port, api] = await freePorts(2)
  door = { port: api, token: 'operators-of-the-day' }
  const env = {
    IEEE2030_5_PORT: String(port),
    API_PORT: String(api),
    API_TOKEN: door.token,
    CERTS_FOLDER: join(folder, 'certs'),
  }
  await succeed(['certificates'], { cwd: folder, env })
  const live = ['--start', START, '--interval', String(INTERVAL), '--speed', '180', '--sinks', 'none']
  program = startProgram(['run', ...live, '--output', output], { cwd: folder, env, timeoutMs: 300_000 })
  await vi.waitFor(() => ask('rates.get'), PATIENCE)
  await ask('rates.set', { pollRateSeconds: POLL_RATE, postRateSeconds: POST_RATE })
  await vi.waitUntil(async () => (await clientStates(door)).ready === CAMPUS_METERS, PATIENCE)
  const derProgram = fieldOf(await ask('programs.create', { kind: 'der', primacy: 5, assignedTo: 'all' }), 'program')
  const control = await ask('controls.create', {
    program: derProgram,
    start: NOON,
    durationSeconds: LENGTH,
    responseRequired: ['received', 'specific'],
    control: { opModMaxLimW: 10 },
  })
  event = fieldOf(control, 'mrid')
  if (latestTime(output) > NOON - 2 * POLL_RATE) throw new Error('the control came too late')
  await program.until('the afternoon', () => latestTime(output) >= DONE, 120_000)
  readings = journalTable(wholeJournal(output))
})

afterAll(async () => {
  program.kill('SIGKILL')
  await program.ended
})

describe('a curtailment at noon', () => {
  it('is what arrays give while it lasts, and no longer', () => {
    for (const { id, ratingKw } of ARRAYS) {
      const meter = readings.get(id) ?? new Map()
      const during = powersOf(meter, NOON + LATE, NOON + LENGTH)
      expect(during.length, id).toBe((LENGTH - LATE) / INTERVAL)
      expect(Math.max(...during), id).toBeLessThanOrEqual(0.1 * ratingKw + 1e-3)
      // What the sun gives at noon of a clear day is far more.
      const before = powersOf(meter, NOON - 600, NOON)
      const after = powersOf(meter, NOON + LENGTH + LATE, NOON + LENGTH + LATE + 600)
      expect(Math.max(...before), id).toBeGreaterThan(0.2 * ratingKw)
      expect(Math.max(...after), id).toBeGreaterThan(0.2 * ratingKw)
    }
  })

  it('is in the record of commands as what it is', () => {
    const commands = readFileSync(commandsFile, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    const told = commands.filter((command) => field(field(command, 'origin'), 'reference') === event)
    const meters = told.map((command) => field(field(command, 'command'), 'meter_id'))
    expect(meters).toHaveLength(DERS.length)
    expect(new Set(meters)).toEqual(new Set(DERS.map(({ meter_id }) => meter_id)))
    for (const command of told) {
      expect(command).toMatchObject({ origin: { source: 'ieee2030_5' }, command: { control: { max_limit: 0.1 } } })
      const begins = Date.parse(String(field(command, 'timestamp'))) / 1000
      expect(begins - NOON).toBeGreaterThanOrEqual(0)
      expect(begins - NOON).toBeLessThanOrEqual(LATE)
    }
    // Each is told of its end, too.
    expect(commands).toHaveLength(2 * DERS.length)
  })

  it('is answered by every device with a battery or an array: received, started, completed, each once', async () => {
    const responses = entriesOf(await ask('responses.list', { event }))
    for (const { meter_id: id } of DERS) {
      const own = responses.filter((response) => field(response, 'meterId') === id)
      expect(
        own.map((response) => field(response, 'status')),
        id,
      ).toEqual([1, 2, 3])
      const [received, started, completed] = own.map((response) => Number(field(response, 'at')))
      expect(received, id).toBeLessThan(NOON)
      expect(started - NOON, id).toBeGreaterThanOrEqual(0)
      expect(started - NOON, id).toBeLessThanOrEqual(LATE)
      expect(completed - NOON - LENGTH, id).toBeGreaterThanOrEqual(0)
      expect(completed - NOON - LENGTH, id).toBeLessThanOrEqual(LATE)
    }
    const others = responses.filter((response) => !DERS.some(({ meter_id }) => meter_id === field(response, 'meterId')))
    // A load has nothing to curtail, and says at most that.
    for (const response of others) expect([1, 252]).toContain(field(response, 'status'))
  })
})

it('all meters are connected, and their mirrors say what the journal says', async () => {
  expect(await clientStates(door)).toMatchObject({ ready: CAMPUS_METERS })
  const counts = await expectMirrorsLikeJournal(ask, () => wholeJournal(output), DONE - 3 * POST_RATE)
  process.stdout.write(`mirrors like the journal: ${JSON.stringify(counts)}\n`)
})

it.skipIf(STANDARD_SCHEMA === undefined)(`every document a device is shown is valid${NEEDS_SCHEMA}`, async () => {
  const validator = schemaValidator()
  const [{ id }] = ARRAYS
  const documents = await crawl(id)
  for (const [path, document] of documents) {
    expect(() => validator?.validate(document), path).not.toThrow()
  }
  validator?.dispose()
  for (const part of ['/derc', '/mr/', '/rs/', '/dercap', '/fsa', '/lel']) {
    expect(
      [...documents.keys()].some((path) => path.includes(part)),
      part,
    ).toBe(true)
  }
  process.stdout.write(`${documents.size} documents of one device are valid\n`)
})

it('a batch run with the recorded commands gives the same readings, byte for byte', async () => {
  program.kill('SIGTERM')
  expect(await program.ended).toMatchObject({ exitCode: 0 })
  const journal = wholeJournal(output)
  const end = new Date(latestTime(output) * 1000).toISOString()
  const again = join(folder, 'again.jsonl')
  const span = ['--start', START, '--end', end, '--interval', String(INTERVAL), '--commands', commandsFile]
  await succeed(['run', ...span, '--quiet', '--sinks', 'none', '--output', again], { cwd: folder, timeoutMs: 120_000 })
  expect(wholeJournal(again).equals(journal)).toBe(true)
  expect(sha256(join(folder, 'again.commands.jsonl'))).toBe(sha256(commandsFile))
})

/** Powers generated in intervals that lie within a span [kW]. */
function powersOf(meter: ReadonlyMap<number, Reading>, from: number, until: number): number[] {
  return [...meter].flatMap(([end, reading]) =>
    end - INTERVAL >= from && end <= until ? [(numberOf(reading, 'energy_generated') * 3600) / INTERVAL] : [],
  )
}

/** Every resource that a device comes to by following links from the entry, with its document. */
async function crawl(device: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const ahead = ['/dcap']
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.has(path)) continue
    const answer = await ask('resources.read', { device, target: `${path}?l=255` })
    if (field(answer, 'status') !== 200) continue
    const document = fieldOf(answer, 'document')
    found.set(path, document)
    for (const [, href] of document.matchAll(/href="([^"]+)"/g)) ahead.push(href)
  }
  return found
}
