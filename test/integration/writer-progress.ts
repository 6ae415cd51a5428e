/** @module A delivery that tells on its standard output how far it is, for whoever kills it. */

import { writeSync } from 'node:fs'
import type { RunManifest } from '../../src/journal/run-manifest.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import type { JournalFeeder } from './journal-feeder.ts'

export async function tellProgress(
  sink: Sink,
  feeder: JournalFeeder,
  run: RunManifest,
  records: number,
): Promise<void> {
  let cursors = await sink.open(run, AbortSignal.timeout(60_000))
  writeSync(1, `opened ${cursors.get('readings')?.records ?? 0}\n`)
  for (;;) {
    const batches = feeder.next(cursors, records)
    if (batches.length === 0) break
    writeSync(1, 'writing\n')
    await sink.write(batches, AbortSignal.timeout(60_000))
    cursors = new Map([...cursors, ...batches.map(({ stream, until }) => [stream, until] as const)])
  }
  await sink.close()
  writeSync(1, 'done\n')
}
