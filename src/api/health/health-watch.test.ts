import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AGENT_STATES } from '../../ieee2030_5/client/agent/agent-status.ts'
import type { FleetStatus } from '../../ieee2030_5/client/fleet/fleet-status.ts'
import type { ServerStatus } from '../../ieee2030_5/server/server-status.ts'
import { utcText } from '../../time/utc-text.ts'
import { FACTS, SNAPSHOT } from '../api.fixture.ts'
import { ToldCampus } from '../live-campus.ts'
import { KAFKA, MEASURES } from '../metrics/metrics.fixture.ts'
import { RecordedRun } from '../recorded/recorded-run.ts'
import type { ToldUtility } from '../told-utility.ts'
import { judgeSpace } from './disk-watch.ts'
import { HealthWatch } from './health-watch.ts'

const START_MS = FACTS.startedMs

/** A watched run on a clock that the test moves. */
async function watched() {
  const folder = await mkdtemp(join(tmpdir(), 'health-'))
  const meters = Array.from({ length: 10 }, () => ({
    meter_id: 'A',
    meter_type: 'Grid_Consumer',
    user_type: 'Consumer',
    location: '',
    building: null,
    zone: null,
    pv_capacity_kw: 0,
    battery_capacity_kwh: 0,
  }))
  const live = new ToldCampus({ ...FACTS, run: { ...FACTS.run, meters } })
  const utility: ToldUtility = { server: null, clients: null }
  const places = { storeFolder: null, timescaleUrl: null, databaseUrl: null }
  const recorded = RecordedRun.of({ ...places, outputFile: join(folder, 'r.jsonl') }, live.facts.run)
  let nowMs = START_MS
  const watch = new HealthWatch({ live, recorded, utility, alerts: { open: [] }, clock: () => nowMs })
  onTestFinished(() => {
    watch.close()
    rmSync(folder, { recursive: true, force: true })
  })
  /** How the parts do after a while [s]. */
  const later = async (seconds: number) => {
    nowMs += seconds * 1000
    live.lastToldMs = nowMs
    const parts = await watch.look()
    return new Map(parts.map((part) => [part.component, part]))
  }
  /** Ticks and what they measured. */
  const tell = (tick: number, { lateTicks = 0, suspect = 0, anomalies = 0 }) => {
    live.lastTick = { state: 'live', lateTicks, snapshot: { ...SNAPSHOT, tick } }
    const { run } = MEASURES
    const reasons = { ...run.reasons, generation_anomaly: anomalies }
    live.measures = { ...MEASURES, run: { ...run, estimated: 0, suspect, reasons } }
  }
  return { watch, live, utility, folder, later, tell, at: (ms: number) => utcText(START_MS + ms) }
}

