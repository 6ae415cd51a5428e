/** @module Bulk loads into the embedded store beside the database alone, and what a million rows take. */

import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { openStore } from '../src/sinks/store/open-store.ts'
import { storeFiles } from '../src/sinks/store/store-files.ts'
import { ratioOf, type Spread, spreadOf, timeNs, wallNs } from './rounds.ts'
import { STORE_TABLE, storeRows } from './store-rows.ts'

const ROWS_PER_COPY = 10_000

export interface StoreSpeedResult {
  /** By row [ns]. */
  readonly storeNs: Spread
  readonly bareNs: Spread
  /** Speed of the store as a share of the bare database's. */
  readonly ratio: Spread
}

export interface StoreSizeResult {
  readonly rows: number
  readonly firstOpenMs: number
  readonly reopenMs: number
  readonly folderMb: number
  /** The write-ahead log, which is part of the folder [MB]. */
  readonly logMb: number
}

/** Loads the same rows into both, in turns; each COPY is a transaction. */
export async function measureStoreSpeed(rows: number, rounds: number, folder: string): Promise<StoreSpeedResult> {
  const store = await openStore(join(folder, 'store'), { purpose: 'bench' })
  await store.execute(STORE_TABLE)
  const bare = new Worker(new URL('./bare-store-worker.js', import.meta.url), { workerData: join(folder, 'bare') })
  await once(bare, 'message')
  const times: { store: number[]; bare: number[] } = { store: [], bare: [] }
  for (let round = -1; round < rounds; round++) {
    const parts = copies((round + 1) * rows, rows)
    const storeNs = await timeNs(wallNs, async () => {
      for (const bytes of parts) await store.transaction(() => store.copy('readings', bytes))
    })
    const bareNs = await timeNs(wallNs, async () => {
      for (const bytes of parts) {
        bare.postMessage(bytes)
        await once(bare, 'message')
      }
    })
    if (round < 0) continue
    times.store.push(storeNs / rows)
    times.bare.push(bareNs / rows)
  }
  await bare.terminate()
  await store.close()
  rmSync(join(folder, 'bare'), { recursive: true })
  rmSync(join(folder, 'store'), { recursive: true })
  return { storeNs: spreadOf(times.store), bareNs: spreadOf(times.bare), ratio: ratioOf(times.bare, times.store) }
}

/** Fills a new store, and opens it again. */
export async function measureStoreSize(rows: number, folder: string): Promise<StoreSizeResult> {
  const path = join(folder, 'store')
  let firstOpen = performance.now()
  const filled = await openStore(path, { purpose: 'bench' })
  firstOpen = performance.now() - firstOpen
  await filled.execute(STORE_TABLE)
  for (let first = 0; first < rows; first += ROWS_PER_COPY) {
    await filled.transaction(() => filled.copy('readings', storeRows(first, ROWS_PER_COPY)))
  }
  await filled.close()
  let reopen = performance.now()
  const again = await openStore(path, { purpose: 'bench' })
  reopen = performance.now() - reopen
  await again.close()
  const { database } = storeFiles(path)
  const result = {
    rows,
    firstOpenMs: firstOpen,
    reopenMs: reopen,
    folderMb: megabytes(path),
    logMb: megabytes(join(database, 'pg_wal')),
  }
  rmSync(path, { recursive: true })
  return result
}

function copies(first: number, rows: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: rows / ROWS_PER_COPY }, (_, part) =>
    storeRows(first + part * ROWS_PER_COPY, ROWS_PER_COPY),
  )
}

function megabytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6
}
