/** @module The body of a request, as long as it is not too long. */

import type { IncomingMessage } from 'node:http'
import { DEFAULT_LIMITS } from '../xml/document-limits.ts'

const NOTHING = new Uint8Array()

/**
 * Hands the body on when it is complete; null when it is larger than any document may be. Nothing happens when the client
 * hangs up before.
 */
export function onBody(request: IncomingMessage, take: (body: Uint8Array | null) => void): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && (length === undefined || length === '0')) {
    take(NOTHING)
    return
  }
  if (Number(length ?? 0) > DEFAULT_LIMITS.maxBytes) {
    take(null)
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  let isOver = false
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (isOver) return
    if (size <= DEFAULT_LIMITS.maxBytes) {
      chunks.push(chunk)
    } else {
      isOver = true
      take(null)
    }
  })
  request.on('end', () => {
    if (!isOver) take(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
  })
}
