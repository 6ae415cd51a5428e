/** @module The campus through the program itself, as a user runs it. */

import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { TICKS_PER_DAY } from './bench-simulation.ts'

/** Tells the peak of the process it is loaded into, just before that ends. */
const REPORT_PEAK = `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))`

export interface ProgramRunResult {
  readonly command: string
  readonly seconds: number
  readonly readings: number
  readonly bytes: number
  readonly peakMib: number
}

/** Runs the campus for some days at 15 minutes in a process of its own. */
export async function measureProgramRun(days: number, folder: string): Promise<ProgramRunResult> {
  const output = join(folder, 'campus.jsonl')
  const run = ['run', '--start', '2025-01-01T00:00:00+07:00', '--duration', `${days}d`, '--interval', '900']
  const given = [...run, '--seed', '42', '--no-server', '--fresh', '--workers', '1']
  const program = resolve('bin', 'gridtokenx-sim.js')
  const report = `data:text/javascript,${encodeURIComponent(REPORT_PEAK)}`
  const before = performance.now()
  const child = spawn(process.execPath, ['--import', report, program, ...given, '--output', output], {
    cwd: folder,
    // Without the environment of whoever measures: no setting comes from it.
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let messages = ''
  child.stderr.on('data', (text: Buffer) => {
    messages += text.toString()
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  const seconds = (performance.now() - before) / 1000
  if (code !== 0) throw new Error(`the program ended with ${code}:\n${messages}`)
  const peakKib = Number(/\npeak (\d+)\n/.exec(messages)?.[1])
  return {
    command: `node bin/gridtokenx-sim.js ${given.join(' ')} --output <folder>/campus.jsonl`,
    seconds,
    readings: days * TICKS_PER_DAY * 25,
    bytes: statSync(output).size,
    peakMib: peakKib / 1024,
  }
}