describe('the health of the parts', () => {
  it('is told with when it began, not with when it was asked', async () => {
    const { live, later, tell, at } = await watched()
    expect((await later(2)).get('simulation')).toMatchObject({ status: 'degraded', since: at(0) })
    tell(1, {})
    expect((await later(3)).get('simulation')).toMatchObject({ status: 'ok', since: at(5_000) })
    live.sinks = [{ ...KAFKA, state: 'caught up', sinceMs: START_MS + 1_000, lastError: null }]
    expect((await later(5)).get('kafka')).toMatchObject({ status: 'ok', since: at(1_000), last_error: null })
    // A destination that takes a batch and waits for the next one does well all the time.
    live.sinks = [{ ...KAFKA, state: 'delivering', sinceMs: START_MS + 11_000, lastError: null }]
    expect((await later(5)).get('kafka')).toMatchObject({ status: 'ok', since: at(1_000) })
    expect((await later(60)).get('simulation')).toMatchObject({ status: 'ok', since: at(5_000) })
  })

  it('keeps the last error when it is over', async () => {
    const { live, later, tell, at } = await watched()
    tell(1, {})
    live.sinks = [{ ...KAFKA, state: 'suspended', sinceMs: START_MS, lastError: 'connection refused' }]
    expect((await later(4)).get('kafka')).toMatchObject({ status: 'failed', last_error: 'connection refused' })
    live.sinks = [{ ...KAFKA, state: 'caught up', lastError: null }]
    expect((await later(6)).get('kafka')).toEqual({
      component: 'kafka',
      status: 'ok',
      since: at(10_000),
      last_error: 'connection refused',
      last_error_at: at(4_000),
      fix: null,
    })
  })

  it('tells when ticks come late, until they have not for ten minutes', async () => {
    const { later, tell } = await watched()
    tell(1, { lateTicks: 2 })
    // What was late before it was first looked at is not known to be of late.
    expect((await later(1)).get('ticks')).toMatchObject({ status: 'ok' })
    tell(2, { lateTicks: 5 })
    expect((await later(15)).get('ticks')).toMatchObject({
      status: 'degraded',
      last_error: '3 of the last 10 min began more than an interval late',
    })
    for (let minute = 0; minute < 9; minute++) expect((await later(60)).get('ticks')?.status).toBe('degraded')
    for (let minute = 0; minute < 3; minute++) await later(60)
    expect((await later(1)).get('ticks')?.status).toBe('ok')
  })

  it.each([
    [{ suspect: 5, anomalies: 0 }, 'ok', 'ok'],
    [{ suspect: 6, anomalies: 0 }, 'degraded', 'ok'],
    [{ suspect: 2, anomalies: 2 }, 'ok', 'degraded'],
  ])('judges readings by their shares: of 100, %j', async (bad, quality, generation) => {
    const { later, tell } = await watched()
    tell(10, {})
    await later(1)
    tell(20, bad)
    const parts = await later(60)
    expect([parts.get('quality')?.status, parts.get('generation')?.status]).toEqual([quality, generation])
  })

  it('tells of the disk, and that its folder is gone', async () => {
    const { watch, folder, later } = await watched()
    expect((await later(0)).get('disk')).toBeDefined()
    expect(watch.diskSpace?.freeBytes).toBeGreaterThan(0)
    rmSync(folder, { recursive: true })
    const { status, last_error } = (await later(11)).get('disk') ?? {}
    expect([status, last_error]).toEqual(['failed', expect.stringContaining('ENOENT')])
    expect(watch.diskSpace).toBeNull()
  })

  it.each([
    [99e6, 'failed', 'only 99 MB are free'],
    [1.9e9, 'degraded', 'only 1900 MB are free'],
    [2e9, 'ok', null],
  ])('judges a disk with %d bytes left: %s', (bytes, status, error) => {
    expect(judgeSpace(bytes)).toMatchObject({ status, error })
  })
})

describe('the health of IEEE 2030.5', () => {
  const SERVER: ServerStatus = {
    port: 8444,
    connections: 0,
    handshakes: 0,
    resumed: 0,
    requests: {},
    holds: {},
    connectedDevices: [],
    lastErrors: ['a device without a certificate was refused'],
  }
  const fleet = (states: Partial<FleetStatus['states']>): FleetStatus => ({
    states: { ...(Object.fromEntries(AGENT_STATES.map((state) => [state, 0])) as FleetStatus['states']), ...states },
    faults: [],
    traffic: {} as FleetStatus['traffic'],
    dropped: 0,
    latestReadingMs: null,
  })

  it('is told where there is any', async () => {
    const { later, utility } = await watched()
    const none = await later(1)
    expect([none.has('utility_server'), none.has('utility_clients')]).toEqual([false, false])
    utility.server = SERVER
    expect((await later(1)).get('utility_server')).toMatchObject({ status: 'ok', last_error: SERVER.lastErrors[0] })
    utility.server = { ...SERVER }
    await later(20)
    expect((await later(29)).get('utility_server')?.status).toBe('ok')
    expect((await later(2)).get('utility_server')).toMatchObject({
      status: 'failed',
      last_error: 'it has told nothing for 31 s',
    })
  })

  it('gives clients a minute to find their server again', async () => {
    const { later, utility, at } = await watched()
    utility.clients = fleet({ ready: 10 })
    await later(10)
    utility.clients = fleet({ ready: 8, retrying: 2 })
    expect((await later(1)).get('utility_clients')?.status).toBe('ok')
    expect((await later(59)).get('utility_clients')?.status).toBe('ok')
    expect((await later(1)).get('utility_clients')).toMatchObject({ status: 'degraded', since: at(11_000) })
    utility.clients = fleet({ ready: 10 })
    expect((await later(5)).get('utility_clients')).toMatchObject({ status: 'ok', since: at(76_000) })
  })
})
