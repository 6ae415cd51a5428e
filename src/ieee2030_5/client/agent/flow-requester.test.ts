import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { certificatesFolder, type TestFolder, testOptions } from '../../server/server.fixture.ts'
import { openUtilityServer, type UtilityServer } from '../../server/utility-server.ts'
import { cipherList } from '../../tls/cipher-suites.ts'
import { entriesOf } from '../../utility/programs.fixture.ts'
import { HYBRID_METER, quietReading } from '../mirrors/meter.fixture.ts'
import { meterSample } from '../mirrors/meter-sample.ts'
import { type RunningAgent, startAgent, until } from './agent.fixture.ts'

/** A quarter of an hour begins a minute later. */
const START_MS = Date.UTC(2026, 2, 15, 5, 14)
const QUARTER_S = START_MS / 1000 + 60
const SPEED = 240

let folder: TestFolder
let server: UtilityServer
let started: RunningAgent

beforeAll(async () => {
  folder = await certificatesFolder([HYBRID_METER.meterId])
})
beforeEach(async () => {
  const clock = { anchorWallMs: Date.now(), anchorSimulatedMs: START_MS, speed: SPEED }
  const { utility } = testOptions(folder)
  const stateFolder = mkdtempSync(join(folder.root, 'state-'))
  const options = testOptions(folder, { clock, stateFolder, utility: { ...utility, pollRate: 30 } })
  server = await openUtilityServer(options, { onNotice: () => undefined })
})
afterEach(async () => {
  started.stop()
  await server.close()
})
afterAll(() => folder.remove())

function begin(memory = {}): void {
  const ca = readFileSync(folder.paths.authority.bundle, 'utf8')
  const address = { url: `https://127.0.0.1:${server.port}`, ca, ciphers: cipherList(false) }
  started = startAgent(
    { paths: folder.paths, address, nowS: () => server.now },
    { startMs: server.now * 1000, speed: SPEED, settings: { reservesPower: true }, ...memory },
  )
}

/** The battery has so much left [%]. */
const level = (percent: number) =>
  started.agent.take(meterSample(quietReading(server.now * 1000, { battery_level: percent })))
const told = () => started.commands.flatMap(({ command }) => (command.kind === 'der_control' ? [command.control] : []))
const requests = async () => entriesOf(await server.operate({ name: 'reservations.list', input: {} }))

it('a battery that is low asks for power, charges by what it is granted, and gives back what it no longer needs', async () => {
  await server.operate({ name: 'reservations.limit', input: { powerW: 4000 } })
  begin()
  level(30)
  await until(() => told().length === 1)
  // From 30 % to 90 % of 40 kWh, through an efficiency of 95 %.
  expect(await requests()).toMatchObject([
    {
      energyRequested: { multiplier: 0, value: 25_263 },
      powerRequested: { value: 10_000 },
      RequestStatus: { requestStatus: 0 },
    },
  ])
  expect(server.now).toBeGreaterThanOrEqual(QUARTER_S)
  // 4 of its 10 kW; negative charges.
  expect(told()[0]?.fixedPower).toBeCloseTo(-0.4, 3)
  expect(told()[0]).toMatchObject({ isConnected: true, maxLimit: null })
  level(90)
  await until(() => told().length === 2)
  expect(told()[1]).toBeNull()
  expect(await requests()).toMatchObject([{ RequestStatus: { requestStatus: 1 } }])
})

it('started anew, it goes on with the request it has made', async () => {
  begin()
  level(30)
  await until(() => told().length === 1)
  const { memory } = started.agent
  started.stop()
  begin({ memory })
  level(30)
  await until(() => started.states.includes('ready'))
  level(90)
  await until(() => told().length === 1)
  expect(told()).toEqual([null])
  expect(await requests()).toHaveLength(1)
})

it('one that is half full asks for nothing', async () => {
  begin()
  level(51)
  await until(() => server.now > QUARTER_S + 60)
  expect([await requests(), told()]).toEqual([[], []])
})
