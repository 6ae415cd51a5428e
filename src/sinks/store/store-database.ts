/** @module PGlite on a folder of its own, with a write-ahead log that stays small. */

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Results } from '@electric-sql/pglite'
import { SinkError } from '../sink.ts'
import type { SqlRow } from '../sql-connection.ts'
import type { StoreEngine, TextResult } from './store-engine.ts'
import { failureLine, refusalOf, StoreQueryError } from './store-failure.ts'
import type { StoreFiles } from './store-files.ts'
import { createDatabase } from './store-template.ts'

/** Segments of the write-ahead log, of 4 MiB each, before a checkpoint makes them superfluous. */
const WAL_SEGMENTS = 16
const WAL_SEGMENT_NAME = /^[0-9A-F]{24}$/

/**
 * Nobody makes checkpoints in PGlite, which has no background processes, so it never deletes of its log: `#rest` does
 * it. Used segments are deleted rather than renamed for later, and new ones not filled with zeroes.
 *
 * Full page writes stay on: a kill in the middle of a write can leave half a page.
 */
const LOG_SETTINGS = ['wal_recycle=off', 'wal_init_zero=off', 'min_wal_size=8MB', 'max_wal_size=64MB']

/** A quarter of the usual: the system keeps the pages of the files in memory as well, and loads are as fast. */
const MEMORY_SETTINGS = ['shared_buffers=32MB']

/** A tenth of the usual sample: nobody else is served meanwhile, and plans come out the same. */
const PLANNING_SETTINGS = ['default_statistics_target=10']
const CONFIGURATION = [...LOG_SETTINGS, ...MEMORY_SETTINGS, ...PLANNING_SETTINGS]

/** Before so much has been copied, any plan is good [bytes]. */
const FIRST_COUNT_BYTES = 4_000_000

/** Of what PostgreSQL writes when something is wrong. */
const LINES_KEPT = 20

const INT8 = 20
const PARSERS = { [INT8]: (text: string): string => text }

/** SQLSTATEs of a damaged page or index (class XX, "internal error"). */
const DAMAGED = new Set(['XX001', 'XX002'])

/** The database of a store. Its lock must be held. */
export class StoreDatabase implements StoreEngine {
  readonly #files: StoreFiles
  readonly #lite: PGlite
  readonly #told: string[]
  #copiedBytes = 0
  #countAtBytes = FIRST_COUNT_BYTES

  private constructor(files: StoreFiles, lite: PGlite, told: string[]) {
    this.#files = files
    this.#lite = lite
    this.#told = told
  }

  /**
   * Opens it, and makes it first where there is none. What a killed process left is recovered here.
   *
   * @throws SinkError when it is damaged
   */
  static async open(files: StoreFiles): Promise<StoreDatabase> {
    if (!existsSync(files.database)) await createDatabase(files)
    if (!existsSync(join(files.database, 'PG_VERSION'))) {
      throw damaged(files, `${files.database} holds no database`)
    }
    const told: string[] = []
    const onStderr = (line: string): boolean => {
      if (told.push(line) > LINES_KEPT) told.shift()
      return true
    }
    const startParams = [...PGlite.defaultStartParams, ...CONFIGURATION.flatMap((setting) => ['-c', setting])]
    try {
      const lite = await PGlite.create(files.database, { startParams, onStderr, parsers: PARSERS })
      return new StoreDatabase(files, lite, told)
    } catch (error) {
      throw damaged(files, fatalLine(told) ?? failureLine(error))
    }
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]> {
    const { rows } = await this.#answered(this.#lite.query<SqlRow>(sql, [...parameters]))
    return rows
  }

  async texts(sql: string): Promise<TextResult> {
    // Every parser PGlite has, those of the arrays included, gives way to the text itself.
    const parsers = Object.fromEntries(Object.keys(this.#lite.parsers).map((type) => [type, (text: string) => text]))
    const options = { rowMode: 'array', parsers } as const
    const { rows, fields } = await this.#answered(this.#lite.query<(string | null)[]>(sql, [], options))
    return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows }
  }

  async execute(script: string): Promise<readonly string[]> {
    const results: Results[] = await this.#answered(this.#lite.exec(script))
    return results.map(({ command }) => command ?? '')
  }

  async copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#answered(
      this.#lite.query(`copy ${table} from '/dev/blob' (format binary)`, [], { blob: new Blob([bytes]) }),
    )
    this.#copiedBytes += bytes.length
  }

  /** To be called between statements, when nobody waits: keeps the log small. */
  async rest(): Promise<void> {
    const segments = readdirSync(join(this.#files.database, 'pg_wal')).filter((name) => WAL_SEGMENT_NAME.test(name))
    if (segments.length > WAL_SEGMENTS) await this.execute('checkpoint')
  }

  /**
   * To be called outside a transaction, when nobody waits: counts what is in the tables each time as much has come again, so
   * that questions are planned by what there is. A server does it by itself.
   */
  async count(): Promise<void> {
    if (this.#copiedBytes < this.#countAtBytes) return
    this.#countAtBytes = 2 * this.#copiedBytes
    await this.execute('analyze')
  }

  close(): Promise<void> {
    return this.#lite.close()
  }

  async #answered<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) {
        throw new Error(`The store ${this.#files.folder} stopped: ${fatalLine(this.#told) ?? failureLine(error)}`)
      }
      if (!DAMAGED.has(refusal.code)) throw new StoreQueryError(refusal)
      throw new StoreQueryError({ ...refusal, message: `${refusal.message}. ${remedy(this.#files.folder)}` })
    }
  }
}

function damaged({ folder }: StoreFiles, reason: string): SinkError {
  return new SinkError('misconfigured', `The store ${folder} cannot be opened: ${reason}. ${remedy(folder)}`)
}

function remedy(folder: string): string {
  return `It can be filled again from the journal: delete the folder ${folder} and run \`deliver\`.`
}

/** Why PostgreSQL gave up, from what it wrote on the way: the line of its last message and its details. */
function fatalLine(lines: readonly string[]): string | null {
  const [, ...found] = /(?:FATAL|PANIC): +(.*)/.exec(lines.join('\n')) ?? []
  const [, detail] = /DETAIL: +(.*)/.exec(lines.join('\n')) ?? []
  if (found.length === 0) return null
  return detail === undefined ? found[0] : `${found[0]}: ${detail.replace(/\.$/, '')}`
}
