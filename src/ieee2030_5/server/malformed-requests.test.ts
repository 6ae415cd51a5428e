import type { RequestOptions } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorType } from '../model/error.ts'
import { readDocument } from '../xml/read-document.ts'
import {
  certificatesFolder,
  clientOf,
  LOG_EVENT,
  send,
  sendDocument,
  type TestFolder,
  testOptions,
} from './server.fixture.ts'
import { openUtilityServer, type UtilityServer } from './utility-server.ts'

let folder: TestFolder
let server: UtilityServer
let meter: RequestOptions
const notices: string[] = []

beforeAll(async () => {
  folder = await certificatesFolder(['AMI_METER_001'])
  const options = testOptions(folder, { stateFolder: join(folder.root, 'state') })
  server = await openUtilityServer(options, { onNotice: (text) => notices.push(text) })
  meter = { ...clientOf(folder.paths.meter('AMI_METER_001'), folder.paths), port: server.port }
})
afterAll(async () => {
  await server.close()
  folder.remove()
})

describe('what is malformed', () => {
  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['a document that ends early', LOG_EVENT.slice(0, 100)],
    ['the wrong document', '<DeviceStatus xmlns="urn:ieee:std:2030.5:ns"><changedTime>1</changedTime></DeviceStatus>'],
    ['the wrong namespace', LOG_EVENT.replace('urn:ieee:std:2030.5:ns', 'urn:else')],
    ['an element twice', LOG_EVENT.replace('<profileID>', '<logEventID>7</logEventID><profileID>')],
    ['a number past its range', LOG_EVENT.replace('>7<', '>65536<')],
    ['a text for a number', LOG_EVENT.replace('>7<', '>seven<')],
    ['an entity', `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${LOG_EVENT.replace('>7<', '>&b;<')}`],
    ['a document that is too deep', `${LOG_EVENT.slice(0, 48)}${'<a>'.repeat(5000)}`],
    ['bytes', new Uint8Array([0xff, 0xfe, 0, 1, 2, 0x80])],
  ])('is refused with a reason: %s', async (_what, body) => {
    const { status, text } = await sendDocument(meter, 'POST', '/edev/1/lel', body)
    expect([400, 413]).toContain(status)
    expect(readDocument(text, [errorType]).value.reasonCode).toBeLessThanOrEqual(2)
    expect(notices).toEqual([])
    expect((await send({ ...meter, path: '/edev/1' })).status).toBe(200)
  })

  it('is refused when it is too long, whether it says so or not', async () => {
    const large = Buffer.alloc(1024 ** 2 + 1, 0x20)
    expect((await sendDocument(meter, 'POST', '/edev/1/lel', large)).status).toBe(413)
    expect((await send({ ...meter, path: '/edev/1' })).status).toBe(200)
  })

  it('is refused in an encoding that is not understood', async () => {
    expect((await sendDocument(meter, 'POST', '/edev/1/lel', 'x', 'application/sep-exi')).status).toBe(415)
    expect((await send({ ...meter, path: '/tm', headers: { Accept: 'application/sep-exi' } })).status).toBe(406)
  })

  it.each(
    [
      ['GARBAGE\r\n\r\n', '400'],
      ['GET /dcap HTTP/9.9\r\nHost: x\r\n\r\n', '400'],
      ['GET  HTTP/1.1\r\n\r\n', '400'],
      ['POST /edev/1/lel HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', '400'],
      ['POST /edev/1/lel HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', '400'],
      ['POST /edev/1/lel HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', '400'],
      [`GET /dcap HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, '431'],
      [`GET /${'y'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '431'],
      ['GET /dcap HTTP/1.1\r\nConnection: close\r\n\r\n', '200'],
      ['TRACE /dcap HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '405'],
      ['BREW /nothing HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
      ['GET http://[bad HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '404'],
      ['GET /%00%ff/../.. HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '404'],
      ['GET /edev?l=99999999999999999999 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ].map(([text, status]) => ({ text, status, shown: JSON.stringify(text).slice(0, 60) })),
  )('is answered all the same: $shown', async ({ text, status }) => {
    const { cert, key, ca, ciphers } = meter
    const answer = await new Promise<string>((resolve, reject) => {
      let all = ''
      const socket = connect({ port: server.port, cert, key, ca, ciphers, maxVersion: 'TLSv1.2' })
      socket.setEncoding('utf8').on('data', (part: string) => {
        all += part
      })
      socket.once('close', () => resolve(all)).once('error', reject)
      socket.write(text)
    })
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-length: /i)
  })
})
