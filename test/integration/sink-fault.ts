/** @module The failure of something that must fail. */

import type { RunManifest } from '../../src/journal/run-manifest.ts'
import { type Cursors, type Sink, SinkError } from '../../src/sinks/sink.ts'
import { pause } from '../program/program.ts'

export async function faultOf(work: Promise<unknown>): Promise<SinkError> {
  try {
    await work
  } catch (error) {
    if (error instanceof SinkError) return error
    throw error
  }
  throw new Error('it did not fail')
}

/** A time limit no healthy server needs. */
export function soon(): AbortSignal {
  return AbortSignal.timeout(60_000)
}

/** Opens it again and again while nobody is there, as delivery does. */
export async function openWhenBack(sink: Sink, run: RunManifest): Promise<Cursors> {
  for (;;) {
    try {
      return await sink.open(run, soon())
    } catch (error) {
      await sink.close()
      if (!(error instanceof SinkError && error.fault === 'unavailable')) throw error
      await pause(100)
    }
  }
}
