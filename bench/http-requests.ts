/** @module The HTTP interface over a long recorded run, beside the same framework that answers with the same bytes. */

import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Stretch } from './effort.ts'
import { HttpConnection } from './http-connection.ts'
import type { HttpServerQuestion, HttpServerRole } from './http-server-process.ts'
import { PROGRAM } from './live-ticks.ts'
import { compareServers, type ServerComparison, ServerProcess, type ServerUse } from './server-process.ts'

const PROCESS = fileURLToPath(new URL('./http-server-process.js', import.meta.url))
const START = '2025-01-01T00:00:00+07:00'
const DAY_MS = 86_400_000
const CONNECTIONS = 10
const METER = 'AMI_METER_UTCC_017'

/** What is asked, and how often compared with the cheapest: questions to the database take long. */
const HISTORY = `meters/${METER}/readings?from=${encodeURIComponent(START)}`
const QUESTIONS = [
  { name: 'how the simulation stands', path: 'status', share: 1 },
  { name: 'all meters with their last reading', path: 'meters', share: 0.5 },
  { name: 'a hundred readings of a meter', path: `${HISTORY}&limit=100`, share: 0.1 },
  { name: 'a thousand of them', path: `${HISTORY}&limit=1000`, share: 0.04 },
  { name: 'all its days, summed up', path: `${HISTORY}&resolution=1d&limit=1000`, share: 0.01 },
  { name: 'a hundred market slots', path: 'market/slots?limit=100', share: 0.05 },
  { name: 'a hundred trades of a meter', path: `market/trades?meter_id=${METER}&limit=100`, share: 0.05 },
] as const

export interface HttpRequestsResult {
  readonly readings: number
  readonly questions: readonly (ServerComparison & { readonly name: string; readonly bytes: number })[]
}

/**
 * Records a run, delivers it into an embedded store, and asks for what is in it.
 *
 * @param perRound - requests of a round that cost least
 */
export async function measureHttpRequests(
  stretch: Stretch,
  perRound: number,
  rounds: number,
  folder: string,
): Promise<HttpRequestsResult> {
  const outputFile = join(folder, 'recorded', 'r.jsonl')
  const storeFolder = join(folder, 'recorded', 'store')
  const readings = record(stretch, outputFile, storeFolder)
  const endMs = Date.parse(START) + stretch.days * DAY_MS
  const [api, bare] = await Promise.all([
    AskedServer.start({ kind: 'api', outputFile, storeFolder, endMs }),
    AskedServer.start({ kind: 'bare' }),
  ])
  const questions = []
  try {
    for (const { name, path, share } of QUESTIONS) {
      const url = `/api/v1/${path}`
      const { type, body } = await api.ask(url)
      await bare.tell({ ask: 'answer', url, type, body })
      const requests = Math.max(CONNECTIONS, Math.round(perRound * share))
      const comparison = await compareServers([api, bare], rounds, requests, (server) => server.askOften(url, requests))
      questions.push({ name, bytes: Buffer.byteLength(body), ...comparison })
    }
  } finally {
    api.stop()
    bare.stop()
    rmSync(join(folder, 'recorded'), { recursive: true, force: true })
  }
  return { readings, questions }
}

/** @returns how many readings */
function record({ days, intervalSeconds }: Stretch, outputFile: string, storeFolder: string): number {
  const period = ['--start', START, '--duration', `${days}d`, '--interval', String(intervalSeconds)]
  const program = (args: readonly string[]): void => {
    const given = [PROGRAM, ...args, '--quiet', '--output', outputFile]
    const { status, stderr } = spawnSync(process.execPath, given, { env: { PATH: process.env.PATH ?? '' } })
    if (status !== 0) throw new Error(`${args[0]} failed: ${String(stderr)}`)
  }
  program(['run', ...period, '--sinks', 'none', '--fresh'])
  program(['deliver', '--sinks', 'store', '--store', storeFolder])
  return (days * DAY_MS * 25) / (1000 * intervalSeconds)
}

class AskedServer {
  readonly #process: ServerProcess<HttpServerQuestion>
  readonly #connections: readonly HttpConnection[]

  static async start(role: HttpServerRole): Promise<AskedServer> {
    const process = await ServerProcess.start<HttpServerQuestion>(PROCESS, role)
    const connections = await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        const socket = connect(process.port, '127.0.0.1')
        await once(socket, 'connect')
        return new HttpConnection(socket)
      }),
    )
    return new AskedServer(process, connections)
  }

  private constructor(process: ServerProcess<HttpServerQuestion>, connections: readonly HttpConnection[]) {
    this.#process = process
    this.#connections = connections
  }

  use(): Promise<ServerUse> {
    return this.#process.use()
  }

  tell(question: HttpServerQuestion): Promise<void> {
    return this.#process.tell(question)
  }

  async ask(url: string, connection = this.#connections[0]): Promise<{ type: string; body: string }> {
    const answer = await connection.ask(Buffer.from(`GET ${url} HTTP/1.1\r\nHost: localhost\r\n\r\n`))
    if (answer.status !== 200) throw new Error(`${url} is answered with ${answer.status}: ${answer.body}`)
    return answer
  }

  /** So many times in all, each connection one after another. */
  async askOften(url: string, times: number): Promise<void> {
    let asked = 0
    await Promise.all(
      this.#connections.map(async (connection) => {
        while (asked++ < times) await this.ask(url, connection)
      }),
    )
  }

  stop(): void {
    for (const connection of this.#connections) connection.close()
    this.#process.stop()
  }
}
