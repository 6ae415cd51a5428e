import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { freePortCheck } from './free-port.ts'

const CONTEXT = { configuration: new UsageError([]), certificatesFolder: '', nowMs: 0 }
const servers: Server[] = []

/** Listens on a port the system chooses. */
function listen(): Promise<number> {
  const server = createServer()
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close))
})

describe('freePortCheck', () => {
  it('fails while another program listens, and passes afterwards', async () => {
    const port = await listen()
    const check = freePortCheck({ name: 'Dashboard', port, variable: 'API_PORT' })
    expect(await check.run(CONTEXT)).toEqual({
      status: 'fail',
      detail: `port ${port} on 127.0.0.1 is taken by another program`,
      fix: 'Stop that program, or choose another port with API_PORT.',
    })
    await Promise.all(servers.splice(0).map(close))
    const free = { status: 'pass', detail: `port ${port} on 127.0.0.1 is free` }
    expect(await check.run(CONTEXT)).toEqual(free)
    // The check itself let go of it.
    expect(await check.run(CONTEXT)).toEqual(free)
  })
})
