/** @module What a checkpoint says about itself besides the state's columns. */

import { z } from 'zod'

const headerSchema = z.strictObject({
  fingerprint: z.string(),
  startMs: z.number(),
  /** The tick whose state this is; 0 before the first. */
  tick: z.int().nonnegative(),
  /** Length of the active segment after that tick [bytes]. */
  journalLength: z.int().nonnegative(),
  /** Length of each stream beside it [bytes]. */
  streams: z.strictObject({
    trading_opportunities: z.int().nonnegative(),
    trades: z.int().nonnegative(),
    settlements: z.int().nonnegative(),
    market_slots: z.int().nonnegative(),
    bills: z.int().nonnegative(),
    renewable_certificates: z.int().nonnegative(),
  }),
})

export type CheckpointHeader = z.infer<typeof headerSchema>

/** The header of a checkpoint, or null when it is none of this program's. */
export function parseCheckpointHeader(header: unknown): CheckpointHeader | null {
  const parsed = headerSchema.safeParse(header)
  return parsed.success ? parsed.data : null
}
