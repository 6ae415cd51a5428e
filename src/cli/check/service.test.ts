import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { type Endpoint, serviceCheck } from './service.ts'

const CONTEXT = { configuration: new UsageError([]), certificatesFolder: '', nowMs: 0 }
const servers: Server[] = []
const check = (...endpoints: Endpoint[]) =>
  serviceCheck({ name: 'Kafka', variable: 'KAFKA_BOOTSTRAP_SERVERS', endpoints }).run(CONTEXT)

/** An endpoint that accepts connections, until it is closed again. */
async function listening(): Promise<Endpoint> {
  const server = createServer((socket) => socket.destroy())
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return { host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 }
}

async function refusing(): Promise<Endpoint> {
  const endpoint = await listening()
  await closeAll(servers.splice(-1))
  return endpoint
}

async function closeAll(open: readonly Server[]): Promise<void> {
  await Promise.all(open.map((server) => new Promise<void>((resolve) => void server.close(() => resolve()))))
}

afterEach(() => closeAll(servers.splice(0)))

describe('serviceCheck', () => {
  it('passes when the service answers', async () => {
    const broker = await listening()
    expect(await check(broker)).toEqual({ status: 'pass', detail: `127.0.0.1:${broker.port} answers` })
  })

  it('fails when nothing listens', async () => {
    const broker = await refusing()
    expect(await check(broker)).toEqual({
      status: 'fail',
      detail: `127.0.0.1:${broker.port} refuses the connection`,
      fix: 'Start the service, or correct KAFKA_BOOTSTRAP_SERVERS.',
    })
  })

  it('warns when only some of several answer', async () => {
    const [up, down] = [await listening(), await refusing()]
    expect(await check(up, down)).toMatchObject({
      status: 'warn',
      detail: `127.0.0.1:${up.port} answers, 127.0.0.1:${down.port} refuses the connection`,
    })
  })
})
