/** @module Messages cut into requests the broker takes. */

import type { KafkaMessage } from './message-maker.ts'

/** Bytes of a record beside key, value and headers, and of a batch beside its records; never fewer than there are. */
const RECORD_BYTES = 96
const BATCH_BYTES = 128
/** A broker takes 100 MB (`socket.request.max.bytes`); smaller ones keep less memory busy. */
const REQUEST_BYTES = 16 * 1024 * 1024

/** Bytes a message takes in a batch without compression, or a few more. */
export function messageBytes({ key, value, headers }: KafkaMessage): number {
  let bytes = RECORD_BYTES + key.length + value.length
  for (const [name, text] of headers) bytes += name.length + text.length
  return bytes
}

/**
 * What goes to a partition in one request is one batch, and a batch must not be larger than its topic allows: a request
 * ends before that, uncompressed. A message that is too large by itself goes as a batch of its own.
 *
 * @param batchBytes - the largest batch of each topic [bytes]
 */
export function requests(messages: readonly KafkaMessage[], batchBytes: ReadonlyMap<string, number>): KafkaMessage[][] {
  const all: KafkaMessage[][] = []
  let request: KafkaMessage[] = []
  let requestBytes = 0
  let filled = new Map<string, number>()
  for (const message of messages) {
    const bytes = messageBytes(message)
    const partition = `${message.topic} ${message.partition}`
    const batch = filled.get(partition) ?? BATCH_BYTES
    const tooLarge = filled.has(partition) && batch + bytes > (batchBytes.get(message.topic) ?? 0)
    if (tooLarge || requestBytes + bytes > REQUEST_BYTES) {
      if (request.length > 0) all.push(request)
      request = []
      requestBytes = 0
      filled = new Map()
    }
    request.push(message)
    requestBytes += bytes
    filled.set(partition, (filled.get(partition) ?? BATCH_BYTES) + bytes)
  }
  if (request.length > 0) all.push(request)
  return all
}
