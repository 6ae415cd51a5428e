/** @module Opens the embedded store of a folder. */

import { mkdirSync } from 'node:fs'
import type { ProcessLock } from '../../journal/process-lock.ts'
import { SinkError } from '../sink.ts'
import type { SqlConnection } from '../sql-connection.ts'
import { type ShellServer, startShellServer } from './shell-server.ts'
import type { TextResult } from './store-engine.ts'
import { failureLine } from './store-failure.ts'
import { storeFiles } from './store-files.ts'
import { acquireStoreLock } from './store-lock.ts'
import { readStatement } from './store-reading.ts'
import { StoreSession } from './store-session.ts'
import { StoreThread } from './store-thread.ts'

export interface StoreOptions {
  /** What the process is doing, for whoever finds the store open: `run`. */
  readonly purpose: string
  /** Whether to answer `store shell` of other processes meanwhile. */
  readonly answerShell?: boolean
}

/** The open store. */
export interface Store extends SqlConnection {
  /** Runs one statement that only reads, and hands its rows over in portions; transactions wait meanwhile. */
  read(statement: string, take: (portion: TextResult) => Promise<void> | void): Promise<void>
}

/**
 * Opens the store of `folder` in a thread of its own, and makes it where there is none.
 *
 * @throws SinkError when another process has it open, when it is damaged, or when the folder cannot be used
 */
export async function openStore(folder: string, { purpose, answerShell = false }: StoreOptions): Promise<Store> {
  const files = storeFiles(folder)
  const lock = takeFolder(folder, () => acquireStoreLock(files, purpose))
  let session: StoreSession | null = null
  let server: ShellServer | null = null
  try {
    session = await StoreSession.start(() => StoreThread.start(files))
    if (answerShell) server = await startShellServer(files.socket, session)
    return new OpenStore(session, server, lock)
  } catch (error) {
    await session?.close()
    lock.release()
    throw error
  }
}

class OpenStore implements Store {
  readonly #session: StoreSession
  readonly #server: ShellServer | null
  readonly #lock: ProcessLock

  constructor(session: StoreSession, server: ShellServer | null, lock: ProcessLock) {
    this.#session = session
    this.#server = server
    this.#lock = lock
  }

  query(...[sql, parameters]: Parameters<SqlConnection['query']>): ReturnType<SqlConnection['query']> {
    return this.#session.query(sql, parameters)
  }

  execute(script: string): Promise<void> {
    return this.#session.execute(script)
  }

  copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#session.copy(table, bytes)
  }

  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.#session.transaction(work)
  }

  read(statement: string, take: (portion: TextResult) => Promise<void> | void): Promise<void> {
    return this.#session.exclusive((engine) => readStatement(engine, statement, take))
  }

  async close(): Promise<void> {
    await this.#server?.close()
    await this.#session.close()
    this.#lock.release()
  }
}

/** Only its owner may look into the folder: the shell's socket is in there. */
function takeFolder(folder: string, lock: () => ProcessLock): ProcessLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return lock()
  } catch (error) {
    if (error instanceof SinkError) throw error
    throw new SinkError(
      'misconfigured',
      `The store ${folder} cannot be used: ${failureLine(error)}. Mend that, or give another folder with --store.`,
    )
  }
}
