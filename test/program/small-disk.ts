/** @module A file system of a few megabytes in a mount namespace of its own, gone with the process that holds it. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'
import { Program } from './program.ts'

export interface SmallDisk {
  /** The folder as programs started `through` it see it. */
  readonly folder: string
  /** The same folder as the test sees it. */
  readonly seenFromOutside: string
  /** Runs a program where the disk is mounted. */
  readonly through: readonly string[]
  /** Changes how the disk is mounted: `ro`, `rw`, `size=32m`. */
  remount(options: string): Promise<void>
  unmount(): Promise<void>
}

/** Mounts a disk of some size (`8m`), or says in a sentence why that is not possible here. */
export async function mountSmallDisk(size: string): Promise<SmallDisk | string> {
  if (process.platform !== 'linux') return 'mount namespaces are a feature of Linux'
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  const script = `mount -t tmpfs -o size=${size} tmpfs "$1" && echo mounted && exec cat`
  const holder = new Program(['unshare', '-rm', 'sh', '-c', script, 'sh', folder], { timeoutMs: 300_000 })
  try {
    await holder.until('the disk was mounted', () => holder.stdout.includes('mounted'))
  } catch (error) {
    holder.kill('SIGKILL')
    return `no file system can be mounted: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
  const through = ['nsenter', '--target', `${holder.pid}`, '--user', '--mount', '--preserve-credentials', '--']
  return {
    folder,
    seenFromOutside: join('/proc', `${holder.pid}`, 'root', folder),
    through,
    async remount(options) {
      const { exitCode, stderr } = await new Program([...through, 'mount', '-o', `remount,${options}`, folder]).ended
      if (exitCode !== 0) throw new Error(stderr)
    },
    async unmount() {
      holder.kill('SIGKILL')
      await holder.ended
    },
  }
}
