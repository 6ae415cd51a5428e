/** @module Writes the files of a folder so that there are all of them or none, whenever the program is killed. */

import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../../journal/folder-sync.ts'
import { isAlive } from '../../journal/process-identity.ts'

/** Only the owner may read it. */
const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700
const PUBLIC_FILE = 0o644
const PUBLIC_FOLDER = 0o755

const ASIDE = /^\.unfinished-(\d+)$/

/** A file to be written. */
export interface NewFile {
  /** Within its folder; may begin with a private subfolder. */
  readonly name: string
  readonly content: string | Uint8Array
  /** Whether only the owner may read it, from the moment it exists. */
  readonly isPrivate: boolean
}

/** Where this process prepares what it has not finished. */
export function asideFolder(root: string): string {
  return join(root, `.unfinished-${process.pid}`)
}

/** Removes what killed processes have left, and what this one has. */
export async function clearAside(root: string): Promise<void> {
  const names = await readdir(root).catch(() => [])
  for (const name of names) {
    const pid = Number(ASIDE.exec(name)?.[1] ?? Number.NaN)
    if (pid === process.pid || (Number.isInteger(pid) && !isAlive({ pid, host: '', started: null }))) {
      await rm(join(root, name), { recursive: true, force: true })
    }
  }
}

/**
 * Writes a folder aside and puts it in place.
 *
 * @param root - a folder above it on the same file system, in which to prepare it
 * @returns false when it was there already, which is then left as it is
 */
export async function writeWholeFolder(root: string, folder: string, files: readonly NewFile[]): Promise<boolean> {
  if (existsSync(folder)) return false
  const fresh = await prepareFolder(root, folder, files)
  return putInPlace(fresh, folder)
}

/**
 * Replaces a folder and keeps the old one.
 *
 * @param kept - where the old one goes; must not exist
 */
export async function replaceWholeFolder(
  root: string,
  folder: string,
  files: readonly NewFile[],
  kept: string,
): Promise<void> {
  const fresh = await prepareFolder(root, folder, files)
  await mkdir(dirname(kept), { recursive: true, mode: PRIVATE_FOLDER })
  await rename(folder, kept)
  await putInPlace(fresh, folder)
  await syncFolder(dirname(kept))
}

/** Writes one file aside and puts it in place of the old one, if there is one. */
export async function writeWholeFile(root: string, path: string, file: Omit<NewFile, 'name'>): Promise<void> {
  const aside = join(asideFolder(root), `file-${fresh++}`)
  await mkdir(dirname(aside), { recursive: true, mode: PRIVATE_FOLDER })
  await writeFile(aside, file)
  await mkdir(dirname(path), { recursive: true, mode: PUBLIC_FOLDER })
  await rename(aside, path)
  await syncFolder(dirname(path))
}

/** Numbers what is prepared, so that nothing of it meets. */
let fresh = 0

async function prepareFolder(root: string, folder: string, files: readonly NewFile[]): Promise<string> {
  const aside = join(asideFolder(root), `folder-${fresh++}`)
  await mkdir(dirname(aside), { recursive: true, mode: PRIVATE_FOLDER })
  await mkdir(aside, { mode: PUBLIC_FOLDER })
  for (const file of files) {
    const path = join(aside, file.name)
    if (dirname(path) !== aside) await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER })
    await writeFile(path, file)
  }
  await mkdir(dirname(folder), { recursive: true, mode: PUBLIC_FOLDER })
  return aside
}

async function writeFile(path: string, { content, isPrivate }: Omit<NewFile, 'name'>): Promise<void> {
  const handle = await open(path, 'wx', isPrivate ? PRIVATE_FILE : PUBLIC_FILE)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A folder that another process has put there first stays: renaming onto it fails. */
async function putInPlace(aside: string, folder: string): Promise<boolean> {
  try {
    await rename(aside, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    await rm(aside, { recursive: true, force: true })
    return false
  }
  await syncFolder(dirname(folder))
  return true
}
