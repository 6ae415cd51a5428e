import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { freePorts } from '../../test/services/free-ports.ts'
import { listeningApi, TOKEN, testContext } from './api.fixture.ts'
import { portHolder } from './port-holder.ts'
import { connected } from './raw-request.fixture.ts'
import { startApi } from './start-api.ts'

it('answers at its address', async () => {
  const { url } = await listeningApi()
  const response = await fetch(`${url}/api/v1/status`)
  expect(await response.json()).toMatchObject({ campus: 'Test Campus', state: 'live', tick: 4, late_ticks: 1 })
})

it('tells when the port is taken, and by whom where that can be known', async () => {
  const holder = createServer()
  onTestFinished(() => void holder.close())
  holder.listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const address = holder.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const options = { host: '127.0.0.1', port, token: TOKEN, context: testContext() }
  await expect(startApi(options)).rejects.toMatchObject({ port: 'api', cause: { code: 'EADDRINUSE' } })
  const metricsPort = port
  await expect(startApi({ ...options, port: 0, metricsPort })).rejects.toMatchObject({
    port: 'metrics',
    cause: { code: 'EADDRINUSE' },
  })
  expect(portHolder(port)).toBe(process.platform === 'linux' ? process.pid : null)
})

it('has the metrics, and nothing else, at a port of their own', async () => {
  const options = { host: '127.0.0.1', port: 0, token: TOKEN, context: testContext() }
  const [port = 0] = await freePorts(1)
  const api = await startApi({ ...options, metricsPort: port })
  onTestFinished(() => api.close())
  expect(api.metricsUrl).toBe(`http://127.0.0.1:${port}`)
  await fetch(`${api.url}/api/v1/status`)
  const metrics = await (await fetch(`${api.metricsUrl}/metrics`)).text()
  expect(metrics).toContain('gridtokenx_ticks_total 4\n')
  // What one port counts is told at both.
  expect(metrics).toContain('route="/api/v1/status",status="200"} 1')
  for (const path of ['/', '/docs', '/health', '/api/v1/status', '/api/v1/openapi.json', '/index.html']) {
    expect((await fetch(`${api.metricsUrl}${path}`)).status, path).toBe(404)
  }
})

it('asks for the token at both ports where others can reach them', async () => {
  const options = { host: '0.0.0.0', port: 0, token: TOKEN, context: testContext() }
  const [port = 0] = await freePorts(1)
  const api = await startApi({ ...options, metricsPort: port })
  onTestFinished(() => api.close())
  const url = `http://127.0.0.1:${port}/metrics`
  expect((await fetch(url)).status).toBe(401)
  expect((await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200)
})

it('refuses a head without end, and cuts it off', async () => {
  const { url } = await listeningApi()
  const socket = await connected(url)
  const answer = text(socket)
  socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Bomb: ${'x'.repeat(20_000)}`)
  expect(await answer).toMatch(/^HTTP\/1\.1 431 .*application\/problem\+json/s)
})

it('refuses what is not HTTP', async () => {
  const { url } = await listeningApi()
  const socket = await connected(url)
  const answer = text(socket)
  socket.write('HELO there\r\n\r\n')
  expect(await answer).toMatch(/^HTTP\/1\.1 400 /)
})

it('does not wait for a client that sends its request byte by byte', async () => {
  const { url } = await listeningApi({ headTimeoutMs: 100 })
  const socket = await connected(url)
  const answer = text(socket)
  socket.write('GET /api/v1/status HTTP/1.1\r\nHost: loc')
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
})

it('ends open connections when it is closed', async () => {
  const api = await listeningApi()
  const socket = await connected(api.url)
  const closed = once(socket, 'close')
  await api.close()
  await expect(closed).resolves.toBeDefined()
})
