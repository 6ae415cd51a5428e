/** @module Starts the program as a user does: in a process, a folder and an environment of its own. */

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const LAUNCHER = join(ROOT, 'bin', 'gridtokenx-sim.js')

const DEFAULT_TIMEOUT_MS = 60_000
const POLL_MS = 5

export interface ProgramOptions {
  readonly cwd?: string
  /** Variables besides PATH: what the machine running the tests has set must not matter. */
  readonly env?: Readonly<Record<string, string>>
  /** After this long the process is killed and the test told what it had said [ms]. */
  readonly timeoutMs?: number
  readonly uid?: number
  /** A command that runs the program, with its arguments: `nsenter …`. */
  readonly through?: readonly string[]
}

export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

const running = new Set<Program>()

afterAll(() => {
  for (const program of running) program.kill('SIGKILL')
})

/** A running program, or any other command. */
export class Program {
  stdout = ''
  stderr = ''
  /** Resolves however the process ends; rejects when it does not end in time or cannot be started. */
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  #hasEnded = false

  constructor(command: readonly string[], options: ProgramOptions = {}) {
    const { cwd, env = {}, timeoutMs = DEFAULT_TIMEOUT_MS, uid } = options
    const [file, ...args] = command
    this.#child = spawn(file, args, {
      env: { PATH: process.env.PATH ?? '', ...env },
      ...(cwd !== undefined && { cwd }),
      ...(uid !== undefined && { uid }),
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    // Writing to a process that has just been killed is no fault of the test.
    this.#child.stdin?.on('error', () => undefined)
    running.add(this)
    this.ended = this.#untilEnded(command, timeoutMs)
    // Whoever awaits it is told; until then a rejection must not count as unhandled.
    this.ended.catch(() => undefined)
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Types into the process's standard input. */
  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  /** Waits until a condition holds; fails when the process ends or the time is up before it does. */
  async until(what: string, condition: () => boolean, timeoutMs = 20_000): Promise<void> {
    const begun = performance.now()
    while (!condition()) {
      if (this.#hasEnded || performance.now() - begun > timeoutMs) {
        const why = this.#hasEnded ? 'the process ended' : `${timeoutMs} ms passed`
        throw new Error(`${why} before ${what}\n${this.#told()}`)
      }
      await pause(POLL_MS)
    }
  }

  #untilEnded(command: readonly string[], timeoutMs: number): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL')
        reject(new Error(`${command.join(' ')} did not end within ${timeoutMs} ms\n${this.#told()}`))
      }, timeoutMs)
      this.#child.on('error', reject)
      this.#child.on('close', (exitCode, signal) => {
        clearTimeout(timer)
        this.#hasEnded = true
        running.delete(this)
        resolve({ exitCode, signal, stdout: this.stdout, stderr: this.stderr })
      })
    })
  }

  #told(): string {
    return `stdout: ${this.stdout.slice(-2000)}\nstderr: ${this.stderr.slice(-2000)}`
  }
}

/** The command line that starts the program with the Node.js that runs the tests. */
export function programCommand(args: readonly string[], options: ProgramOptions = {}): string[] {
  return [...(options.through ?? []), process.execPath, LAUNCHER, ...args]
}

/** Starts the program and leaves it running. */
export function startProgram(args: readonly string[], options: ProgramOptions = {}): Program {
  return new Program(programCommand(args, options), options)
}

/** Runs the program to its end. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<Ended> {
  return startProgram(args, options).ended
}

/** Runs the program and fails unless it succeeds. */
export async function succeed(args: readonly string[], options: ProgramOptions = {}): Promise<Ended> {
  const ended = await runProgram(args, options)
  if (ended.exitCode !== 0) {
    throw new Error(`exit ${ended.exitCode ?? ended.signal}: ${args.join(' ')}\n${ended.stdout}\n${ended.stderr}`)
  }
  return ended
}

export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
