/**
 * @module What is remembered over a restart, in a file beside the readings: from where on to read the journal, what was wrong
 * there, and which alerts the webhook has.
 */

import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import * as z from 'zod'
import type { StreamPosition } from '../../journal/record-stream.ts'
import { ALERT_RULES, ALERT_SEVERITIES } from '../alerts/alert.ts'
import type { HeldState } from '../alerts/alert-book.ts'
import type { JudgeMemory } from '../alerts/campus-judge.ts'

const position: z.ZodType<StreamPosition> = z.object({ segment: z.string(), offset: z.number(), records: z.number() })
const moment = z.object({ heldMs: z.number(), campusMs: z.number() })
const alert = z.object({
  rule: z.enum(ALERT_RULES),
  subject: z.string(),
  startMs: z.number(),
  message: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
  severity: z.enum(ALERT_SEVERITIES),
})
const heldState: z.ZodType<HeldState> = z.object({
  rule: z.enum(ALERT_RULES),
  subject: z.string(),
  since: moment,
  alert: alert.nullable(),
  rightSince: moment.nullable(),
})

const savedWatchSchema = z.object({
  /** Raised when this file changes its shape. */
  format: z.literal(1),
  run_id: z.string(),
  readings: position,
  market_slots: position,
  /** Length of `alerts.jsonl` there: what follows may be found again [bytes]. */
  alerts: z.number(),
  memory: z.object({ states: z.array(heldState), levels: z.record(z.string(), z.number()) }),
  /** Offset in `alerts.jsonl` up to which the webhook has everything, or was given up [bytes]; null without one. */
  webhook: z.number().nullable(),
})

/** A place in the journal at which all windows end, and what is known there. */
export interface ResumePoint {
  readonly readings: StreamPosition
  readonly marketSlots: StreamPosition
  readonly alertsLength: number
  readonly memory: JudgeMemory
}

export interface SavedWatch {
  readonly point: ResumePoint
  readonly webhookUntil: number | null
}

/** @returns null when there is nothing of this run, or nothing that can be understood */
export function readSavedWatch(path: string, runId: string): SavedWatch | null {
  const parsed = savedWatchSchema.safeParse(readJson(path))
  if (!parsed.success || parsed.data.run_id !== runId) return null
  const { readings, market_slots, alerts, memory, webhook } = parsed.data
  return { point: { readings, marketSlots: market_slots, alertsLength: alerts, memory }, webhookUntil: webhook }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Writes it aside and puts it in place: a program killed meanwhile leaves the one before. */
export async function writeSavedWatch(path: string, runId: string, { point, webhookUntil }: SavedWatch): Promise<void> {
  const temporary = `${path}.tmp`
  const { readings, marketSlots, alertsLength, memory } = point
  const content = {
    format: 1,
    run_id: runId,
    readings,
    market_slots: marketSlots,
    alerts: alertsLength,
    memory: { states: [...memory.states], levels: memory.levels },
    webhook: webhookUntil,
  } satisfies z.input<typeof savedWatchSchema>
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(`${JSON.stringify(content)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
