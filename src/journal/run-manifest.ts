/** @module What there is to know about a run without its settings: who it is, when it began, which meters it has. */

import { z } from 'zod'

const meterSchema = z.strictObject({
  meter_id: z.string(),
  meter_type: z.string(),
  user_type: z.string(),
  location: z.string(),
  building: z.string().nullable(),
  zone: z.string().nullable(),
  pv_capacity_kw: z.number(),
  battery_capacity_kwh: z.number(),
})

export const runManifestSchema = z.strictObject({
  /** Raised when this file changes its shape. */
  format: z.literal(1),
  /** The same for equal settings, seed and start: what is delivered once is not delivered again. */
  run_id: z.string(),
  fingerprint: z.string(),
  program_version: z.string(),
  campus: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  market: z.string(),
  /** Begin of the first interval, ISO 8601 in UTC. */
  start: z.string(),
  interval_seconds: z.number(),
  seed: z.number(),
  meters: z.array(meterSchema),
})

/** `<stem>.run.json` beside the readings. */
export type RunManifest = z.infer<typeof runManifestSchema>
export type MeterEntry = z.infer<typeof meterSchema>
