import { IS_CONTROL, IS_TRANSACTIONAL, type RecordsBatch } from '@platformatic/kafka'
import { describe, expect, it } from 'vitest'
import { claimText } from '../cursor-text.ts'
import { lastCommitted } from './committed-claim.ts'

function batch(producerId: bigint, attributes: number, key: Buffer, value: Buffer | null): RecordsBatch {
  const record = { length: 0, attributes: 0, timestampDelta: 0n, offsetDelta: 0, key, value, headers: [] }
  const times = { firstTimestamp: 0n, maxTimestamp: 0n }
  const producer = { producerId, producerEpoch: 0, firstSequence: 0 }
  const place = { firstOffset: 0n, lastOffsetDelta: 0, partitionLeaderEpoch: 0, length: 0, magic: 2, crc: 0 }
  return { ...place, ...times, ...producer, attributes, records: [record] }
}

/** Control records: version 0, then 0 for abort and 1 for commit, 16 bits each. */
const commit = (producerId: bigint) => batch(producerId, IS_CONTROL | IS_TRANSACTIONAL, Buffer.from([0, 0, 0, 1]), null)
const abort = (producerId: bigint) => batch(producerId, IS_CONTROL | IS_TRANSACTIONAL, Buffer.from([0, 0, 0, 0]), null)

function claim(producerId: bigint, runId: string, records: number): RecordsBatch {
  const cursors = new Map([['trades' as const, { segment: '', offset: 0, records }]])
  const value = Buffer.from(claimText({ runId, writer: 'w', cursors }))
  return batch(producerId, IS_TRANSACTIONAL, Buffer.from(runId), value)
}

async function records(...batches: readonly RecordsBatch[]): Promise<number | undefined> {
  return (await lastCommitted(batches, 'a'))?.cursors.get('trades')?.records
}

describe('the committed cursor', () => {
  it('is that of the last transaction that was committed', async () => {
    expect(await records(claim(1n, 'a', 1), commit(1n), claim(1n, 'a', 2), commit(1n))).toBe(2)
  })

  it('is not that of one that was aborted, or is open still', async () => {
    expect(await records(claim(1n, 'a', 1), commit(1n), claim(1n, 'a', 2), abort(1n))).toBe(1)
    expect(await records(claim(1n, 'a', 1), commit(1n), claim(1n, 'a', 2))).toBe(1)
  })

  it('does not depend on transactions of other runs in between', async () => {
    const mixed = [claim(2n, 'b', 9), claim(1n, 'a', 1), abort(2n), commit(1n), claim(2n, 'b', 8), commit(2n)]
    expect(await records(...mixed)).toBe(1)
    expect(await records(claim(2n, 'b', 9), claim(1n, 'a', 1), commit(1n))).toBe(1)
  })

  it('is none before the first, and of none but our own records', async () => {
    expect(await records()).toBeUndefined()
    expect(await records(batch(1n, IS_TRANSACTIONAL, Buffer.from('a'), Buffer.from('{}')), commit(1n))).toBeUndefined()
    expect(await records(batch(1n, IS_TRANSACTIONAL, Buffer.from('a'), null), commit(1n))).toBeUndefined()
  })
})
