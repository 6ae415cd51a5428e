/** @module What a run has recorded, for the routes: the latest from its journal, the rest from its databases. */

import type { SinkName } from '../../config/settings.ts'
import { actionsBackward, type PlacedAction } from '../../journal/action-journal.ts'
import { type JournalStream, streamPath } from '../../journal/journal-streams.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import type { RecordStream } from '../../journal/record-stream.ts'
import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import { ApiProblem } from '../api-problem.ts'
import { type JsonObject, parsedObject } from '../json-object.ts'
import { firstPage, type Page } from '../page.ts'
import { type AlertHistory, pastAlerts } from './alert-history.ts'
import { LatestReadings, lastRecords } from './latest-readings.ts'
import { RecordDatabase } from './record-database.ts'
import { cursorOf, pageQuery, type RecordSelection } from './record-page.ts'
import { serverReader, storeReader } from './statement-readers.ts'

/** Where records can be read back from; null for a database the run does not deliver to. */
export interface RecordPlaces {
  readonly outputFile: string
  readonly storeFolder: string | null
  readonly timescaleUrl: string | null
  readonly databaseUrl: string | null
}

/** The places of a run that delivers to `sinks`. */
export function recordPlaces(
  settings: Pick<RecordPlaces, 'outputFile' | 'timescaleUrl' | 'databaseUrl'>,
  storeFolder: string,
  sinks: readonly SinkName[],
): RecordPlaces {
  return {
    outputFile: settings.outputFile,
    storeFolder: sinks.includes('store') ? storeFolder : null,
    timescaleUrl: sinks.includes('timescale') ? settings.timescaleUrl : null,
    databaseUrl: sinks.includes('postgres') ? settings.databaseUrl : null,
  }
}

/** What TIMESCALE_URL takes where both servers are given. */
const TIME_SERIES: readonly RecordStream[] = ['readings', 'trading_opportunities', 'market_slots']

export class RecordedRun {
  readonly #outputFile: string
  readonly #runId: string
  readonly #latest: LatestReadings
  readonly #timeSeries: RecordDatabase | null
  readonly #relations: RecordDatabase | null

  constructor(
    { outputFile }: Pick<RecordPlaces, 'outputFile'>,
    run: { readonly run_id: string; readonly meters: readonly unknown[] },
    databases: { readonly timeSeries: RecordDatabase | null; readonly relations: RecordDatabase | null },
  ) {
    this.#outputFile = outputFile
    this.#runId = run.run_id
    this.#latest = new LatestReadings(outputFile, run.meters.length)
    this.#timeSeries = databases.timeSeries
    this.#relations = databases.relations
  }

  static of(places: RecordPlaces, run: { readonly run_id: string; readonly meters: readonly unknown[] }): RecordedRun {
    const { storeFolder, timescaleUrl, databaseUrl } = places
    const store = storeFolder === null ? null : new RecordDatabase(() => storeReader(storeFolder))
    const server = (url: string | null): RecordDatabase | null =>
      url === null ? null : new RecordDatabase(() => serverReader(url))
    const [timescale, postgres] = [server(timescaleUrl), server(databaseUrl)]
    return new RecordedRun(places, run, {
      timeSeries: store ?? timescale ?? postgres,
      relations: store ?? postgres ?? timescale,
    })
  }

  /** The journal's active segment. */
  get outputFile(): string {
    return this.#outputFile
  }

  /** Each meter's latest reading. */
  latestReadings(tick: number): ReadonlyMap<string, JournalRecord> {
    return this.#latest.at(tick)
  }

  /** The last records of a stream that have one timestamp, at most so many; none before the first market slot. */
  latestOf(stream: JournalStream, most: number): readonly JournalRecord[] {
    return lastRecords(streamPath(this.#outputFile, stream), most)
  }

  /** What operators did, the newest first, before a place in its file: all of it unless one is given. */
  actions(before?: number): Iterable<PlacedAction> {
    return actionsBackward(this.#outputFile, before)
  }

  /** Alerts that are over, the last ended first; see `pastAlerts`. */
  pastAlerts(before: number | null, limit: number, isWanted: (alert: AlertRecord) => boolean): AlertHistory {
    return pastAlerts(this.#outputFile, before, limit, isWanted)
  }

  /** @throws ApiProblem when there is no database, or it cannot answer */
  async page(stream: RecordStream, selection: RecordSelection): Promise<Page<JournalRecord>> {
    const { items, next } = await this.pageOfTexts(stream, selection)
    return { items: items.map(parsedObject), next }
  }

  /**
   * The same with each record as its JSON, which is all an answer needs of it.
   *
   * @throws ApiProblem when there is no database, or it cannot answer
   */
  async pageOfTexts(stream: RecordStream, selection: RecordSelection): Promise<Page<string>> {
    const texts = await this.#databaseOf(stream).texts(pageQuery(stream, this.#runId, selection))
    return firstPage(texts, selection.limit, (text) => cursorOf(stream, parsedObject(text)))
  }

  /** Rows of the database that has a stream. */
  rows(stream: RecordStream, query: string): Promise<readonly JsonObject[]> {
    return this.#databaseOf(stream).rows(query)
  }

  #databaseOf(stream: RecordStream): RecordDatabase {
    const database = TIME_SERIES.includes(stream) ? this.#timeSeries : this.#relations
    if (database === null) {
      throw new ApiProblem(503, 'This run fills no database, so nothing but its present can be told: see SINKS.')
    }
    return database
  }

  async close(): Promise<void> {
    await Promise.all([this.#timeSeries?.close(), this.#relations?.close()])
  }
}
