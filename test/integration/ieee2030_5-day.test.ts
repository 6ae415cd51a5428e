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
import { type PassedDocument, RecordingProxy } from '../services/recording-proxy.ts'
import {
  clientStates,
  expectMirrorsLikeJournal,
  field,
  journalTable,
  latestTime,
  type OperatorDoor,
  operate,
} from './live-utility.ts'

/** WHOLE_DAY=1 makes it 24 hours, in four minutes; without it, it is the time around noon. */
const IS_WHOLE = process.env.WHOLE_DAY === '1'
const START = IS_WHOLE ? '2026-03-02T00:00:00+07:00' : '2026-03-02T11:00:00+07:00'
const SPEED = IS_WHOLE ? 360 : 180
const INTERVAL = 60
const NOON = Date.parse('2026-03-02T12:00:00+07:00') / 1000
const LENGTH = 2700
const DONE = IS_WHOLE ? NOON + 12 * 3600 : NOON + LENGTH + 1500
const POLL_RATE = IS_WHOLE ? 300 : 120
const POST_RATE = 300
const LIMIT_MS = IS_WHOLE ? 600_000 : 300_000
const PATIENCE = { timeout: 30_000, interval: 50 }
/** What is told is carried out with the next tick, or the one after [s]. */
const LATE = 2 * INTERVAL

/** What there has to be among the documents of a day. */
const CLIENTS_SAY = [
  'DERAvailability',
  'DERCapability',
  'DERControlResponse',
  'DERSettings',
  'DERStatus',
  'DeviceInformation',
  'DeviceStatus',
  'DrResponse',
  'MirrorMeterReadingList',
  'MirrorUsagePoint',
  'PowerStatus',
  'PriceResponse',
  'TextResponse',
]
const SERVER_SAYS = [
  'ConsumptionTariffIntervalList',
  'DERControlList',
  'DERCurveList',
  'DERList',
  'DERProgramList',
  'DefaultDERControl',
  'DemandResponseProgramList',
  'DeviceCapability',
  'EndDeviceControlList',
  'EndDeviceList',
  'FunctionSetAssignmentsList',
  'MessagingProgramList',
  'MirrorUsagePoint',
  'RateComponentList',
  'ReadingType',
  'Registration',
  'TariffProfileList',
  'TextMessageList',
  'Time',
  'TimeTariffIntervalList',
]

const ARRAYS = CAMPUS.meters.flatMap(({ meter_id: id, pv, battery }) =>
  pv === undefined ? [] : [{ id, ratingKw: pv.kwp + (battery?.power_kw ?? 0) }],
)
const DERS = CAMPUS.meters.filter(({ pv, battery }) => pv !== undefined || battery !== undefined)

const folder = temporaryFolder()
const output = join(folder, 'readings.jsonl')
const commandsFile = join(folder, 'readings.commands.jsonl')
let door: OperatorDoor
let proxy: RecordingProxy
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
  proxy = await RecordingProxy.start(port, env.CERTS_FOLDER)
  const live = ['--start', START, '--interval', String(INTERVAL), '--speed', String(SPEED), '--sinks', 'none']
  program = startProgram(['run', ...live, '--output', output], {
    cwd: folder,
    // The meters speak to the built-in server, by way of what keeps all that is said.
    env: { ...env, UTILITY_SERVER_URL: `https://127.0.0.1:${proxy.port}/dcap` },
    timeoutMs: LIMIT_MS,
  })
  await vi.waitFor(() => ask('rates.get'), PATIENCE)
  await ask('rates.set', { pollRateSeconds: POLL_RATE, postRateSeconds: POST_RATE })
  await vi.waitUntil(async () => (await clientStates(door)).ready === CAMPUS_METERS, PATIENCE)
  const newProgram = async (kind: string) =>
    fieldOf(
      await ask('programs.create', {
        kind,
        primacy: 5,
        assignedTo: 'all',
        ...(kind === 'messaging' && { locale: 'en-TH' }),
      }),
      'program',
    )
  const derProgram = await newProgram('der')
  const points = [
    { x: 92, y: 44 },
    { x: 108, y: -44 },
  ]
  const curve = await ask('curves.create', { program: derProgram, type: 'opModVoltVar', yRefType: 'setMaxVar', points })
  await ask('controls.set-default', { program: derProgram, control: { opModVoltVar: fieldOf(curve, 'curve') } })
  const control = await ask('controls.create', {
    program: derProgram,
    start: NOON,
    durationSeconds: LENGTH,
    responseRequired: ['received', 'specific'],
    control: { opModMaxLimW: 10 },
  })
  event = fieldOf(control, 'mrid')
  await tellAllElse(newProgram)
  if (latestTime(output) > NOON - 2 * POLL_RATE) throw new Error('the control came too late')
  await program.until('the afternoon', () => latestTime(output) >= DONE, LIMIT_MS)
  readings = journalTable(wholeJournal(output))
})

/** Events of every other kind, for the documents that go with them. */
async function tellAllElse(newProgram: (kind: string) => Promise<string>): Promise<void> {
  await ask('load-controls.create', {
    program: await newProgram('demand_response'),
    start: NOON + 900,
    durationSeconds: 900,
    responseRequired: ['received', 'specific'],
    deviceCategories: ['managedLoad'],
    control: { dutyCyclePercent: 50 },
  })
  const tariff = entriesOf(await ask('programs.list')).find((each) => field(each, 'kind') === 'pricing')
  const price = { program: field(tariff, 'program'), start: NOON + 900, durationSeconds: 900, purchaseRate: 6.5 }
  await ask('prices.create', { ...price, responseRequired: ['received', 'specific'] })
  await ask('messages.create', {
    program: await newProgram('messaging'),
    start: NOON,
    durationSeconds: LENGTH,
    responseRequired: ['received'],
    text: 'A tenth of the sun & half of the cold, <please>',
  })
}

afterAll(async () => {
  proxy.stop()
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
    // Each is told of the default before, and of the return to it.
    const ofDers = commands.filter((command) => field(field(command, 'command'), 'kind') === 'der_control')
    expect(ofDers).toHaveLength(3 * DERS.length)
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

it.skipIf(STANDARD_SCHEMA === undefined)(`every document that was sent is valid, either way${NEEDS_SCHEMA}`, () => {
  const validator = schemaValidator()
  const { documents, requests, odd } = proxy
  for (const { text, by, first } of documents) {
    expect(() => validator?.validate(text), `${by}, ${first}: ${text}`).not.toThrow()
  }
  validator?.dispose()
  expect(odd).toEqual([])
  expect(rootsOf('client')).toEqual(expect.arrayContaining(CLIENTS_SAY))
  expect(rootsOf('server')).toEqual(expect.arrayContaining(SERVER_SAYS))
  const bytes = documents.reduce((sum, { text }) => sum + text.length, 0)
  process.stdout.write(`${requests} requests with ${documents.length} different documents, ${bytes} bytes, are valid\n`)
})

/** Names of the documents that one side has sent. */
function rootsOf(side: PassedDocument['by']): string[] {
  const roots = proxy.documents.flatMap(({ by, text }) =>
    by === side ? [/<([A-Za-z]+)[\s>/]/.exec(text)?.[1] ?? text] : [],
  )
  return [...new Set(roots)].sort()
}

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
