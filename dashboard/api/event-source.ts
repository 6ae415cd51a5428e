/**
 * @module Server-sent events (WHATWG HTML, section 9.2) over fetch: the browser's own EventSource cannot send a token.
 */

import { authorization } from './access-token.ts'
import { type ApiFailure, asFailure, failureOf } from './api-failure.ts'

export interface ReceivedEvent {
  readonly name: string
  readonly data: string
}

export interface EventHandlers {
  readonly onOpen: () => void
  readonly onEvent: (event: ReceivedEvent) => void
  /** Whatever comes, also what only shows that somebody is there. */
  readonly onSign: () => void
  /** It goes on trying. */
  readonly onLost: (failure: ApiFailure) => void
}

/** Waits before the first, second, … try [ms]. */
const WAITS_MS = [500, 1_000, 2_000, 5_000]
/** The server gives a sign every 15 s: without one for so long the connection is dead [ms]. */
const SILENCE_MS = 40_000

/** Follows a stream for ever, going on behind the last event that came. */
export function followEvents(address: string, handlers: EventHandlers): () => void {
  let isEnded = false
  let lastEventId = ''
  let tries = 0
  let abort = new AbortController()
  let wake: (() => void) | null = null

  async function follow(): Promise<void> {
    while (!isEnded) {
      try {
        await readOnce()
        handlers.onLost(asFailure('the stream ended'))
      } catch (error) {
        if (isEnded) return
        handlers.onLost(asFailure(error))
      }
      await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0)
      tries++
    }
  }

  async function readOnce(): Promise<void> {
    abort = new AbortController()
    let watch = setTimeout(() => abort.abort(), SILENCE_MS)
    try {
      const headers = { ...authorization(), ...(lastEventId !== '' && { 'last-event-id': lastEventId }) }
      const response = await fetch(address, { headers, cache: 'no-store', signal: abort.signal })
      if (!response.ok || response.body === null) throw await failureOf(response)
      tries = 0
      handlers.onOpen()
      const parse = eventParser((event, id) => {
        if (id !== null) lastEventId = id
        handlers.onEvent(event)
      })
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(watch)
        watch = setTimeout(() => abort.abort(), SILENCE_MS)
        handlers.onSign()
        parse(text)
      }
    } finally {
      clearTimeout(watch)
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Back on the network, or shown again: no reason to wait. */
  const hurry = (): void => wake?.()
  window.addEventListener('online', hurry)
  void follow()
  return () => {
    isEnded = true
    window.removeEventListener('online', hurry)
    abort.abort()
    wake?.()
  }
}

/** Takes the text of a stream in pieces. */
export function eventParser(onEvent: (event: ReceivedEvent, id: string | null) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventIn(block)
      if (event !== null) onEvent(event, event.id)
    }
  }
}

function eventIn(block: string): (ReceivedEvent & { id: string | null }) | null {
  let name = 'message'
  let id: string | null = null
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const value = line.slice(colon + 1).replace(/^ /, '')
    const field = line.slice(0, colon)
    if (field === 'event') name = value
    else if (field === 'id') id = value
    else if (field === 'data') data.push(value)
  }
  return data.length === 0 ? null : { name, id, data: data.join('\n') }
}
