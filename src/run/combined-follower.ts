/** @module Several followers of one journal as one. */

import type { RunManifest } from '../journal/run-manifest.ts'
import { type JournalFollower, noFollower, type OpenFollower } from './journal-follower.ts'

/**
 * Opens several followers, in their order.
 *
 * @throws UsageError when one of them cannot follow; those before it are closed
 */
export async function openAll(openers: readonly OpenFollower[], run: RunManifest): Promise<JournalFollower> {
  const followers: JournalFollower[] = []
  try {
    for (const open of openers) followers.push(await open(run))
  } catch (error) {
    await combinedFollower(followers).close()
    throw error
  }
  return followers.length === 0 ? noFollower : combinedFollower(followers)
}

/** Each is told everything; what any of them needs is kept, and what any of them waits for is waited for. */
export function combinedFollower(followers: readonly JournalFollower[]): JournalFollower {
  return {
    start() {
      for (const follower of followers) follower.start()
    },
    grew() {
      for (const follower of followers) follower.grew()
    },
    room() {
      const waiting = followers.flatMap((follower) => follower.room() ?? [])
      return waiting.length === 0 ? undefined : Promise.all(waiting).then(() => undefined)
    },
    get oldestSegment() {
      const needed = followers.flatMap(({ oldestSegment }) => oldestSegment ?? [])
      return needed.length === 0 ? null : needed.reduce((oldest, each) => (each < oldest ? each : oldest))
    },
    async finish(signal) {
      await Promise.all(followers.map((follower) => follower.finish(signal)))
    },
    async close() {
      await Promise.all(followers.map((follower) => follower.close()))
    },
  }
}
