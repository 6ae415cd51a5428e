/** @module An HTTP interface for tests, with a run that stands still. */

import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { testInputs, testSettings } from '../run/run-inputs.fixture.ts'
import type { CampusSnapshot } from '../simulation/snapshot.ts'
import type { ApiContext } from './api-context.ts'
import { campusAssets } from './campus-assets.ts'
import { type ApiOptions, createApi } from './create-api.ts'
import { type RunFacts, ToldCampus } from './live-campus.ts'
import { marketTerms } from './market-terms.ts'
import { RecordedRun } from './recorded/recorded-run.ts'
import type { RunControl } from './run-control.ts'
import { type RunningApi, type StartOptions, startApi } from './start-api.ts'
import { EventStream } from './stream/event-stream.ts'
import { ToldAlerts } from './told-alerts.ts'

export const TOKEN = 'the-token-of-the-test'

const START_MS = Date.UTC(2025, 2, 10)

export const FACTS: RunFacts = {
  run: {
    format: 1,
    run_id: '00000000-0000-4000-8000-000000000000',
    fingerprint: 'f',
    program_version: '0.0.0',
    campus: 'Test Campus',
    time_zone: 'Asia/Bangkok',
    currency: 'THB',
    market: 'call-auction',
    start: '2025-03-10T00:00:00Z',
    interval_seconds: 15,
    seed: 42,
    meters: [],
  },
  assets: campusAssets(testInputs()),
  plan: null,
  certificatesFolder: '/nowhere/certs',
  settings: [{ name: 'API_PORT', value: '8080', source: 'default' }],
  terms: marketTerms(testSettings()),
  speed: 1,
  programVersion: '0.0.0',
  startedMs: START_MS,
}

export const SNAPSHOT: CampusSnapshot = {
  campus: 'Test Campus',
  timeZone: 'Asia/Bangkok',
  tick: 4,
  timeMs: START_MS + 60_000,
  intervalSeconds: 15,
  weather: 'Sunny',
  ambientC: 31,
  windMs: 2.5,
  relativeHumidityPercent: 60,
  meanTemperatureC: 29,
  ghiWm2: 512.5,
  sunElevationDeg: 48,
  generationKw: 60,
  loadKw: 100,
  batteryKw: -5,
  stateOfChargePercent: 50,
  importKw: 40,
  exportKw: 5,
  selfSufficiency: 0.55,
  estimatedReadings: 0,
  suspectReadings: 0,
  market: null,
  meters: [],
}

/** Answers from a run after its fourth tick that has recorded nothing. */
export function testContext(): ApiContext {
  const live = testCampus()
  const nothing = { outputFile: '/nowhere/readings.jsonl', storeFolder: null, timescaleUrl: null, databaseUrl: null }
  return {
    live,
    recorded: RecordedRun.of(nothing, live.facts.run),
    events: testEvents(),
    control: noControl,
    utility: { server: null, clients: null },
    alerts: new ToldAlerts(),
    clock: () => START_MS + 61_000,
  }
}

function testEvents(): EventStream {
  const events = new EventStream('test')
  onTestFinished(() => events.close())
  return events
}

/** Nothing can be asked of a run that stands still. */
export const noControl: RunControl = { ask: () => Promise.resolve({ kind: 'refused', reason: 'it stands still' }) }

/** A run after its fourth tick. */
export function testCampus(): ToldCampus {
  const live = new ToldCampus(FACTS)
  live.lastTick = { state: 'live', lateTicks: 1, snapshot: SNAPSHOT }
  live.lastToldMs = START_MS + 60_000
  return live
}

/** To be asked without a port; Host is that of a loopback address. */
export async function testApi(options: Partial<ApiOptions> = {}): Promise<FastifyInstance> {
  const app = await createApi({
    context: testContext(),
    token: TOKEN,
    isOpen: false,
    version: '0.0.0',
    onFailure: (error) => {
      throw error
    },
    ...options,
  })
  onTestFinished(() => app.close())
  return app
}

/** On a port of its own. */
export async function listeningApi(options: Partial<StartOptions> = {}): Promise<RunningApi> {
  const api = await startApi({ host: '127.0.0.1', port: 0, token: TOKEN, context: testContext(), ...options })
  onTestFinished(() => api.close())
  return api
}
