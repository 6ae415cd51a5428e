/** @module Runs one measurement in a process of its own: nothing compiled or allocated before it, and its own peak. */

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measurements } from './measurements.ts'

/** The process to start. */
const PROCESS = fileURLToPath(new URL('./measurement-process.js', import.meta.url))

/** A measurement and the peak of its process. */
export interface Apart<T> {
  readonly result: T
  readonly peakMib: number
}

/** Measures in a fresh process. */
export async function measureApart<Name extends keyof Measurements>(
  name: Name,
  ...given: Parameters<Measurements[Name]>
): Promise<Apart<Awaited<ReturnType<Measurements[Name]>>>> {
  const child = spawn(process.execPath, [PROCESS, name, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let answer = ''
  child.stdout.on('data', (text: Buffer) => {
    answer += text.toString()
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  if (code !== 0) throw new Error(`measuring ${name} ended with ${code}`)
  const apart: Apart<Awaited<ReturnType<Measurements[Name]>>> = JSON.parse(answer)
  return apart
}
