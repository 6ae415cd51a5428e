/** @module Records into tables, each exactly once: a cursor in the same transaction says what is there already. */

import { randomUUID } from 'node:crypto'
import type { RecordStream } from '../../journal/record-stream.ts'
import type { RunManifest } from '../../journal/run-manifest.ts'
import { type BatchLimits, type Cursors, type RecordBatch, type Sink, SinkError } from '../sink.ts'
import { type SqlConnection, sqlState } from '../sql-connection.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migrations.ts'
import { RECORD_TABLES } from './record-tables.ts'
import { parseRecord } from './record-values.ts'
import { endAbandonedTransactions, moveCursors, readCursors, takeOver, type Writer } from './run-registration.ts'
import { checkTables } from './schema-check.ts'
import { sinkErrorOf } from './sql-faults.ts'
import { type ReadingSpan, type Summaries, summariesOf } from './summaries.ts'
import { TableWriter } from './table-writer.ts'

/** A database, and what goes there. */
export interface SqlDestination {
  /** As in `--sinks`. */
  readonly name: string
  /** For messages: which database, and where it was configured, without its password. */
  readonly description: string
  readonly streams: readonly RecordStream[]
  /** Whether the meters of a run and their owners are entered as well. */
  readonly participants: boolean
  /** Connects; the connection is given up when the signal fires before it is there. */
  connect(signal: AbortSignal): Promise<SqlConnection>
}

const UNIQUE_VIOLATION = '23505'

/** What a connection is for as long as it lasts. */
interface Session {
  readonly connection: SqlConnection
  readonly runId: string
  readonly writer: Writer
  readonly summaries: Summaries
  readonly tables: ReadonlyMap<RecordStream, TableWriter>
}

export class SqlSink implements Sink {
  readonly name: string
  readonly streams: readonly RecordStream[]
  readonly limits: BatchLimits = { records: 20_000, bytes: 24_000_000 }
  readonly #destination: SqlDestination
  /** Tells this sink from others that write the same run. */
  readonly #id = randomUUID()
  /** The run this sink has written before. */
  #held: string | null = null
  #connection: SqlConnection | null = null
  #session: Session | null = null
  /** Resolves when every connection of before is closed, or is there. */
  #gone: Promise<void> = Promise.resolve()

  constructor(destination: SqlDestination) {
    this.name = destination.name
    this.streams = destination.streams
    this.#destination = destination
  }

  async open(run: RunManifest, signal: AbortSignal): Promise<Cursors> {
    await this.close()
    return this.#guarded('does not answer', signal, () => this.#open(run, signal))
  }

  async #open(run: RunManifest, signal: AbortSignal): Promise<Cursors> {
    const { description, participants } = this.#destination
    // Some databases let in one connection at a time: that of before has to be gone.
    await this.#gone
    signal.throwIfAborted()
    const connection = await this.#connect(signal)
    await migrate(connection, readMigrations(), description)
    await checkTables(
      connection,
      this.streams.map((stream) => RECORD_TABLES[stream]),
      description,
    )
    await endAbandonedTransactions(connection, this.name, run.run_id)
    const held = this.#held === run.run_id
    const writer = await connection.transaction(() =>
      takeOver(connection, run, this.#id, { held, participants, destination: description }),
    )
    this.#held = run.run_id
    const summaries = await summariesOf(connection)
    if (this.streams.includes('readings')) await summaries.catchUp(connection)
    const tables = new Map(
      this.streams.map((stream) => [stream, new TableWriter(RECORD_TABLES[stream], run.run_id, description)]),
    )
    this.#session = { connection, runId: run.run_id, writer, summaries, tables }
    return readCursors(connection, run.run_id, this.streams)
  }

  /** Connects; what comes too late is closed again. */
  #connect(signal: AbortSignal): Promise<SqlConnection> {
    const connected = this.#destination.connect(signal).then(async (connection) => {
      if (signal.aborted) {
        await connection.close()
        signal.throwIfAborted()
      }
      this.#connection = connection
      return connection
    })
    this.#gone = connected.then(
      () => undefined,
      () => undefined,
    )
    return connected
  }

  async write(batches: readonly RecordBatch[], signal: AbortSignal): Promise<void> {
    const session = this.#session
    if (session === null) throw new SinkError('unavailable', `${this.#destination.description}: not connected`)
    await this.#guarded('does not take records', signal, () => this.#write(session, batches))
  }

  async #write(session: Session, batches: readonly RecordBatch[]): Promise<void> {
    try {
      await this.#transaction(session, batches)
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error
      // Rows are there that no cursor tells of. They may be the same: see which.
      for (const { stream } of batches) session.tables.get(stream)?.expectRows()
      await this.#transaction(session, batches)
    }
    const readings = batches.find(({ stream, lines }) => stream === 'readings' && lines.length > 0)
    if (readings !== undefined) await session.summaries.settle(session.connection, spanOf(readings))
  }

  #transaction(
    { connection, runId, writer, summaries, tables }: Session,
    batches: readonly RecordBatch[],
  ): Promise<void> {
    return connection.transaction(async () => {
      for (const batch of batches) {
        if (batch.lines.length === 0) continue
        const table = tables.get(batch.stream)
        if (table === undefined) throw new TypeError(`${this.name} takes no ${batch.stream}`)
        await table.write(connection, batch.lines)
        if (batch.stream === 'readings') await summaries.include(connection, spanOf(batch))
      }
      await moveCursors(connection, runId, writer, batches, this.#destination.description)
    })
  }

  async close(): Promise<void> {
    const connection = this.#connection
    this.#connection = null
    this.#session = null
    if (connection === null) return
    // What cannot be closed is lost already.
    this.#gone = connection.close().catch(() => undefined)
    await this.#gone
  }

  /** Runs `work` until it is done or the signal fires; then the connection is given up, whatever the server does. */
  async #guarded<T>(fault: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { description } = this.#destination
    const { promise: aborted, reject } = rejection()
    const giveUp = (): void => {
      reject(new SinkError('unavailable', `${description}: ${fault}; it is tried again`))
      void this.close()
    }
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      return await Promise.race([signal.aborted ? aborted : work(), aborted])
    } catch (error) {
      throw sinkErrorOf(error, description)
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }
}

/** A promise that can only be rejected; nobody has to wait for it. */
function rejection(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<never>((_, fail) => {
    reject = fail
  })
  promise.catch(() => undefined)
  return { promise, reject }
}

/** Readings come in the order of time. */
function spanOf({ lines }: RecordBatch): ReadingSpan {
  const [first, last] = [lines[0], lines[lines.length - 1]].map((line) => String(parseRecord(line).timestamp))
  return { first, last }
}
