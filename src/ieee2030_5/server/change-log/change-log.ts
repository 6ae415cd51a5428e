/**
 * @module The state of a utility server on disk: every change at the end of a file, and now and then everything anew.
 *
 * Requests that come together cost one write into the cache of the system; what must not be lost to a power cut waits for
 * the disk, which many requests do at once.
 */

import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { UsageError } from '../../../errors/problem.ts'
import { syncFolder } from '../../../journal/folder-sync.ts'
import { acquireProcessLock, type ProcessLock } from '../../../journal/process-lock.ts'
import type { Change, CollectionKey, UtilityState } from '../../utility/utility-state.ts'
import { changesPath, listChangeFiles, snapshotPath } from './change-files.ts'
import { changeLine } from './change-line.ts'
import { readChanges } from './read-changes.ts'

/** What may be lost to a power cut is at most this old [ms]. */
const SYNC_MS = 1000
/** Changes that are kept before everything is written anew, beside as much as everything takes [bytes]. */
const MOST_CHANGES = 32 * 1024 ** 2
const SNAPSHOT_LINES = 500

export interface ChangeLogOptions {
  readonly folder: string
  readonly collections: ReadonlyMap<string, CollectionKey<never>>
  readonly state: UtilityState
  /** Something went wrong with the disk that the server survives. */
  onNotice(text: string): void
  readonly mostChanges?: number
}

export class ChangeLog {
  readonly #options: ChangeLogOptions
  readonly #lock: ProcessLock
  #generation: number
  #file: number
  #size: number
  #snapshotSize = 0
  /** Of a write that failed, or that is about to be: goes first with the next. */
  #unwritten = ''
  #isFailing = false
  #writing: Promise<void> | null = null
  #isSynced = true
  #syncing: Promise<void> | null = null
  #compacting: Promise<void> | null = null
  readonly #timer: NodeJS.Timeout

