/** @module An HTTP interface over a real run: its journal in a folder, its records in an embedded store. */

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import type { Settings } from '../config/settings.ts'
import { readManifest } from '../journal/manifest-file.ts'
import type { JournalRecord } from '../journal/record-batch.ts'
import { RECORD_STREAMS, type RecordStream, STREAM_BEGIN } from '../journal/record-stream.ts'
import { StreamReader } from '../journal/stream-reader.ts'
import { executeRun } from '../run/run.ts'
import { RunFolder } from '../run/run-folder.fixture.ts'
import { START_MS } from '../run/run-inputs.fixture.ts'
import { openSlotJournal } from '../run/slot-journal.ts'
import { SqlSink } from '../sinks/sql/sql-sink.ts'
import { useTestStore } from '../sinks/store/test-store.fixture.ts'
import { FACTS, noControl, TOKEN } from './api.fixture.ts'
import type { ApiContext } from './api-context.ts'
import { batteryAnswer } from './battery-answer.ts'
import { campusAssets } from './campus-assets.ts'
import { createApi } from './create-api.ts'
import { type LiveTick, ToldCampus } from './live-campus.ts'
import { marketTerms } from './market-terms.ts'
import { RecordDatabase } from './recorded/record-database.ts'
import { RecordedRun } from './recorded/recorded-run.ts'
import type { ControlRequest } from './run-control.ts'
import { EventStream } from './stream/event-stream.ts'
import { ToldAlerts } from './told-alerts.ts'

const TICKS = 2 * 96
const ALL = { records: 1_000_000, bytes: 1_000_000_000 }
const PATIENCE_MS = 60_000

export interface RecordedCampus {
  readonly app: FastifyInstance
  readonly context: ApiContext
  /** Everything the run recorded, in its order. */
  readonly records: ReadonlyMap<RecordStream, readonly JournalRecord[]>
}

/** Two days of a few meters from a Monday on, made before the tests of a file; what is changed of the settings. */
export function useRecordedCampus(changes: Partial<Settings> = {}): () => RecordedCampus {
  const store = useTestStore()
  const folder = new RunFolder()
  let campus: RecordedCampus | undefined
  beforeAll(async () => {
    let last: LiveTick | null = null
    const inputs = folder.inputs({ durationMs: TICKS * 900_000, ...changes })
    const { simulation } = await executeRun({
      inputs,
      clock: { wallMs: () => START_MS, monotonicMs: () => 0, sleep: async () => {} },
      openSlots: openSlotJournal,
      signal: new AbortController().signal,
      observer: {
        onTick: ({ simulation: running, state, lateTicks }) => {
          if (running.tick === TICKS) last = { state, lateTicks, snapshot: running.snapshot() }
        },
        onWaiting: () => {},
        onNotice: () => {},
      },
    })
    await simulation.close()
    const run = readManifest(folder.output)
    if (run === null) throw new Error('the run left no manifest')
    const sink = new SqlSink({
      name: 'store',
      description: 'the store of the test',
      streams: RECORD_STREAMS,
      participants: true,
      connect: async () => store().session,
    })
    const patience = AbortSignal.timeout(PATIENCE_MS)
    await sink.open(run, patience)
    const records = new Map<RecordStream, readonly JournalRecord[]>()
    for (const stream of RECORD_STREAMS) {
      const reader = new StreamReader(folder.output, stream)
      const batch = await reader.read(STREAM_BEGIN, ALL)
      await reader.close()
      if (batch !== null) await sink.write([batch], patience)
      records.set(stream, batch?.records ?? [])
    }
    const live = new ToldCampus({ ...FACTS, run, assets: campusAssets(inputs), terms: marketTerms(inputs.settings) })
    live.lastTick = last
    const database = new RecordDatabase(async () => ({
      read: async (sql) => (await store().session.query(sql)).map((row) => String(Object.values(row)[0])),
      close: async () => {},
    }))
    const recorded = new RecordedRun({ outputFile: folder.output }, run, { timeSeries: database, relations: database })
    const context = {
      live,
      recorded,
      events: new EventStream('test'),
      control: {
        ask: (request: ControlRequest) =>
          request.kind === 'batteries' ? Promise.resolve(batteryAnswer(simulation)) : noControl.ask(request),
      },
      utility: { server: null, clients: null },
      alerts: new ToldAlerts(),
      clock: () => START_MS,
    }
    const app = await createApi({ context, token: TOKEN, isOpen: false, version: '0.0.0', requestsPerMinute: 1e9 })
    campus = { app, context, records }
  }, PATIENCE_MS)
  afterAll(async () => {
    campus?.context.events.close()
    await campus?.app.close()
    folder.remove()
  })
  return () => {
    if (campus === undefined) throw new Error('the run is not recorded yet')
    return campus
  }
}
