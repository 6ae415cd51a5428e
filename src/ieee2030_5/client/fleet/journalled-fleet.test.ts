import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Meter } from '../../../campus/meter.ts'
import { mridFactory } from '../../model/mrid.ts'
import type { CertificatePaths } from '../../pki/certificate-paths.ts'
import { until } from '../agent/agent.fixture.ts'
import { HYBRID_METER, quietReading } from '../mirrors/meter.fixture.ts'
import { clientIdentity, removeCertificates, TestUtilityServer, testCertificates } from '../utility-server.fixture.ts'
import type { FleetInputs } from './fleet-messages.ts'
import { JournalledFleet } from './journalled-fleet.ts'

const START_MS = Date.UTC(2026, 2, 15, 5)
const METERS: readonly Meter[] = ['AMI_METER_001', 'AMI_METER_002', 'AMI_METER_003'].map((meterId) => ({
  ...HYBRID_METER,
  meterId,
}))
const MRIDS = mridFactory(32_473)

let paths: CertificatePaths
let folder: string
let server: TestUtilityServer
let fleet: JournalledFleet
const notices: string[] = []

beforeAll(async () => {
  paths = await testCertificates(METERS.map(({ meterId }) => meterId))
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journalled-fleet-'))
  notices.length = 0
  server = new TestUtilityServer(paths)
  for (const { meterId } of METERS) server.devices.add(clientIdentity(paths, meterId).lfdi)
  await server.start()
})
afterEach(async () => {
  await fleet.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})
afterAll(() => removeCertificates(paths))

const output = () => join(folder, 'meter_readings.jsonl')

/** Ticks of all meters, from and to a number of ticks behind the start; meter m imports 10 + m Wh in each. */
function write(from: number, to: number): void {
  const lines = []
  for (let tick = from + 1; tick <= to; tick++) {
    for (const [index, { meterId }] of METERS.entries()) {
      const wh = 10 + index
      const energies = { energy_imported: wh / 1000, energy_consumed: wh / 1000, import_register: wh * tick }
      lines.push(`${JSON.stringify({ meter_id: meterId, ...quietReading(START_MS + tick * 15_000, energies) })}\n`)
    }
  }
  appendFileSync(output(), lines.join(''))
}

function begin(changes: Partial<FleetInputs> = {}): JournalledFleet {
  const inputs: FleetInputs = {
    server: server.address,
    certificatesFolder: paths.folder,
    pin: 'own',
    reservesPower: false,
    registersItself: false,
    postRateSeconds: 300,
    enterprise: 32_473,
    programVersion: '1',
    meters: METERS,
    intervalSeconds: 15,
    currency: 'THB',
    tariff: { file: null, purchaseRate: 4, feedInRate: 2, slotSeconds: 900, timeZone: 'Asia/Bangkok' },
    clock: { anchorWallMs: Date.now(), anchorSimulatedMs: START_MS, speed: 600 },
    runId: 'run-1',
    outputFile: output(),
    savedFile: join(folder, 'meter_readings.clients.json'),
    ...changes,
  }
  fleet = new JournalledFleet(inputs, {
    wallMs: () => Date.now(),
    jitter: () => 0,
    onCommand() {},
    onNotice: (text) => notices.push(text),
  })
  const { clock } = fleet
  server.nowS = () => Math.floor(clock.nowMs() / 1000)
  return fleet
}

/** Energies of the intervals that the server has of a meter, and its import register. */
function stored(index: number): { intervals: number[]; register: number | undefined } {
  const { lfdi } = clientIdentity(paths, METERS[index].meterId)
  const mirror = server.mirrors.get(MRIDS.create(lfdi, 'site'))
  const valuesOf = (values: ReadonlyMap<string, number> | undefined, name: string) => {
    const mrid = MRIDS.create(lfdi, 'site', name)
    return [...(values ?? [])].filter(([key]) => key.startsWith(mrid)).map(([, value]) => value)
  }
  return {
    intervals: valuesOf(mirror?.intervals, 'imported-interval'),
    register: Math.max(0, ...valuesOf(mirror?.readings, 'imported-register')),
  }
}

const haveAll = (intervals: number) => METERS.every((_, index) => stored(index).intervals.length === intervals)

describe('a fleet behind a journal', () => {
  it('posts what the journal has and what comes', async () => {
    write(0, 60)
    begin().start()
    await until(() => haveAll(1))
    write(60, 120)
    fleet.wake()
    await until(() => haveAll(2))
    expect(METERS.map((_, index) => stored(index))).toEqual([
      { intervals: [600, 600], register: 1200 },
      { intervals: [660, 660], register: 1320 },
      { intervals: [720, 720], register: 1440 },
    ])
    expect(fleet.status.states.ready).toBe(3)
    expect(fleet.status.traffic.handshakes.full.count).toBe(3)
    expect(notices).toEqual([])
  })

  it('goes on after a restart where it was, and nothing is doubled or missing', async () => {
    write(0, 100)
    begin().start()
    await until(() => haveAll(1))
    await fleet.close()
    write(100, 240)
    begin().start()
    await until(() => haveAll(4))
    expect(METERS.map((_, index) => stored(index).register)).toEqual([2400, 2640, 2880])
    expect(server.mirrors.size).toBe(9)
    expect(METERS.map((_, index) => stored(index).intervals)).toEqual([
      [600, 600, 600, 600],
      [660, 660, 660, 660],
      [720, 720, 720, 720],
    ])
  })

  it('begins anew for another run or server, and doubles nothing', async () => {
    write(0, 60)
    begin().start()
    await until(() => haveAll(1))
    await fleet.close()
    begin({ runId: 'run-2' }).start()
    server.requests.length = 0
    await until(() => server.requests.filter(({ body }) => body.includes('<MirrorReadingSet>')).length >= 9)
    expect(METERS.map((_, index) => stored(index).intervals)).toEqual([[600], [660], [720]])
  })

  it('tells what all its meters say once', async () => {
    await server.stop()
    begin().start()
    await until(() => fleet.status.faults.some(({ count }) => count >= 3))
    expect(notices).toEqual([expect.stringMatching(/^AMI_METER_00\d: https:\S+ cannot be reached/)])
    expect(fleet.status.faults[0]).toMatchObject({ fault: 'connection' })
    await server.start()
  })
})

describe('identities', () => {
  it('that are missing are named, with the command that makes them', () => {
    begin()
    const others = METERS.map((meter) => ({ ...meter, meterId: `X_${meter.meterId}` }))
    expect(() => begin({ meters: [...METERS, ...others] })).toThrow(
      /none of X_AMI_METER_001, X_AMI_METER_002, X_AMI_METER_003: expected one for every meter. certificates --add makes them/,
    )
  })

  it('whose key others can read are refused, with the command that mends it', () => {
    begin()
    const { key } = paths.meter('AMI_METER_002')
    chmodSync(key, 0o644)
    expect(() => begin()).toThrow(
      `permissions = 0644: expected one that only its owner can read. Run: chmod 600 '${key}'`,
    )
    chmodSync(key, 0o600)
  })
})
