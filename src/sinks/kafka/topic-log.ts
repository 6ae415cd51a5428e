/** @module Everything that stands in a partition, with the ends of transactions. */

import { type Base, type Connection, kGetApi, kGetConnection, type RecordsBatch } from '@platformatic/kafka'

type Api<Arguments extends unknown[], Answer> = { async(connection: Connection, ...args: Arguments): Promise<Answer> }

const EARLIEST = -2n
const LATEST = -1n
const READ_UNCOMMITTED = 0
const ANY_EPOCH = -1
const NO_SESSION = [0, -1] as const
const MAX_WAIT_MS = 500
const MAX_BYTES = 4 * 1024 * 1024

/** Reads partition 0 of a topic from its beginning to what was its end when asked. */
export async function* topicLog(client: Base, topic: string): AsyncGenerator<RecordsBatch> {
  const metadata = await client.metadata({ topics: [topic], forceUpdate: true })
  const found = metadata.topics.get(topic)
  const leader = metadata.brokers.get(found?.partitions[0]?.leader ?? -1)
  if (found === undefined || leader === undefined) throw new Error(`Topic ${topic} has no leader.`)
  const connection = await promised<Connection>((done) => client[kGetConnection](leader, done))
  const [fetch, begin, end] = [
    await promised<FetchApi>((done) => client[kGetApi]('Fetch', done)),
    await offsetAt(client, connection, topic, EARLIEST),
    await offsetAt(client, connection, topic, LATEST),
  ]
  for (let offset = begin; offset < end; ) {
    const wanted = { fetchOffset: offset, partition: 0, partitionMaxBytes: MAX_BYTES, ...NO_EPOCHS }
    const topics = [{ topicId: found.id, partitions: [wanted] }]
    const answer = await fetch.async(
      connection,
      MAX_WAIT_MS,
      1,
      MAX_BYTES,
      READ_UNCOMMITTED,
      ...NO_SESSION,
      topics,
      [],
      '',
    )
    for (const batch of answer.responses[0]?.partitions[0]?.records ?? []) {
      const next = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n
      // The first batch may begin before the offset asked for.
      if (next <= offset) continue
      yield batch
      offset = next
    }
  }
}

const NO_EPOCHS = { currentLeaderEpoch: ANY_EPOCH, lastFetchedEpoch: ANY_EPOCH }

type FetchApi = Api<
  [number, number, number, number, number, number, readonly unknown[], readonly unknown[], string],
  { readonly responses: readonly { readonly partitions: readonly { readonly records?: readonly RecordsBatch[] }[] }[] }
>
type ListOffsetsApi = Api<
  [number, number, readonly unknown[]],
  { readonly topics: readonly { readonly partitions: readonly { readonly offset: bigint }[] }[] }
>

async function offsetAt(client: Base, connection: Connection, name: string, timestamp: bigint): Promise<bigint> {
  const listOffsets = await promised<ListOffsetsApi>((done) => client[kGetApi]('ListOffsets', done))
  const partitions = [{ partitionIndex: 0, currentLeaderEpoch: ANY_EPOCH, timestamp }]
  const { topics } = await listOffsets.async(connection, -1, READ_UNCOMMITTED, [{ name, partitions }])
  return topics[0]?.partitions[0]?.offset ?? 0n
}

function promised<T>(call: (done: (error: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error !== null || value === undefined) reject(error ?? new Error('No answer.'))
      else resolve(value)
    })
  })
}
