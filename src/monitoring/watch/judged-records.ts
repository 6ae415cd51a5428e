/** @module Lines of the journal as the rules see them: its fields are looked at before use. */

import * as z from 'zod'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { readCommand } from '../../simulation/commands/command-record.ts'
import { commandRecordSchema } from '../../simulation/commands/command-schema.ts'
import { QUALITY, QUALITY_REASONS } from '../../simulation/quality/quality-reasons.ts'
import { CONNECTION_STATUS } from '../../simulation/readings/reading-batch.ts'
import type { JudgedControl, JudgedReading, JudgedSlot } from '../alerts/judged-campus.ts'

const readingSchema: z.ZodType<JudgedReading> = z.object({
  timestamp: z.string(),
  meter_id: z.string(),
  energy_generated: z.number(),
  battery_level: z.number().nullable(),
  battery_charged: z.number(),
  battery_discharged: z.number(),
  voltage: z.number(),
  irradiance: z.number().nullable(),
  grid_connection_status: z.enum(CONNECTION_STATUS),
  grid_feed_in_rate: z.number(),
  grid_purchase_rate: z.number(),
  quality: z.enum(QUALITY),
  quality_reasons: z.array(z.enum(QUALITY_REASONS)),
})

const slotSchema: z.ZodType<JudgedSlot> = z.object({
  timestamp: z.string(),
  slot_start: z.string(),
  price: z.number().nullable(),
  grid_feed_in_rate: z.number(),
  grid_purchase_rate: z.number(),
})

/** @returns null for a record that is no reading */
export function judgedReading(record: JournalRecord): JudgedReading | null {
  return readingSchema.safeParse(record).data ?? null
}

/** @returns null for a record that is no market slot */
export function judgedSlot(record: JournalRecord): JudgedSlot | null {
  return slotSchema.safeParse(record).data ?? null
}

/** @returns null for a record of another command */
export function judgedControl(record: JournalRecord): JudgedControl | null {
  const parsed = commandRecordSchema.safeParse(record)
  if (!parsed.success) return null
  const command = readCommand(parsed.data.command)
  if (command.kind !== 'der_control') return null
  return { meterId: command.meterId, fromMs: Date.parse(parsed.data.timestamp), control: command.control }
}
