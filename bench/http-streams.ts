/** @module Ticks of a live run while many clients follow its event stream. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../test/services/free-ports.ts'
import { type Lateness, measureLiveTicks } from './live-ticks.ts'
import type { StreamCount, StreamLoad } from './stream-clients-process.ts'

const PROCESS = fileURLToPath(new URL('./stream-clients-process.js', import.meta.url))

export interface StreamedRun extends Lateness {
  readonly clients: number
  /** What they got while the ticks were counted; null without clients. */
  readonly got: (StreamCount & { readonly seconds: number }) | null
}

/** Runs the campus live once for each number of clients. */
export async function measureHttpStreams(
  clientCounts: readonly number[],
  ticks: number,
  folder: string,
): Promise<StreamedRun[]> {
  const runs: StreamedRun[] = []
  for (const clients of clientCounts) runs.push(await runWith(clients, ticks, folder))
  return runs
}

async function runWith(clients: number, ticks: number, folder: string): Promise<StreamedRun> {
  const [port] = await freePorts(1)
  let followers: ChildProcess | null = null
  let begunMs = 0
  let got: StreamedRun['got'] = null
  const count = async (): Promise<StreamCount | null> => {
    if (followers === null) return null
    followers.send({})
    const [counted]: StreamCount[] = await once(followers, 'message')
    return counted
  }
  try {
    const lateness = await measureLiveTicks(
      {
        flags: ['--sinks', 'none'],
        env: { API_PORT: String(port), IEEE2030_5_SERVER: 'off' },
        ticks,
        async onWarm() {
          if (clients === 0) return
          followers = fork(PROCESS, [JSON.stringify({ port, clients } satisfies StreamLoad)])
          await once(followers, 'message')
          await count()
          begunMs = performance.now()
        },
        async onCounted() {
          const counted = await count()
          if (counted !== null) got = { ...counted, seconds: (performance.now() - begunMs) / 1000 }
        },
      },
      folder,
    )
    return { clients, ...lateness, got }
  } finally {
    stop(followers)
  }
}

function stop(child: ChildProcess | null): void {
  child?.kill()
}
