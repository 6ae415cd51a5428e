/** @module Makes the database of a new store: from a template made at build time where there is one, which is quick. */

import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { syncFolder } from '../../journal/folder-sync.ts'
import type { StoreFiles } from './store-files.ts'

/** Beside this file in the build. */
export const TEMPLATE_FILE = fileURLToPath(new URL('./store-template.tar.gz', import.meta.url))

/** Segments of the write-ahead log of 4 MiB instead of 16: what is kept of it is at least one or two. */
const INIT: PGliteOptions = { initDbStartParams: ['--wal-segsize=4'] }

/**
 * Makes the database; one that was being made when the power went is made again.
 *
 * @param template - the dump of a fresh database; where it does not exist, the slow way is taken
 */
export async function createDatabase(
  { folder, database, unfinished }: StoreFiles,
  template = TEMPLATE_FILE,
): Promise<void> {
  rmSync(unfinished, { recursive: true, force: true })
  const options = existsSync(template) ? { loadDataDir: new Blob([readFileSync(template)]) } : INIT
  const made = await PGlite.create(unfinished, options)
  await made.close()
  renameSync(unfinished, database)
  await syncFolder(folder)
}

/**
 * A fresh database as a compressed tar file.
 *
 * @public called by the build, from the compiled code
 */
export async function makeTemplate(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'store-template-'))
  try {
    const made = await PGlite.create(folder, INIT)
    const dump = await made.dumpDataDir('gzip')
    await made.close()
    return new Uint8Array(await dump.arrayBuffer())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
