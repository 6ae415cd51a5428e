/** @module One connection to Kafka, from taking over a run to the first failure. */

import { Admin, Producer } from '@platformatic/kafka'
import type { RunManifest } from '../../journal/run-manifest.ts'
import { type Claim, claimText } from '../cursor-text.ts'
import { type Cursors, type RecordBatch, SinkError } from '../sink.ts'
import { clientOptions, TRANSACTION_TIMEOUT_MS } from './client-options.ts'
import { committedClaim } from './committed-claim.ts'
import { type CutConnections, guard } from './guarded-client.ts'
import { isFenced, isTooLarge } from './kafka-fault.ts'
import type { KafkaSinkOptions } from './kafka-sink-options.ts'
import { KAFKA_STREAMS } from './kafka-topics.ts'
import { type KafkaMessage, MessageMaker } from './message-maker.ts'
import { messageBytes, requests } from './requests.ts'
import { setUpTopics, type Topics } from './topic-setup.ts'

type Transaction = NonNullable<Producer['transaction']>

/** How long a broker gets to end a transaction that failed, so that readers need not wait for it [ms]. */
const ABORT_TIMEOUT_MS = 2_000

export interface Claimant {
  readonly run: RunManifest
  /** A different one for each simulator process. */
  readonly writer: string
  /** Whether this simulator has had the run before: then it must not take it back from a younger one. */
  readonly hadIt: boolean
}

export class KafkaSession {
  readonly #options: KafkaSinkOptions
  readonly #claimant: Claimant
  readonly #cuts: CutConnections[] = []
  #producer: Producer | null = null
  #topics: Topics | null = null
  #maker: MessageMaker | null = null
  #cursors: Cursors = new Map()

  constructor(options: KafkaSinkOptions, claimant: Claimant) {
    this.#options = options
    this.#claimant = claimant
  }

  /** Takes the run over and proves, by a transaction, that everything it needs is allowed. */
  async open(): Promise<Cursors> {
    const { run, writer, hadIt } = this.#claimant
    const common = await clientOptions(this.#options)
    const admin = new Admin(common)
    const cutAdmin = guard(admin)
    this.#cuts.push(cutAdmin)
    const topics = await setUpTopics(admin, this.#options)
    if (hadIt) {
      const claim = await committedClaim(admin, topics.cursors, run.run_id)
      if (claim !== null && claim.writer !== writer) throw new SinkError('fenced', this.#takenOver())
    }
    const producer = new Producer({
      ...common,
      idempotent: true,
      transactionalId: `${topics.cursors}-${run.run_id}`,
      // "None yet": what the library would send by itself is refused for a transactional id that was used before.
      producerId: -1n,
      producerEpoch: -1,
      compression: this.#options.kafkaCompression,
    })
    this.#cuts.push(guard(producer))
    // From here on the broker refuses any older writer, and what it left unfinished is undone.
    const transaction = await producer.beginTransaction()
    const claim = await committedClaim(admin, topics.cursors, run.run_id)
    const names = [...KAFKA_STREAMS.map((stream) => topics.names[stream]), topics.cursors]
    const metadata = await producer.metadata({ topics: [...names] })
    this.#cursors = claim?.cursors ?? new Map()
    this.#topics = topics
    const counts = [...metadata.topics].map(([name, { partitionsCount }]) => [name, partitionsCount] as const)
    this.#maker = new MessageMaker(run, topics.names, new Map(counts))
    this.#producer = producer
    const probes = names.map((topic) => ({ topic, partition: 0, value: Buffer.alloc(0) }))
    await transaction.addPartitions(metadata, probes)
    await transaction.send({ messages: [this.#claimMessage(topics, this.#cursors)] })
    await transaction.commit()
    cutAdmin()
    return this.#cursors
  }

  /** One transaction: the messages and how far they reach. */
  async write(batches: readonly RecordBatch[]): Promise<void> {
    const [producer, topics, maker] = [this.#producer, this.#topics, this.#maker]
    if (producer === null || topics === null || maker === null) throw new Error('The Kafka sink is not open.')
    const cursors = new Map([...this.#cursors, ...batches.map(({ stream, until }) => [stream, until] as const)])
    const parts = requests(
      batches.flatMap((batch) => maker.messages(batch)),
      topics.batchBytes,
    )
    const begunMs = performance.now()
    const transaction = await producer.beginTransaction()
    try {
      for (const [index, messages] of parts.entries()) {
        const isLast = index === parts.length - 1
        await this.#send(transaction, isLast ? [...messages, this.#claimMessage(topics, cursors)] : messages)
      }
      if (parts.length === 0) await this.#send(transaction, [this.#claimMessage(topics, cursors)])
      await transaction.commit()
    } catch (error) {
      if (isFenced(error)) throw await this.#judgeFencing(producer, topics, performance.now() - begunMs, error)
      if (error instanceof SinkError) await abort(transaction)
      throw error
    }
    this.#cursors = cursors
  }

  /** Cuts all connections at once. */
  close(): void {
    for (const cut of this.#cuts.splice(0)) cut()
    this.#producer = null
  }

  async #send(transaction: Transaction, messages: KafkaMessage[]): Promise<void> {
    try {
      await transaction.send({ messages })
    } catch (error) {
      throw isTooLarge(error) ? this.#tooLarge(messages, error) : error
    }
  }

  #tooLarge(messages: readonly KafkaMessage[], cause: unknown): SinkError {
    const largest = messages.reduce((a, b) => (messageBytes(b) > messageBytes(a) ? b : a))
    const { topic, key, value } = largest
    const what = `a message for ${topic} with key ${key.toString()} has ${value.length} bytes, more than the broker takes`
    const fix = `raise max.message.bytes of the topic (${this.#topics?.batchBytes.get(topic)}) or message.max.bytes of the brokers`
    return new SinkError('rejected', `Kafka at ${this.#options.kafkaBootstrapServers}: ${what}: ${fix}`, { cause })
  }

  /**
   * The broker says the same whether a younger writer took over or it gave up waiting for our transaction, as after a
   * suspended machine. Only in the second case is the run still ours.
   */
  async #judgeFencing(client: Producer, topics: Topics, openMs: number, cause: unknown): Promise<SinkError> {
    if (openMs > TRANSACTION_TIMEOUT_MS / 2) {
      const claim = await committedClaim(client, topics.cursors, this.#claimant.run.run_id)
      if (claim?.writer === this.#claimant.writer) {
        const message = `Kafka at ${this.#options.kafkaBootstrapServers}: a transaction took too long and was ended`
        return new SinkError('unavailable', message, { cause })
      }
    }
    return new SinkError('fenced', this.#takenOver(), { cause })
  }

  #takenOver(): string {
    const { run } = this.#claimant
    return `Kafka at ${this.#options.kafkaBootstrapServers}: another simulator has taken over run ${run.run_id}`
  }

  #claimMessage(topics: Topics, cursors: Cursors): KafkaMessage {
    const { run, writer } = this.#claimant
    const claim: Claim = { runId: run.run_id, writer, cursors }
    const value = Buffer.from(claimText(claim))
    return { topic: topics.cursors, key: Buffer.from(run.run_id), value, partition: 0, headers: new Map() }
  }
}

async function abort(transaction: Transaction): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ABORT_TIMEOUT_MS)
  })
  // It is ended at the next opening at the latest.
  await Promise.race([transaction.abort().catch(() => undefined), enough])
  clearTimeout(timer)
}