  /**
   * Reads the state of a folder back and goes on with it.
   *
   * @throws UsageError when another server has it, or it is damaged
   */
  constructor(options: ChangeLogOptions) {
    const { folder } = options
    this.#options = options
    mkdirSync(folder, { recursive: true })
    this.#lock = acquireProcessLock(join(folder, 'server.lock'), 'utility server', (holder) => {
      const who = holder === null ? 'Another server' : `Process ${holder.pid}`
      const fix = `${who} is using it: stop it first, or give another folder`
      return new UsageError([{ source: folder, key: 'folder', expected: 'a state no other server uses', fix }])
    })
    try {
      this.#generation = this.#readBack()
      this.#file = openChanges(folder, this.#generation)
      this.#size = fstatSync(this.#file).size
    } catch (error) {
      this.#lock.release()
      throw error
    }
    this.#timer = setInterval(() => void this.#syncNow().catch(() => undefined), SYNC_MS)
    this.#timer.unref()
  }

  /** Whether the disk took nothing the last time. */
  get isFailing(): boolean {
    return this.#isFailing
  }

  /** What is about to be written, as `appendSoon` promised it; null for nothing. */
  get writing(): Promise<void> | null {
    return this.#writing
  }

  /**
   * Writes what has changed together with all else that changes in this turn of the event loop; resolves when it would
   * survive the end of this process, rejects like `append`.
   */
  appendSoon(changes: readonly Change[]): Promise<void> {
    this.#unwritten += changeLine(changes)
    this.#writing ??= this.#writeThisTurn()
    return this.#writing
  }

  /**
   * Writes what has changed; done when it would survive the end of this process.
   *
   * @throws Error when the disk takes nothing; it is written with the next changes
   */
  append(changes: readonly Change[]): void {
    const lines = this.#unwritten + (changes.length === 0 ? '' : changeLine(changes))
    if (lines === '') return
    try {
      this.#write(Buffer.from(lines))
      this.#unwritten = ''
      this.#isFailing = false
    } catch (error) {
      this.#unwritten = lines
      this.#isFailing = true
      throw error
    }
    this.#isSynced = false
    if (this.#size > this.#snapshotSize + (this.#options.mostChanges ?? MOST_CHANGES)) this.#compact()
  }

  /** Resolves when what was appended so far would survive a power cut. */
  async durable(): Promise<void> {
    // A sync under way may have begun before the last write.
    await this.#syncing?.catch(() => undefined)
    await this.#syncNow()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#compacting
    try {
      this.append([])
      await this.durable()
    } finally {
      closeSync(this.#file)
      this.#lock.release()
    }
  }

  /** @returns the generation to go on with */
  #readBack(): number {
    const { folder, state, collections } = this.#options
    const { snapshot, changes, outdated } = listChangeFiles(folder)
    for (const path of outdated) {
      rmSync(path, { force: true })
    }
    const take = (change: Change): void => {
      const collection = collections.get(change.collection)
      // Of a function set that is no longer offered.
      if (collection !== undefined) state.repeat(change, collection)
    }
    if (snapshot !== null) this.#snapshotSize = readChanges(snapshotPath(folder, snapshot), false, take)
    for (const generation of changes) {
      readChanges(changesPath(folder, generation), generation === changes.at(-1), take)
    }
    return changes.at(-1) ?? snapshot ?? 1
  }

  async #writeThisTurn(): Promise<void> {
    await endOfTurn()
    this.#writing = null
    this.append([])
  }

  /** All of it or nothing: a disk that is full takes a part. */
  #write(bytes: Uint8Array): void {
    let done = 0
    try {
      while (done < bytes.length) done += writeSync(this.#file, bytes, done)
    } catch (error) {
      if (done > 0) ftruncateSync(this.#file, this.#size)
      throw error
    }
    this.#size += bytes.length
  }

  #syncNow(): Promise<void> {
    if (this.#syncing !== null) return this.#syncing
    if (this.#isSynced) return Promise.resolve()
    this.#isSynced = true
    this.#syncing = syncFile(this.#file)
      .catch((error: unknown) => {
        this.#isSynced = false
        throw error
      })
      .finally(() => {
        this.#syncing = null
      })
    return this.#syncing
  }

  /** Values never change in place: a list of them now is the state of now, whatever happens while it is written. */
  #compact(): void {
    if (this.#compacting !== null) return
    const contents = [...this.#options.state.contents()]
    fdatasyncSync(this.#file)
    this.#isSynced = true
    closeAfter(this.#syncing, this.#file)
    this.#generation++
    this.#size = 0
    this.#file = openChanges(this.#options.folder, this.#generation)
    this.#compacting = this.#writeSnapshot(contents, this.#generation)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        this.#options.onNotice(`The state of the utility server was not written anew: ${reason}. Its changes are kept`)
      })
      .finally(() => {
        this.#compacting = null
      })
  }

  async #writeSnapshot(contents: readonly Change[], generation: number): Promise<void> {
    const { folder } = this.#options
    const path = snapshotPath(folder, generation)
    const aside = `${path}.unfinished`
    const handle = await open(aside, 'w')
    let size = 0
    try {
      for (let first = 0; first < contents.length; first += SNAPSHOT_LINES) {
        const line = changeLine(contents.slice(first, first + SNAPSHOT_LINES))
        await handle.appendFile(line)
        size += Buffer.byteLength(line)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, path)
    await syncFolder(folder)
    this.#snapshotSize = size
    for (const outdated of listChangeFiles(folder).outdated) {
      await rm(outdated, { force: true })
    }
  }
}

/** Opens a file of changes, which is in its folder whatever happens. */
function openChanges(folder: string, generation: number): number {
  const file = openSync(changesPath(folder, generation), 'a')
  if (process.platform === 'win32') return file
  const entries = openSync(folder, 'r')
  try {
    fsyncSync(entries)
  } catch {
    // Some file systems keep no entries of their own to flush.
  } finally {
    closeSync(entries)
  }
  return file
}

/** Not while somebody syncs it: its number would be another file's by then. */
function closeAfter(syncing: Promise<void> | null, file: number): void {
  const close = (): void => closeSync(file)
  if (syncing === null) close()
  else void syncing.then(close, close)
}

function syncFile(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(file, (error) => (error === null ? resolve() : reject(error)))
  })
}
