/**
 * @module What a fleet remembers over a restart, in a file beside the readings: from where on to read the journal, and what
 * every meter knows.
 */

import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import * as z from 'zod'
import type { StreamPosition } from '../../../journal/record-stream.ts'
import type { AgentMemory } from '../agent/agent-options.ts'

const registers = z.object({
  imported: z.number(),
  exported: z.number(),
  generated: z.number(),
  charged: z.number(),
  discharged: z.number(),
})
const followedEvent = z.object({
  mRID: z.string(),
  replyTo: z.string().nullable(),
  responseRequired: z.number(),
  knownSince: z.number(),
  specifiedEnd: z.number(),
  statuses: z.array(z.number()),
  lost: z.record(z.string(), z.number()),
})
const followed = z.array(followedEvent).exactOptional()
const agentMemory: z.ZodType<AgentMemory> = z.object({
  boundary: z.object({ timeMs: z.number(), registers }).nullable(),
  followed: z.object({ der: followed, load: followed, price: followed, message: followed, flow: followed }),
  told: z.record(z.string(), z.string()),
  lastLogId: z.number(),
})
const savedFleetSchema = z.object({
  /** Raised when this file changes its shape. */
  format: z.literal(1),
  run_id: z.string(),
  /** Address of the utility server: what another one knows is not known. */
  server: z.string(),
  position: z.object({ segment: z.string(), offset: z.number(), records: z.number() }),
  meters: z.record(z.string(), agentMemory),
})

export interface SavedFleet {
  readonly position: StreamPosition
  readonly memories: ReadonlyMap<string, AgentMemory>
}

/** Whose memory it is. */
export interface FleetKey {
  readonly runId: string
  readonly server: string
}

/**
 * Reads what a fleet remembers.
 *
 * @returns null when there is nothing of this run and server, or nothing that can be understood: then all is posted again,
 *   which doubles nothing
 */
export function readSavedFleet(path: string, { runId, server }: FleetKey): SavedFleet | null {
  const parsed = savedFleetSchema.safeParse(readJson(path))
  if (!parsed.success || parsed.data.run_id !== runId || parsed.data.server !== server) return null
  return { position: parsed.data.position, memories: new Map(Object.entries(parsed.data.meters)) }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Writes it aside and puts it in place: a program killed meanwhile leaves the one before. */
export async function writeSavedFleet(path: string, { runId, server }: FleetKey, saved: SavedFleet): Promise<void> {
  const temporary = `${path}.tmp`
  const content: z.infer<typeof savedFleetSchema> = {
    format: 1,
    run_id: runId,
    server,
    position: saved.position,
    meters: Object.fromEntries(saved.memories),
  }
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
