/** @module One connection to Redis, from taking over a run to the first failure. */

import { createClient } from 'redis'
import type { RunManifest } from '../../journal/run-manifest.ts'
import { claimText, readClaim } from '../cursor-text.ts'
import { type Cursors, type RecordBatch, SinkError } from '../sink.ts'
import { addReadings, type IntervalSums, readSums } from './campus-totals.ts'
import { asArguments, batchCommands, type Command, totalsCommands } from './redis-commands.ts'
import { REDIS_KEYS } from './redis-keys.ts'
import { CLAIM_SCRIPT, WRITE_SCRIPT } from './redis-scripts.ts'
import type { RedisSinkOptions } from './redis-sink-options.ts'

const CONNECT_TIMEOUT_MS = 5_000

export interface Claimant {
  readonly run: RunManifest
  /** A different one for each simulator process. */
  readonly writer: string
  /** How often it has opened the sink. */
  readonly opening: number
  /** Whether this simulator has had the run before: then it must not take it back from a younger one. */
  readonly hadIt: boolean
}

export class RedisSession {
  readonly #options: RedisSinkOptions
  readonly #claimant: Claimant
  readonly #client
  readonly #key: string
  #script = ''
  #cursors: Cursors = new Map()
  #interval: IntervalSums | null = null

  constructor(options: RedisSinkOptions, claimant: Claimant) {
    this.#options = options
    this.#claimant = claimant
    this.#key = options.redisKeyPrefix + REDIS_KEYS.delivery(claimant.run.run_id)
    this.#client = createClient({
      url: options.redisUrl,
      disableOfflineQueue: true,
      // Whether, when and how often to try again is delivery's to decide.
      socket: { reconnectStrategy: false, connectTimeout: CONNECT_TIMEOUT_MS },
    })
    // The command that fails says it; without a listener the process would end.
    this.#client.on('error', () => undefined)
  }

  async open(): Promise<Cursors> {
    const { writer, opening, hadIt } = this.#claimant
    await this.#client.connect()
    await this.#refuseEviction()
    this.#script = await this.#client.scriptLoad(WRITE_SCRIPT)
    const answer = await this.#client.sendCommand([
      'EVAL',
      CLAIM_SCRIPT,
      '1',
      this.#key,
      writer,
      String(opening),
      hadIt ? '1' : '0',
    ])
    const [claim, interval] = Array.isArray(answer) ? answer.map(textOf) : []
    this.#cursors = readClaim(claim ?? '')?.cursors ?? new Map()
    this.#interval = readSums(interval ?? null)
    return this.#cursors
  }

  /** All effects of the records and how far they reach, at once. */
  async write(batches: readonly RecordBatch[]): Promise<void> {
    const { redisKeyPrefix: prefix, redisStreamLength: streamLength } = this.#options
    const { run, writer, opening } = this.#claimant
    const cursors = new Map([...this.#cursors, ...batches.map(({ stream, until }) => [stream, until] as const)])
    const readings = batches.flatMap(({ stream, records }) => (stream === 'readings' ? records : []))
    const { current, complete } = addReadings(this.#interval, readings, run.meters.length)
    const claim = claimText({ runId: run.run_id, writer, cursors })
    const commands: Command[] = [
      ...batches.flatMap((batch) => batchCommands(batch, { prefix, streamLength })),
      ...(complete === null ? [] : totalsCommands(complete, prefix)),
      ['HSET', this.#key, 'claim', claim, 'interval', JSON.stringify(current)],
    ]
    const who = [writer, String(opening)]
    await this.#client.sendCommand(['EVALSHA', this.#script, '1', this.#key, ...who, ...asArguments(commands)])
    this.#cursors = cursors
    this.#interval = current
  }

  /** Cuts the connection at once. */
  close(): void {
    if (this.#client.isOpen) this.#client.destroy()
  }

  /** A server that may throw away any key would throw away how far a run is delivered, and get records twice. */
  async #refuseEviction(): Promise<void> {
    // Hosted servers often hide their settings.
    const answer = await this.#client.configGet('maxmemory*').catch(() => null)
    const policy = answer?.['maxmemory-policy'] ?? ''
    if (policy.startsWith('allkeys') && answer?.maxmemory !== '0') {
      const fix = 'set it to noeviction or one of the volatile policies'
      throw new SinkError(
        'misconfigured',
        `Redis: maxmemory-policy=${policy} would forget how far runs are delivered: ${fix}`,
      )
    }
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
