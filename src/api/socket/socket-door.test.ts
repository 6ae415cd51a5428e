import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { FACTS, TOKEN, testContext } from '../api.fixture.ts'
import { ToldCampus } from '../live-campus.ts'
import { startApi } from '../start-api.ts'
import { EventStream, STREAM_LIMITS, type StreamLimits } from '../stream/event-stream.ts'

type Message = Readonly<Record<string, unknown>>

/** A client that hands out what it is told one by one. */
class TestClient {
  readonly socket: WebSocket
  readonly closed: Promise<readonly [code: number, reason: string]>
  readonly #told: Message[] = []
  #wake: () => void = () => undefined

  constructor(url: string, options: ClientOptions = {}, protocols: string[] = []) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws`, protocols, options)
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve([code, reason.toString()]))
    })
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data: Buffer) => {
      const message: Message = JSON.parse(data.toString())
      this.#told.push(message)
      this.#wake()
    })
    onTestFinished(() => this.socket.terminate())
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  async next(): Promise<Message> {
    for (;;) {
      const message = this.#told.shift()
      if (message !== undefined) return message
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async ask(message: unknown): Promise<Message> {
    this.say(message)
    return this.next()
  }
}

async function socketServer(limits: Partial<StreamLimits> = {}, host = '127.0.0.1', headTimeoutMs = 5_000) {
  const events = new EventStream('test', { ...STREAM_LIMITS, ...limits })
  const meter = { meter_id: 'A', meter_type: 'Grid_Consumer', user_type: 'Consumer', location: '', building: null }
  const meters = [{ ...meter, zone: null, pv_capacity_kw: 0, battery_capacity_kwh: 0 }]
  const live = new ToldCampus({ ...FACTS, run: { ...FACTS.run, meters } })
  const api = await startApi({
    host,
    port: 0,
    token: TOKEN,
    context: { ...testContext(), live, events },
    headTimeoutMs,
  })
  onTestFinished(async () => {
    events.close()
    await api.close()
  })
  const url = api.url.replace('0.0.0.0', '127.0.0.1')
  /** A client that has been welcomed. */
  const welcomed = async (options: ClientOptions = {}): Promise<TestClient> => {
    const client = new TestClient(url, options)
    expect(await client.next()).toMatchObject({ type: 'welcome' })
    return client
  }
  return { events, api, url, welcomed }
}

/** Status of a handshake that is refused, and its problem. */
async function refusal(url: string, options: ClientOptions = {}): Promise<readonly [number | undefined, string]> {
  const { socket } = new TestClient(url, options)
  const [, response] = await once(socket, 'unexpected-response')
  const answer = response as import('node:http').IncomingMessage
  return [answer.statusCode, await text(answer)]
}

describe('a WebSocket', () => {
  it('tells what is subscribed to, and nothing before', async () => {
    const { events, welcomed } = await socketServer()
    const client = await welcomed()
    events.publish('tick', '{"tick":1}')
    expect(await client.ask({ type: 'subscribe', request_id: 'a', topics: ['tick'] })).toEqual({
      type: 'subscribed',
      request_id: 'a',
      following: [{ topic: 'tick', meter_id: null }],
    })
    events.publish('market', '{}')
    events.publish('tick', '{"tick":2}')
    expect(await client.next()).toEqual({ type: 'event', id: 'test.3', topic: 'tick', data: { tick: 2 } })
  })

  it('tells of one meter where that is wanted, and no more what is unsubscribed', async () => {
    const { events, welcomed } = await socketServer()
    const client = await welcomed()
    await client.ask({ type: 'subscribe', topics: ['trade'], meter_id: 'A' })
    events.publish('trade', '1', ['B', 'C'])
    events.publish('trade', '2', ['B', 'A'])
    expect(await client.next()).toMatchObject({ id: 'test.2' })
    await client.ask({ type: 'subscribe' })
    events.publish('trade', '3', ['B', 'C'])
    expect(await client.next()).toMatchObject({ id: 'test.3' })
    expect(await client.ask({ type: 'unsubscribe', topics: ['trade', 'tick'] })).toMatchObject({
      following: [{ topic: 'run' }, { topic: 'market' }, { topic: 'certificate' }, { topic: 'alert' }],
    })
    events.publish('trade', '4')
    events.publish('certificate', '5')
    expect(await client.next()).toMatchObject({ id: 'test.5' })
  })

  it('goes on behind the last event, or says that there is a gap', async () => {
    const { events, welcomed } = await socketServer({ ring: 3 })
    for (let i = 1; i <= 5; i++) events.publish(i === 4 ? 'market' : 'tick', String(i))
    const client = await welcomed()
    await client.ask({ type: 'subscribe', topics: ['tick'], last_event_id: 'test.2' })
    expect([await client.next(), await client.next()]).toMatchObject([{ id: 'test.3' }, { id: 'test.5' }])
    for (const last_event_id of ['test.1', 'before.3', 'nonsense', 'test.99']) {
      const other = await welcomed()
      await other.ask({ type: 'subscribe', last_event_id })
      expect(await other.next()).toMatchObject({ type: 'gap' })
    }
  })

  it('drops a client that does not read, with a code and a reason, and nobody else', async () => {
    const { events, welcomed } = await socketServer()
    const [slow, reader] = [await welcomed(), await welcomed()]
    for (const client of [slow, reader]) await client.ask({ type: 'subscribe' })
    slow.socket.pause()
    const long = JSON.stringify('x'.repeat(500_000))
    for (let i = 0; i < 1_000 && events.clients === 2; i++) {
      events.publish('tick', long)
      expect(await reader.next()).toMatchObject({ topic: 'tick' })
    }
    expect([events.clients, events.dropped]).toEqual([1, 1])
    slow.socket.resume()
    expect(await slow.closed).toEqual([4408, 'it reads more slowly than events come'])
    events.publish('market', '1')
    expect(await reader.next()).toMatchObject({ topic: 'market' })
  })

  it('gives up a client that answers no ping, and keeps one that does', async () => {
    const { events, welcomed } = await socketServer({ heartbeatMs: 50 })
    const silent = await welcomed({ autoPong: false })
    const alive = await welcomed()
    expect((await silent.closed)[0]).toBe(1006)
    await once(alive.socket, 'ping')
    expect(events.clients).toBe(1)
    expect(await alive.ask({ type: 'ping', request_id: 'p' })).toEqual({ type: 'pong', request_id: 'p' })
  })

  it('says goodbye when the simulator stops, and holds up nothing', async () => {
    const { api, welcomed } = await socketServer()
    const client = await welcomed()
    await api.close()
    expect(await client.closed).toEqual([1001, 'the simulator stops'])
  })

  it('speaks the subprotocol that is offered, if it knows it', async () => {
    const { url } = await socketServer()
    const known = new TestClient(url, {}, ['other', 'gridtokenx.v1'])
    await known.next()
    expect(known.socket.protocol).toBe('gridtokenx.v1')
    const unknown = new TestClient(url, {}, ['other'])
    expect((await unknown.closed)[0]).toBe(1006)
  })
})

describe('what a client says', () => {
  it.each([
    ['{"type":"subscribe"', 'This is not JSON.', []],
    ['null', '', ['type']],
    ['[]', '', ['type']],
    [{ type: 'buy' }, '', ['type']],
    [{ type: 'subscribe', topics: ['weather'] }, '', ['topics.0']],
    [{ type: 'subscribe', topics: [] }, '', ['topics']],
    [{ type: 'subscribe', topic: 'tick' }, '', ['topic']],
    [{ type: 'subscribe', meter_id: 'NO_SUCH_METER' }, '', ['meter_id']],
    [{ type: 'subscribe', meter_id: 7 }, '', ['meter_id']],
    [{ type: 'unsubscribe', last_event_id: 'test.1' }, '', ['last_event_id']],
    [{ type: '__proto__' }, '', ['type']],
  ])('%j is answered with what is wrong, and changes nothing', async (said, detail, fields) => {
    const { events, welcomed } = await socketServer()
    const client = await welcomed()
    await client.ask({ type: 'subscribe', topics: ['market'] })
    const answer = await client.ask(said)
    expect(answer).toMatchObject({ type: 'error', request_id: null, errors: fields.map((field) => ({ field })) })
    expect(answer.detail).toContain(detail)
    events.publish('market', '1')
    expect(await client.next()).toMatchObject({ topic: 'market' })
  })

  it.each([
    ['too long', 'x'.repeat(5_000), 1009],
    ['binary', Buffer.from([1, 2, 3]), 1003],
  ])('ends the connection when it is %s', async (_name, said, code) => {
    const { welcomed, events } = await socketServer()
    const client = await welcomed()
    client.socket.send(said)
    expect((await client.closed)[0]).toBe(code)
    await expect.poll(() => events.clients).toBe(0)
  })

  it('ends the connection when it is too much', async () => {
    const { welcomed } = await socketServer()
    const client = await welcomed()
    for (let i = 0; i < 101; i++) client.say({ type: 'ping' })
    expect((await client.closed)[0]).toBe(1008)
  })
})

describe('who may open one', () => {
  it('is no page of another origin', async () => {
    const { url, welcomed } = await socketServer()
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1', `${url}.evil.example`]) {
      const [status, body] = await refusal(url, { headers: { origin } })
      expect([status, JSON.parse(body)]).toMatchObject([403, { errors: [{ in: 'header', field: 'Origin' }] }])
    }
    await welcomed({ headers: { origin: url } })
  })

  it('is nobody by a foreign name, or with a parameter such as a token', async () => {
    const { url } = await socketServer()
    expect((await refusal(url, { headers: { host: 'evil.example' } }))[0]).toBe(421)
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws?token=${TOKEN}`)
    socket.on('error', () => undefined)
    const [, response] = await once(socket, 'unexpected-response')
    expect((response as { statusCode?: number }).statusCode).toBe(400)
  })

  it('is no request that asks for no WebSocket', async () => {
    const { url } = await socketServer()
    const response = await fetch(`${url}/api/v1/ws`)
    expect([response.status, response.headers.get('upgrade')]).toEqual([426, 'websocket'])
  })

  it('is who has the token, in the head or the first message, where others can reach it', async () => {
    const { url, events, welcomed } = await socketServer({}, '0.0.0.0')
    const [status, body] = await refusal(url, { headers: { authorization: 'Bearer wrong-token' } })
    expect([status, body]).toMatchObject([401, expect.not.stringContaining('wrong-token')])
    const first = await welcomed({ headers: { authorization: `Bearer ${TOKEN}` } })
    expect(await first.ask({ type: 'subscribe' })).toMatchObject({ type: 'subscribed' })
    const second = await welcomed()
    expect(await second.ask({ type: 'authenticate', request_id: '1', token: TOKEN })).toEqual({
      type: 'authenticated',
      request_id: '1',
    })
    expect(await second.ask({ type: 'subscribe' })).toMatchObject({ type: 'subscribed' })
    const wrong = await welcomed()
    wrong.say({ type: 'authenticate', token: 'wrong-token-of-somebody' })
    expect(await wrong.closed).toEqual([4401, 'the token is not accepted'])
    const silent = await welcomed()
    silent.say({ type: 'subscribe' })
    events.publish('tick', '1')
    expect(await silent.closed).toEqual([4401, 'the first message has to give the token'])
  })

  it('is nobody who keeps the token waiting, and not many who might', async () => {
    const { welcomed } = await socketServer({}, '0.0.0.0', 100)
    expect(await (await welcomed()).closed).toEqual([4401, 'the first message has to give the token'])
    const { url, welcomed: stranger } = await socketServer({}, '0.0.0.0')
    for (let i = 0; i < 50; i++) await stranger()
    expect((await refusal(url))[0]).toBe(503)
    await stranger({ headers: { authorization: `Bearer ${TOKEN}` } })
  })

  it('is only so many', async () => {
    const { url, events, welcomed } = await socketServer({ clients: 1 })
    const only = await welcomed()
    expect((await refusal(url))[0]).toBe(503)
    only.socket.close()
    await expect.poll(() => events.clients).toBe(0)
    await welcomed()
  })
})

describe('other requests for another protocol', () => {
  it.each([
    ['GET /api/v1/status', 'h2c', '200'],
    ['GET /api/v1/ws', 'h2c', '426'],
    ['GET /nothing', 'websocket', '404'],
    ['POST /api/v1/status', 'websocket', '400'],
  ])('%s with Upgrade: %s is answered as HTTP, and cut off', async (line, upgrade, status) => {
    const { url } = await socketServer()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n\r\n`)
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })
})
