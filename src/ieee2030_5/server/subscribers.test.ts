import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { notification, subscription } from '../model/subscription.ts'
import { createProgram, programServer } from '../utility/programs.fixture.ts'
import { LFDI_A, type TestUtility } from '../utility/utility.fixture.ts'
import { readDocument } from '../xml/read-document.ts'
import { Subscribers } from './subscribers.ts'

let endpoint: Server
let received: string[]
let server: TestUtility
let subscribers: Subscribers
let changes: number

beforeEach(async () => {
  received = []
  changes = 0
  endpoint = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      received.push(body)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve))
  server = programServer(['127.0.0.1'])
  const { utility } = server
  const onChanged = () => {
    changes++
  }
  subscribers = new Subscribers({ utility, tls: {}, now: () => server.now, onChanged, onNotice: () => undefined })
})

afterEach(async () => {
  await subscribers.close()
  await new Promise((resolve) => endpoint.close(resolve))
})

async function tell(): Promise<void> {
  subscribers.tell()
  await subscribers.settled()
}

it('tells a subscriber of each change once, and at last that it is over', async () => {
  const program = createProgram(server, 'der')
  const notificationURI = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/ntfy`
  const value = { encoding: 0, level: '-S1', limit: 1, notificationURI, subscribedResource: program }
  expect(server.send(LFDI_A, 'POST', '/edev/1/sub', { type: subscription, value }).status).toBe(201)
  await tell()
  server.operate('programs.change', { program, primacy: 3 })
  await tell()
  await tell()
  expect([received.length, changes]).toEqual([1, 1])
  server.operate('programs.delete', { program })
  await tell()
  await tell()
  const told = received.map((text) => readDocument(new TextEncoder().encode(text), [notification]).value)
  expect(told.map(({ status, Resource }) => [status, Resource?.kind])).toEqual([
    [0, 'DERProgram'],
    [4, undefined],
  ])
})
