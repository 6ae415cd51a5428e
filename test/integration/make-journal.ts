/** @module A real journal, written by the program. */

import { join } from 'node:path'
import { succeed } from '../program/program.ts'
import { START } from './journal-feeder.ts'

/** Runs the program for some hours from 07:00 at the campus on, when there is something to trade. */
export async function makeJournal(folder: string, hours: number): Promise<void> {
  const args = ['--start', START, '--duration', `${hours}h`, '--output', join(folder, 'meter_readings.jsonl')]
  await succeed(['run', ...args, '--quiet'], { cwd: folder, timeoutMs: 120_000 })
}
