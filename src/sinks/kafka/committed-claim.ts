/** @module What the cursor topic says of a run: the last record of a transaction that was committed. */

import { type Base, IS_CONTROL, IS_TRANSACTIONAL, type RecordsBatch } from '@platformatic/kafka'
import { type Claim, readClaim } from '../cursor-text.ts'
import { topicLog } from './topic-log.ts'

/** Type in the key of a control record, behind its version of 2 bytes. */
const COMMIT = 1

/**
 * Finds it without waiting for transactions of other runs, which would hold up a `read_committed` reader: it reads
 * everything and follows the ends of transactions itself. Compaction keeps the topic short.
 */
export async function committedClaim(client: Base, topic: string, runId: string): Promise<Claim | null> {
  return lastCommitted(topicLog(client, topic), runId)
}

export async function lastCommitted(
  batches: AsyncIterable<RecordsBatch> | Iterable<RecordsBatch>,
  runId: string,
): Promise<Claim | null> {
  let committed: Claim | null = null
  const open = new Map<bigint, Claim>()
  for await (const { attributes, producerId, records } of batches) {
    if ((attributes & IS_CONTROL) !== 0) {
      const claim = open.get(producerId)
      open.delete(producerId)
      if (claim !== undefined && records[0]?.key?.readInt16BE(2) === COMMIT) committed = claim
      continue
    }
    for (const { key, value } of records) {
      if (key?.toString() !== runId || value === null) continue
      const claim = readClaim(value.toString())
      if (claim === null) continue
      if ((attributes & IS_TRANSACTIONAL) === 0) committed = claim
      else open.set(producerId, claim)
    }
  }
  return committed
}
