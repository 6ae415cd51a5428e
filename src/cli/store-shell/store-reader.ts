/** @module Reads the store of a folder: itself, or by way of the process that has it open. */

import { existsSync } from 'node:fs'
import type { SettingOrigin } from '../../config/effective-settings.ts'
import { RunError, UsageError } from '../../errors/problem.ts'
import { type LockHolder, lockHolder } from '../../journal/process-lock.ts'
import { SinkError } from '../../sinks/sink.ts'
import { openStore } from '../../sinks/store/open-store.ts'
import { ShellClient } from '../../sinks/store/shell-client.ts'
import type { TextResult } from '../../sinks/store/store-engine.ts'
import { storeFiles } from '../../sinks/store/store-files.ts'

/** A process that has just taken the lock answers some seconds later, when the store is open. */
const ATTEMPTS = 100
const PAUSE_MS = 100

export interface StoreReader {
  /** The process that answers; null when the store is read directly. */
  readonly through: LockHolder | null
  read(sql: string, take: (portion: TextResult) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the store of `folder` for reading.
 *
 * @param origin - where the folder was given
 * @throws UsageError when there is no store
 * @throws RunError when it cannot be read
 */
export async function openStoreReader(folder: string, origin: SettingOrigin): Promise<StoreReader> {
  const files = storeFiles(folder)
  let refusal = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const holder = lockHolder(files.lock)
    if (holder === null && !existsSync(files.database)) {
      const fix = 'There is none: `run` makes one, `deliver` fills one from a journal.'
      throw new UsageError([{ ...origin, expected: 'the folder of a store', fix }])
    }
    const client = holder === null ? null : await ShellClient.connect(files.socket)
    if (client !== null) return throughClient(client, holder)
    try {
      return await directly(folder)
    } catch (error) {
      if (!(error instanceof SinkError)) throw error
      refusal = error.message
      if (lockHolder(files.lock) === null) break
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new RunError(refusal)
}

/** While this shell reads, others ask it in turn. */
async function directly(folder: string): Promise<StoreReader> {
  const store = await openStore(folder, { purpose: 'store shell', answerShell: true })
  return {
    through: null,
    read: (sql, take) => store.read(sql, take),
    close: () => store.close(),
  }
}

function throughClient(client: ShellClient, holder: LockHolder | null): StoreReader {
  return {
    through: holder,
    read: async (sql, take) => take(await client.read(sql)),
    close: async () => client.close(),
  }
}
