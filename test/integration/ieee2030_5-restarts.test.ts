import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { certificatePaths } from '../../src/ieee2030_5/pki/certificate-paths.ts'
import { testOptions } from '../../src/ieee2030_5/server/server.fixture.ts'
import { openUtilityServer } from '../../src/ieee2030_5/server/utility-server.ts'
import { entriesOf, fieldOf } from '../../src/ieee2030_5/utility/programs.fixture.ts'
import { Random, STREAM } from '../../src/random/random.ts'
import { CAMPUS, CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { numberOf, wholeJournal } from '../program/journal.ts'
import { type Program, pause, startProgram, succeed } from '../program/program.ts'
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

const KILLS = 6
const LONGEST_LIFE_MS = 4000
const HOUR = 3600
const POST_RATE = 120
const INTERVAL = 60
const LATE = 2 * INTERVAL
/** Time in which a run that was started again has all its meters connected: five seconds of the wall clock [s]. */
const BACK = 900
const MORNING = Date.parse('2026-03-02T11:00:00+07:00') / 1000
const EVENT = { start: MORNING + 900, durationSeconds: 1800 }
const EVENT_END = EVENT.start + EVENT.durationSeconds
/** A server that goes by the wall clock takes no readings that are too old for it. */
const TODAY = Math.floor(Date.now() / 1000 / HOUR) * HOUR - 6 * HOUR

const DERS = CAMPUS.meters.filter(({ pv, battery }) => pv !== undefined || battery !== undefined)

/** The flags of a live run. */
const liveFrom = (start: number): string[] => {
  const pace = ['--interval', String(INTERVAL), '--speed', '180']
  return ['--start', new Date(start * 1000).toISOString(), ...pace, '--sinks', 'none']
}

const folder = temporaryFolder()
const certs = join(folder, 'certs')

beforeAll(() => succeed(['certificates'], { cwd: folder, env: { CERTS_FOLDER: certs } }))

/** Waits until a run's journal has come to a time. */
const until = (run: Program, output: string, time: number): Promise<void> =>
  run.until(`the time ${time}`, () => latestTime(output) >= time, 120_000)

/** Has an operator limit all arrays for a while, and tells the mRID of that. */
async function curtail(door: OperatorDoor): Promise<string> {
  const program = fieldOf(
    await operate(door, 'programs.create', { kind: 'der', primacy: 5, assignedTo: 'all' }),
    'program',
  )
  const control = { program, ...EVENT, responseRequired: ['received', 'specific'], control: { opModMaxLimW: 10 } }
  return fieldOf(await operate(door, 'controls.create', control), 'mrid')
}

it('a run that is killed again and again with its server has every quarter of an hour in its mirrors, once', async () => {
  const output = join(folder, 'killed', 'readings.jsonl')
  const [port, api] = await freePorts(2)
  const door = { port: api, token: 'operators-of-restarts' }
  const env = {
    IEEE2030_5_PORT: String(port),
    IEEE2030_5_POST_RATE: String(POST_RATE),
    API_PORT: String(api),
    API_TOKEN: door.token,
    CERTS_FOLDER: certs,
  }
  const start = (...flags: string[]): Program =>
    startProgram(['run', ...liveFrom(MORNING), '--output', output, ...flags], { cwd: folder, env, timeoutMs: 300_000 })
  const random = new Random(20260302)
  const places: number[] = []
  let event = ''
  for (let kill = 0; kill < KILLS; kill++) {
    const run = start(...(kill === 0 ? [] : ['--resume']))
    const before = latestTime(output)
    await run.until('it went on', () => latestTime(output) > before)
    if (kill === 0) event = await curtail(door)
    await pause(LONGEST_LIFE_MS * random.uniform(STREAM.strategy, 0, kill))
    run.kill('SIGKILL')
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' })
    places.push(latestTime(output) - MORNING)
  }
  const last = start('--resume')
  const resumed = latestTime(output)
  await last.until('it went on', () => latestTime(output) > resumed)
  await vi.waitUntil(async () => (await clientStates(door).catch(() => null))?.ready === CAMPUS_METERS, {
    timeout: 30_000,
    interval: 50,
  })
  const caughtUp = latestTime(output)
  await until(last, output, Math.max(caughtUp, MORNING + HOUR) + 3 * POST_RATE)
  const counts = await expectMirrorsLikeJournal(
    (name, input) => operate(door, name, input),
    () => wholeJournal(output),
    caughtUp,
  )
  expect(new Set(places).size).toBeGreaterThan(KILLS / 2)
  const responses = entriesOf(await operate(door, 'responses.list', { event }))
  for (const { meter_id: id } of DERS) {
    const own = responses.filter((response) => field(response, 'meterId') === id)
    expect(
      own.map((response) => field(response, 'status')),
      id,
    ).toEqual([1, 2, 3])
  }
  const readings = journalTable(wholeJournal(output))
  for (const { meter_id: id, pv, battery } of CAMPUS.meters) {
    if (pv === undefined) continue
    const limitKw = 0.1 * (pv.kwp + (battery?.power_kw ?? 0)) + 1e-3
    for (const [end, reading] of readings.get(id) ?? []) {
      const kw = (numberOf(reading, 'energy_generated') * HOUR) / INTERVAL
      const isLimited = end - INTERVAL >= EVENT.start + LATE && end <= EVENT_END - INTERVAL
      if (isLimited) expect(kw, `${id} at ${end}`).toBeLessThanOrEqual(limitKw)
      // Meters that were just started again find their server, and that the event is over, some seconds later.
      const isBack = places.every((place) => end <= MORNING + place || end > MORNING + place + BACK)
      if (isBack && end - INTERVAL >= EVENT_END + LATE) expect(kw, `${id} at ${end}`).toBeGreaterThan(limitKw)
    }
  }
  last.kill('SIGTERM')
  expect(await last.ended).toMatchObject({ exitCode: 0 })
  process.stdout.write(
    `killed after ${places.join(', ')} s of ${latestTime(output) - MORNING} s; like the journal: ${JSON.stringify(counts)}\n`,
  )
})

it('a server that is killed again and again while meters go on has every quarter of an hour in its mirrors, once', async () => {
  const output = join(folder, 'went on', 'readings.jsonl')
  const stateFolder = join(folder, 'server', 'utility')
  const [port] = await freePorts(1)
  const env = {
    IEEE2030_5_PORT: String(port),
    IEEE2030_5_POST_RATE: String(POST_RATE),
    IEEE2030_5_STATE_FOLDER: stateFolder,
    CERTS_FOLDER: certs,
    // The clients' run has an interface; this one needs none.
    NO_SERVER: 'true',
  }
  const startServer = async (): Promise<Program> => {
    const server = startProgram(['server'], { cwd: folder, env, timeoutMs: 300_000 })
    await server.until('it listened', () => server.stdout.includes('IEEE 2030.5 server on https://'))
    return server
  }
  let server = await startServer()
  const [api] = await freePorts(1)
  const door = { port: api, token: 'operators-of-restarts' }
  const clients = {
    IEEE2030_5_SERVER: 'off',
    UTILITY_SERVER_URL: `https://127.0.0.1:${port}/dcap`,
    API_PORT: String(api),
    API_TOKEN: door.token,
    CERTS_FOLDER: certs,
  }
  const run = startProgram(['run', ...liveFrom(TODAY), '--output', output], {
    cwd: folder,
    env: clients,
    timeoutMs: 300_000,
  })
  await run.until('it began', () => latestTime(output) > 0)
  const random = new Random(20260303)
  const places: number[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(LONGEST_LIFE_MS * random.uniform(STREAM.strategy, 0, kill))
    server.kill('SIGKILL')
    await server.ended
    places.push(latestTime(output) - TODAY)
    await pause(1000 * random.uniform(STREAM.strategy, 1, kill))
    server = await startServer()
  }
  await vi.waitUntil(async () => (await clientStates(door)).ready === CAMPUS_METERS, { timeout: 90_000, interval: 50 })
  const recovered = latestTime(output)
  await until(run, output, Math.max(recovered, TODAY + HOUR) + 3 * POST_RATE)
  server.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ exitCode: 0 })
  run.kill('SIGTERM')
  expect(await run.ended).toMatchObject({ exitCode: 0 })
  const options = testOptions({ root: folder, paths: certificatePaths(certs), remove() {} })
  const utility = { ...options.utility, mostReadingSets: 192, mostMirrors: 1000 }
  const held = await openUtilityServer({ ...options, stateFolder, utility }, { onNotice() {} })
  const counts = await expectMirrorsLikeJournal(
    (name, input) => held.operate({ name, input }),
    () => wholeJournal(output),
    recovered,
  )
  await held.close()
  expect(new Set(places).size).toBeGreaterThan(KILLS / 2)
  process.stdout.write(
    `killed after ${places.join(', ')} s of ${latestTime(output) - TODAY} s; like the journal: ${JSON.stringify(counts)}\n`,
  )
})
