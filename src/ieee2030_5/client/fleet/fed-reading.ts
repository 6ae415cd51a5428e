/** @module A record of readings as what mirrors take of it: whatever wrote it, its fields are looked at before use. */

import * as z from 'zod'
import { QUALITY } from '../../../simulation/quality/quality-reasons.ts'
import { CONNECTION_STATUS } from '../../../simulation/readings/reading-batch.ts'
import type { FedReading } from './reading-feed.ts'

const fedReadingSchema: z.ZodType<FedReading> = z.object({
  meter_id: z.string(),
  timestamp: z.string(),
  interval_seconds: z.number().positive(),
  energy_imported: z.number(),
  energy_exported: z.number(),
  energy_generated: z.number(),
  energy_consumed: z.number(),
  battery_charged: z.number(),
  battery_discharged: z.number(),
  import_register: z.number(),
  export_register: z.number(),
  generation_register: z.number(),
  voltage: z.number(),
  current: z.number(),
  power_factor: z.number(),
  frequency: z.number(),
  battery_level: z.number().nullable(),
  grid_connection_status: z.enum(CONNECTION_STATUS),
  quality: z.enum(QUALITY),
})

/** @returns null for a record that is no reading */
export function fedReading(record: unknown): FedReading | null {
  const parsed = fedReadingSchema.safeParse(record)
  return parsed.success ? parsed.data : null
}
