import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { schemaValidator } from '../model/schema-validator.fixture.ts'
import { subscription } from '../model/subscription.ts'
import { lfdi } from '../pki/device-identifiers.ts'
import { readIdentity } from '../pki/identity.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import { fieldOf } from '../utility/programs.fixture.ts'
import { xmlCodec } from '../xml/codec.ts'
import { certificatesFolder, clientOf, sendDocument, type TestFolder, testOptions } from './server.fixture.ts'
import { openUtilityServer, type UtilityServer } from './utility-server.ts'

const PATIENCE = { timeout: 20_000, interval: 50 }
let own: TestFolder
let others: TestFolder
let server: UtilityServer
const closing: (() => void)[] = []

beforeAll(async () => {
  own = await certificatesFolder(['m-1', 'm-2'])
  others = await certificatesFolder(['m-2'])
  const options = testOptions(own)
  const utility = { ...options.utility, notificationHosts: ['127.0.0.1'] }
  server = await openUtilityServer({ ...options, utility }, { onNotice: () => undefined })
})
afterAll(async () => {
  for (const close of closing) close()
  await server.close()
  own.remove()
  others.remove()
})

interface Told {
  readonly body: string
  /** LFDI of who has told it. */
  readonly by: string
}

/** A subscriber with the certificate of a device, which lets in who has one of its authority. */
async function subscriber({ paths }: TestFolder): Promise<{ uri: string; told: Told[]; refusals: string[] }> {
  const told: Told[] = []
  const refusals: string[] = []
  const endpoint = createServer(
    {
      cert: readFileSync(paths.meter('m-2').chain),
      key: readFileSync(paths.meter('m-2').key),
      ca: readFileSync(paths.authority.bundle),
      requestCert: true,
      ciphers: cipherList(false),
      maxVersion: 'TLSv1.2',
    },
    (request, response) => {
      const { socket } = request
      const by = socket instanceof TLSSocket ? lfdi(socket.getPeerCertificate().raw) : ''
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      request.on('end', () => {
        told.push({ body, by })
        response.writeHead(204).end()
      })
    },
  )
  endpoint.on('tlsClientError', ({ message }) => refusals.push(message))
  endpoint.listen(0, '127.0.0.1')
  await once(endpoint, 'listening')
  closing.push(() => endpoint.close())
  const address = endpoint.address()
  return {
    uri: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/ntfy`,
    told,
    refusals,
  }
}

it('a subscriber is told over TLS if its certificate is of a trusted authority, and knows who tells it', async () => {
  const made = await server.operate({ name: 'programs.create', input: { kind: 'der', primacy: 9, assignedTo: 'all' } })
  const program = fieldOf(made, 'program')
  const trusted = await subscriber(own)
  const stranger = await subscriber(others)
  const meter = { ...clientOf(own.paths.meter('m-1'), own.paths), port: server.port }
  for (const { uri } of [trusted, stranger]) {
    const value = { encoding: 0, level: '-S1', limit: 1, notificationURI: uri, subscribedResource: program }
    const { status } = await sendDocument(meter, 'POST', '/edev/1/sub', xmlCodec.encode(subscription, value))
    expect(status).toBe(201)
  }
  // What it is like at the beginning is known; the change is what is told.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await server.operate({ name: 'programs.change', input: { program, primacy: 3 } })
  await vi.waitUntil(() => trusted.told.length > 0, PATIENCE)
  const [{ body, by }] = trusted.told
  expect(body).toContain('<primacy>3</primacy>')
  expect(by).toBe(readIdentity(own.paths.server).lfdi)
  const validator = schemaValidator()
  expect(() => validator?.validate(body)).not.toThrow()
  validator?.dispose()
  // The other one sees its certificate refused, before anything was said to it.
  await vi.waitUntil(() => stranger.refusals.length > 0, PATIENCE)
  expect(stranger.told).toEqual([])
})
