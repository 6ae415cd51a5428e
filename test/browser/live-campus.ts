/** @module A campus that goes on at accelerated speed, for a browser to look at. */

import { join } from 'node:path'
import { temporaryFolder } from '../program/folder.ts'
import { type Program, startProgram } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'

/** A sunny morning; a minute of it passes in a second. */
const RUN = ['run', '--start', '2025-03-10T09:00:00+07:00', '--interval', '15', '--speed', '60', '--seed', '42']
export const CAMPUS_TOKEN = 'a-token-given-by-the-test'
const LIMIT_MS = 180_000
const FIRST_TICK_MS = 40_000

export interface LiveCampus {
  readonly program: Program
  readonly url: string
}

export interface CampusPlace {
  readonly port: number
  readonly output: string
  /** Beyond what every campus is given. */
  readonly env?: Readonly<Record<string, string>>
}

export async function newPlace(): Promise<CampusPlace> {
  const [port = 0] = await freePorts(1)
  return { port, output: join(temporaryFolder(), 'readings.jsonl') }
}

/** @param more - arguments, such as `--resume` for one that goes on where it has run before */
export async function startCampus(place: CampusPlace, ...more: string[]): Promise<LiveCampus> {
  const env = { API_PORT: String(place.port), API_TOKEN: CAMPUS_TOKEN, IEEE2030_5_SERVER: 'off', ...place.env }
  const program = startProgram([...RUN, '--output', place.output, ...more], { env, timeoutMs: LIMIT_MS })
  await program.until('the first tick', () => (program.stderr + program.stdout).includes('"tick":'), FIRST_TICK_MS)
  return { program, url: `http://127.0.0.1:${place.port}` }
}
