/** @module A server started by a test: stopped, killed, frozen and thawed by its process id. */

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'

const POLL_MS = 25
const START_TIMEOUT_MS = 120_000
/** How long a server may take to stop by itself before it is killed [ms]. */
const STOP_TIMEOUT_MS = 20_000

const running = new Set<ServiceProcess>()
process.once('exit', () => {
  for (const service of running) service.signal('SIGKILL')
})

export class ServiceProcess {
  readonly #child: ChildProcess
  readonly #logFile: string
  readonly #exited: Promise<void>
  #hasExited = false

  constructor(command: string, args: readonly string[], logFile: string) {
    this.#logFile = logFile
    const log = openSync(logFile, 'a')
    this.#child = spawn(command, args, { stdio: ['ignore', log, log] })
    closeSync(log)
    running.add(this)
    this.#exited = new Promise((resolve) => {
      const exited = () => {
        this.#hasExited = true
        running.delete(this)
        resolve()
      }
      this.#child.once('exit', exited).once('error', exited)
    })
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** The process is gone, with whatever it had not written. */
  async kill(): Promise<void> {
    this.signal('SIGKILL')
    await this.#exited
  }

  async stop(): Promise<void> {
    this.signal('SIGCONT')
    this.signal('SIGTERM')
    const timer = setTimeout(() => this.signal('SIGKILL'), STOP_TIMEOUT_MS)
    await this.#exited
    clearTimeout(timer)
  }

  /** It keeps its sockets, accepts connections and never answers. */
  freeze(): void {
    this.signal('SIGSTOP')
  }

  resume(): void {
    this.signal('SIGCONT')
  }

  /** Waits until it is ready; fails with its log when it ends before. */
  async until(ready: () => Promise<boolean>): Promise<void> {
    const begun = performance.now()
    while (!(await ready())) {
      if (this.#hasExited || performance.now() - begun > START_TIMEOUT_MS) {
        await this.kill()
        throw new Error(`A service did not start:\n${readFileSync(this.#logFile, 'utf8').slice(-4_000)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}

/** Whether somebody accepts connections there. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const answer = (accepted: boolean) => {
      socket.destroy()
      resolve(accepted)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}
