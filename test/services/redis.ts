/** @module A real Redis server on a free port, with its files in a temporary folder. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from './free-ports.ts'
import { accepts, ServiceProcess } from './service-process.ts'
import { requireCommand } from './system-package.ts'

/** Installs what a server needs. */
export function prepareRedis(): void {
  requireCommand('redis-server', 'redis-server')
}

export class RedisServer {
  readonly port: number
  readonly #folder: string
  readonly #settings: readonly string[]
  #process: ServiceProcess | null = null

  private constructor(folder: string, port: number, settings: readonly string[]) {
    this.#folder = folder
    this.port = port
    this.#settings = settings
  }

  /** @param settings - as on the command line: `--maxmemory 4mb` in two words */
  static async start(...settings: readonly string[]): Promise<RedisServer> {
    const [port] = await freePorts(1)
    const server = new RedisServer(mkdtempSync(join(tmpdir(), 'gridtokenx-redis-')), port, settings)
    await server.restart()
    return server
  }

  url(login = ''): string {
    return `redis://${login === '' ? '' : `${login}@`}127.0.0.1:${this.port}`
  }

  /** Starts it again, with the same port and data. */
  async restart(): Promise<void> {
    const where = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder]
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']
    const log = join(this.#folder, 'server.log')
    const started = new ServiceProcess('redis-server', [...where, ...durable, ...this.#settings], log)
    this.#process = started
    await started.until(() => accepts(this.port))
  }

  async kill(): Promise<void> {
    await this.#process?.kill()
  }

  freeze(): void {
    this.#process?.freeze()
  }

  resume(): void {
    this.#process?.resume()
  }

  /** Stops it and deletes what it kept. */
  async dispose(): Promise<void> {
    await this.#process?.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
