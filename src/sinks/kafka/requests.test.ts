import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KafkaMessage } from './message-maker.ts'
import { messageBytes, requests } from './requests.ts'

const LIMIT = 2_000
const limits = new Map([
  ['readings', LIMIT],
  ['trades', LIMIT],
])

function message(topic: string, partition: number, bytes: number): KafkaMessage {
  return { topic, partition, key: Buffer.from('M1'), value: Buffer.alloc(bytes), headers: new Map() }
}

const messages = fc.array(
  fc
    .tuple(fc.constantFrom('readings', 'trades'), fc.nat(3), fc.integer({ min: 0, max: 3_000 }))
    .map((parts) => message(...parts)),
)

/** Bytes that go to each partition in one request. */
function batches(request: readonly KafkaMessage[]): KafkaMessage[][] {
  const found = new Map<string, KafkaMessage[]>()
  for (const each of request) {
    const partition = `${each.topic} ${each.partition}`
    found.set(partition, [...(found.get(partition) ?? []), each])
  }
  return [...found.values()]
}

describe('requests', () => {
  it('hold every message once, in order', () => {
    fc.assert(
      fc.property(messages, (all) => {
        expect(requests(all, limits).flat()).toEqual(all)
      }),
    )
  })

  it('hold no batch that is larger than its topic allows, but for a message that is so by itself', () => {
    fc.assert(
      fc.property(messages, (all) => {
        for (const batch of requests(all, limits).flatMap(batches)) {
          const bytes = batch.reduce((sum, each) => sum + messageBytes(each), 0)
          expect(batch.length === 1 || bytes <= LIMIT).toBe(true)
        }
      }),
    )
  })

  it('are as few as one while everything fits', () => {
    expect(
      requests([message('readings', 0, 500), message('readings', 1, 1_500), message('trades', 0, 1_500)], limits),
    ).toHaveLength(1)
  })

  it('are none without messages', () => {
    expect(requests([], limits)).toEqual([])
  })
})
