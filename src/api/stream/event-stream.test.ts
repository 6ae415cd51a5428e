import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { TOKEN, testContext } from '../api.fixture.ts'
import { startApi } from '../start-api.ts'
import { EventStream, STREAM_LIMITS, type StreamLimits } from './event-stream.ts'

interface Told {
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** Reads the events of a response one by one; comments and the time to retry are passed over. */
class EventReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #text = ''

  constructor(response: Response) {
    if (response.body === null) throw new Error('no body')
    this.#chunks = response.body[Symbol.asyncIterator]()
  }

  async next(): Promise<Told> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end < 0) {
        const chunk = await this.#chunks.next()
        if (chunk.done === true) throw new Error('the stream has ended')
        this.#text += Buffer.from(chunk.value).toString()
        continue
      }
      const lines = this.#text.slice(0, end).split('\n')
      this.#text = this.#text.slice(end + 2)
      const field = (name: string): string =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
      if (field('event') !== '') return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) }
    }
  }
}

async function streaming(limits: Partial<StreamLimits> = {}) {
  const events = new EventStream('test', { ...STREAM_LIMITS, ...limits })
  const context = { ...testContext(), events }
  const api = await startApi({ host: '127.0.0.1', port: 0, token: TOKEN, context })
  onTestFinished(async () => {
    events.close()
    await api.close()
  })
  const follow = async (query = '', headers: Record<string, string> = {}): Promise<EventReader> => {
    const response = await fetch(`${api.url}/api/v1/stream${query}`, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    return new EventReader(response)
  }
  return { events, api, follow }
}

describe('the stream', () => {
  it('tells every client what happens, in its order', async () => {
    const { events, follow } = await streaming()
    const [first, second] = [await follow(), await follow()]
    events.publish('tick', '{"tick":1}')
    events.publish('market', '{"price":3}')
    for (const reader of [first, second]) {
      expect(await reader.next()).toEqual({ id: 'test.1', event: 'tick', data: { tick: 1 } })
      expect(await reader.next()).toEqual({ id: 'test.2', event: 'market', data: { price: 3 } })
    }
  })

  it('tells only the topics and trades that are wanted', async () => {
    const { events, follow } = await streaming()
    const topics = await follow('?topics=market,trade')
    events.publish('tick', '1')
    events.publish('trade', '2', ['A', 'B'])
    expect(await topics.next()).toMatchObject({ event: 'trade', data: 2 })
  })

  it('goes on behind the last event that a client has seen', async () => {
    const { events, follow } = await streaming()
    for (let i = 1; i <= 5; i++) events.publish('tick', String(i))
    const reader = await follow('', { 'last-event-id': 'test.3' })
    expect((await reader.next()).data).toBe(4)
    expect((await reader.next()).data).toBe(5)
    events.publish('tick', '6')
    expect((await reader.next()).data).toBe(6)
  })

  it.each(['test.1', 'test.99', 'before.3', 'nonsense', 'test.-1'])(
    'says that there is a gap when what follows %s is not known any more',
    async (lastEventId) => {
      const { events, follow } = await streaming({ ring: 3 })
      for (let i = 1; i <= 5; i++) events.publish('tick', String(i))
      const reader = await follow('', { 'last-event-id': lastEventId })
      expect((await reader.next()).event).toBe('gap')
      events.publish('tick', '6')
      expect((await reader.next()).data).toBe(6)
    },
  )

  it('holds all events of a full ring, and none twice', async () => {
    const { events, follow } = await streaming({ ring: 3 })
    for (let i = 1; i <= 5; i++) events.publish('tick', String(i))
    const reader = await follow('', { 'last-event-id': 'test.2' })
    expect([await reader.next(), await reader.next(), await reader.next()].map(({ data }) => data)).toEqual([3, 4, 5])
  })

  it('drops a client that does not read, with a reason, and nobody else', async () => {
    const { events, api, follow } = await streaming()
    const slow = connect(Number(new URL(api.url).port), '127.0.0.1')
    onTestFinished(() => void slow.destroy())
    await once(slow, 'connect')
    slow.write('GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const reader = await follow()
    while (events.clients < 2) await new Promise((resolve) => setImmediate(resolve))
    slow.pause()
    const long = JSON.stringify('x'.repeat(500_000))
    for (let i = 0; i < 1_000 && events.clients === 2; i++) {
      events.publish('tick', long)
      expect((await reader.next()).event).toBe('tick')
    }
    expect(events.clients).toBe(1)
    expect(await text(slow)).toContain('event: dropped\ndata: {"reason":"it reads more slowly than events come"}')
    events.publish('market', '1')
    expect((await reader.next()).event).toBe('market')
  })

  it('takes so many clients and no more, and has room again when one goes', async () => {
    const { events, api } = await streaming({ clients: 1 })
    const leave = new AbortController()
    await fetch(`${api.url}/api/v1/stream`, { signal: leave.signal })
    expect((await fetch(`${api.url}/api/v1/stream`)).status).toBe(503)
    leave.abort()
    while (events.clients > 0) await new Promise((resolve) => setImmediate(resolve))
    expect((await fetch(`${api.url}/api/v1/stream`)).status).toBe(200)
  })

  it('gives a sign of life, and says when it ends', async () => {
    const { events, api } = await streaming({ heartbeatMs: 5 })
    const response = await fetch(`${api.url}/api/v1/stream`)
    const body = response.text()
    await new Promise((resolve) => setTimeout(resolve, 50))
    events.close()
    expect(await body).toMatch(/^retry: \d+\n\n(: heartbeat\n\n)+event: end\ndata: .*\n\n$/)
  })

  it.each(['?topics=weather', '?topics=', '?topics=tick,tick', '?meter_id=NO_SUCH_METER'])(
    'refuses %s',
    async (query) => {
      const { api } = await streaming()
      const response = await fetch(`${api.url}/api/v1/stream${query}`)
      expect([400, 404]).toContain(response.status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
    },
  )
})
