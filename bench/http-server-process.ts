/**
 * @module The process of an HTTP server that is measured: the interface over a recorded run, or the same framework
 * that answers with bytes it is given.
 */

import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { campusAssets } from '../src/api/campus-assets.ts'
import { createApi } from '../src/api/create-api.ts'
import { ToldCampus } from '../src/api/live-campus.ts'
import { marketTerms } from '../src/api/market-terms.ts'
import { RecordedRun } from '../src/api/recorded/recorded-run.ts'
import { EventStream } from '../src/api/stream/event-stream.ts'
import { ToldAlerts } from '../src/api/told-alerts.ts'
import { readManifest } from '../src/journal/manifest-file.ts'
import { openStore } from '../src/sinks/store/open-store.ts'
import { benchInputs } from './bench-simulation.ts'
import type { UseQuestion } from './server-process.ts'
import { useOfThisProcess } from './server-use.ts'

/** What the process is told when it starts. */
export type HttpServerRole =
  | { readonly kind: 'bare' }
  /** Over a run that was recorded and delivered into the store. */
  | { readonly kind: 'api'; readonly outputFile: string; readonly storeFolder: string; readonly endMs: number }

export type HttpServerQuestion =
  | UseQuestion
  /** The bare server answers an address with these bytes from now on. */
  | { readonly ask: 'answer'; readonly url: string; readonly type: string; readonly body: string }

const LOOPBACK = '127.0.0.1'
const answers = new Map<string, { readonly type: string; readonly body: string }>()

const role: HttpServerRole = JSON.parse(process.argv[2])
const port = role.kind === 'bare' ? await openBare() : await openApi(role)
process.send?.({ port })
process.on('message', (question: HttpServerQuestion) => void answer(question))

async function answer(question: HttpServerQuestion): Promise<void> {
  if (question.ask === 'answer') answers.set(question.url, question)
  process.send?.(question.ask === 'answer' ? {} : await useOfThisProcess())
}

async function openBare(): Promise<number> {
  const app = Fastify()
  app.get('*', (request, reply) => {
    const { type, body } = answers.get(request.url) ?? { type: 'text/plain', body: '' }
    return reply.type(type).send(body)
  })
  await app.listen({ host: LOOPBACK, port: 0 })
  return portOf(app.server.address())
}

async function openApi({ outputFile, storeFolder, endMs }: HttpServerRole & { kind: 'api' }): Promise<number> {
  const run = readManifest(outputFile)
  if (run === null) throw new Error(`no run is recorded at ${outputFile}`)
  // The recorded run is read by way of whoever has the store open, as beside a live run.
  await openStore(storeFolder, { purpose: 'bench', answerShell: true })
  const inputs = benchInputs('campus')
  const live = new ToldCampus({
    run,
    assets: campusAssets(inputs),
    plan: null,
    certificatesFolder: '',
    settings: [],
    terms: marketTerms(inputs.settings),
    speed: 1,
    programVersion: '0.0.0',
    startedMs: Date.now(),
  })
  live.lastTick = {
    state: 'live',
    lateTicks: 0,
    snapshot: {
      campus: run.campus,
      timeZone: run.time_zone,
      tick: Math.round((endMs - Date.parse(run.start)) / (1000 * run.interval_seconds)),
      timeMs: endMs,
      intervalSeconds: run.interval_seconds,
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
    },
  }
  const places = { outputFile, storeFolder, timescaleUrl: null, databaseUrl: null }
  const app = await createApi({
    context: {
      live,
      recorded: RecordedRun.of(places, run),
      events: new EventStream('bench'),
      control: { ask: () => Promise.resolve({ kind: 'refused', reason: 'it stands still' }) },
      utility: { server: null, clients: null },
      alerts: new ToldAlerts(),
      clock: () => endMs,
    },
    token: 'the-token-of-the-measurement',
    isOpen: false,
    version: '0.0.0',
    requestsPerMinute: 1e9,
  })
  await app.listen({ host: LOOPBACK, port: 0 })
  return portOf(app.server.address())
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
