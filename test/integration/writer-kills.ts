/** @module Kills a delivering process at random moments and starts it again until it is done. */

import { fileURLToPath } from 'node:url'
import { Random, STREAM } from '../../src/random/random.ts'
import { Program, pause, ROOT } from '../program/program.ts'

/** One kill in so many goes by the clock alone, and so hits the opening too; the others hit a write. */
const EVERY_CLOCK_KILL = 4
const LONGEST_START_MS = 1_500
const MOST_WRITES = 12
/** About as long as a write takes [ms]. */
const LONGEST_WRITE_MS = 12

/** Readings the destination held each time the process had opened it. */
export async function killAndRestart(
  script: string,
  args: readonly string[],
  kills: number,
  seed: number,
): Promise<number[]> {
  const random = new Random(seed)
  let draws = 0
  const draw = () => random.uniform(STREAM.load, 0, draws++)
  const held: number[] = []
  const start = () => {
    const path = fileURLToPath(new URL(script, import.meta.url))
    return new Program([process.execPath, '--import', 'tsx', path, ...args], { cwd: ROOT, timeoutMs: 280_000 })
  }
  for (let kill = 0; kill < kills; kill++) {
    const program = start()
    if (kill % EVERY_CLOCK_KILL === 0) {
      await pause(draw() * LONGEST_START_MS)
    } else {
      const writes = 1 + Math.floor(draw() * MOST_WRITES)
      await program.until(`${writes} writes`, () => program.stdout.split('writing').length > writes, 60_000)
      await pause(draw() * LONGEST_WRITE_MS)
    }
    program.kill('SIGKILL')
    await program.ended
    held.push(...heldBy(program))
  }
  const program = start()
  const { exitCode, stderr } = await program.ended
  if (exitCode !== 0) throw new Error(stderr)
  return [...held, ...heldBy(program)]
}

function heldBy({ stdout }: Program): number[] {
  const opened = /^opened (\d+)$/m.exec(stdout)
  return opened === null ? [] : [Number(opened[1])]
}
