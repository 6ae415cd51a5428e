/** @module The shipped campus as the tests run it: the arguments of a run, and what the file says about its meters. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCampusFile } from '../../src/config/campus-file.ts'
import { ROOT } from './program.ts'

export const CAMPUS_FILE = join(ROOT, 'config', 'utcc_campus_config.json')
export const CAMPUS = parseCampusFile(readFileSync(CAMPUS_FILE, 'utf8'), CAMPUS_FILE)
export const CAMPUS_METERS = 25

/** Midnight of the campus at the start of 2025. */
export const START = '2025-01-01T00:00:00+07:00'

/** Arguments of a run of the campus into files alone, that opens no port; later ones are added as they are. */
export function runArguments(output: string, ...more: string[]): string[] {
  const alone = ['--no-server', '--sinks', 'none']
  return ['run', '--start', START, '--interval', '900', '--seed', '42', ...alone, '--output', output, ...more]
}
