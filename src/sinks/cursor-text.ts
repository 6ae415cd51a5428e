/** @module Cursors as text, for destinations that keep them in one value. */

import { z } from 'zod'
import { RECORD_STREAMS, type RecordStream } from '../journal/record-stream.ts'
import type { Cursors } from './sink.ts'

const positionSchema = z.strictObject({
  segment: z.string(),
  offset: z.number().int().nonnegative(),
  records: z.number().int().nonnegative(),
})

/** How far a run has been delivered, and who said so. */
const claimSchema = z.strictObject({
  format: z.literal(1),
  run_id: z.string(),
  /** A different one for each simulator process. */
  writer: z.string(),
  cursors: z.partialRecord(z.enum(RECORD_STREAMS), positionSchema),
})

export interface Claim {
  readonly runId: string
  readonly writer: string
  readonly cursors: Cursors
}

export function claimText({ runId, writer, cursors }: Claim): string {
  return JSON.stringify({ format: 1, run_id: runId, writer, cursors: Object.fromEntries(cursors) })
}

/** What the text says, or null where it is none of ours. */
export function readClaim(text: string): Claim | null {
  const parsed = claimSchema.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { run_id: runId, writer, cursors } = parsed.data
  const known = RECORD_STREAMS.flatMap((stream: RecordStream) => {
    const position = cursors[stream]
    return position === undefined ? [] : [[stream, position] as const]
  })
  return { runId, writer, cursors: new Map(known) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
