/** @module The campus through the program itself, as a user runs it. */

import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Stretch } from './effort.ts'
import { ratioOf, type Spread } from './rounds.ts'

/** Tells what the process it is loaded into has used, just before that ends: memory [KiB] and processor time [µs]. */
const REPORT = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  process.stderr.write('\\nused ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n')
})`

const DAY_SECONDS = 86_400
const CAMPUS_METERS = 25

export interface ProgramRun {
  readonly command: string
  readonly seconds: number
  readonly processorNs: number
  readonly readings: number
  readonly bytes: number
  readonly peakMib: number
}

export interface ProgramResult {
  /** The last run of each kind. */
  readonly market: ProgramRun
  readonly metersAlone: ProgramRun
  /** Processor time and wall time with the market as multiples of those without. */
  readonly processorRatio: Spread
  readonly wallRatio: Spread
}

/** Runs the campus, with its market and without, in turns. */
export async function measureProgram(stretch: Stretch, rounds: number, folder: string): Promise<ProgramResult> {
  const pairs: { market: ProgramRun; metersAlone: ProgramRun }[] = []
  for (let round = 0; round < rounds; round++) {
    pairs.push({
      metersAlone: await runProgram(stretch, ['--market', 'none'], folder),
      market: await runProgram(stretch, [], folder),
    })
  }
  const ratio = (figure: (run: ProgramRun) => number): Spread =>
    ratioOf(
      pairs.map(({ market }) => figure(market)),
      pairs.map(({ metersAlone }) => figure(metersAlone)),
    )
  return {
    ...pairs[rounds - 1],
    processorRatio: ratio((run) => run.processorNs),
    wallRatio: ratio((run) => run.seconds),
  }
}

/** One run in a process of its own. */
async function runProgram(
  { days, intervalSeconds }: Stretch,
  flags: readonly string[],
  folder: string,
): Promise<ProgramRun> {
  const output = join(folder, 'campus.jsonl')
  const period = ['--duration', `${days}d`, '--interval', String(intervalSeconds)]
  const run = ['run', '--start', '2025-01-01T00:00:00+07:00', ...period]
  const given = [...run, '--seed', '42', '--no-server', '--fresh', '--workers', '1', ...flags]
  const program = resolve('bin', 'gridtokenx-sim.js')
  const report = `data:text/javascript,${encodeURIComponent(REPORT)}`
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
  const [, peakKib, processorUs] = (/\nused (\d+) (\d+)\n/.exec(messages) ?? []).map(Number)
  return {
    command: `node bin/gridtokenx-sim.js ${given.join(' ')} --output <folder>/campus.jsonl`,
    seconds,
    processorNs: 1e3 * processorUs,
    readings: days * (DAY_SECONDS / intervalSeconds) * CAMPUS_METERS,
    bytes: statSync(output).size,
    peakMib: peakKib / 1024,
  }
}
