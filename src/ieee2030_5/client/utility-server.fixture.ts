/** @module A utility server for tests: real TLS with real certificates, a few devices, mirrors that keep to the rules. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Duplex, Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import {
  type MirrorMeterReading,
  type MirrorUsagePoint,
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorUsagePoint,
} from '../model/mirror-usage-point.ts'
import { type CertificatePaths, certificatePaths } from '../pki/certificate-paths.ts'
import { lfdi, sfdi } from '../pki/device-identifiers.ts'
import { readIdentity } from '../pki/identity.ts'
import { readPinSecret } from '../pki/list-certificates.ts'
import { makeMissing } from '../pki/make-certificates.ts'
import { registrationPin } from '../pki/registration-pin.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import { SEP_XML } from '../xml/codec.ts'
import { NAMESPACE } from '../xml/namespaces.ts'
import { readDocument } from '../xml/read-document.ts'
import type { ClientIdentity, UtilityServer } from './connection/server-address.ts'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly lfdi: string
  readonly isResumed: boolean
}

export interface GivenAnswer {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers a request; undefined leaves it to the next one. */
export type Route = (request: SeenRequest) => GivenAnswer | undefined | Promise<GivenAnswer | undefined>

/** What the server has of one mirror. */
export interface StoredMirror {
  readonly mRID: string
  readonly href: string
  document: MirrorUsagePoint
  /** Value by quantity and start of its period. */
  readonly readings: Map<string, number>
  /** Energy of each interval by quantity and start. */
  readonly intervals: Map<string, number>
}

/** Certificates for the test server and its meters, in a temporary folder. */
export async function testCertificates(meterIds: readonly string[]): Promise<CertificatePaths> {
  const paths = certificatePaths(mkdtempSync(join(tmpdir(), 'utility-server-')))
  await makeMissing({
    paths,
    meterIds,
    hosts: ['127.0.0.1'],
    enterprise: 32_473,
    nowMs: Date.now(),
    signal: new AbortController().signal,
    onProgress() {},
  })
  return paths
}

export function removeCertificates({ folder }: CertificatePaths): void {
  rmSync(folder, { recursive: true, force: true })
}

export function clientIdentity(paths: CertificatePaths, meterId: string): ClientIdentity {
  const { chainPem, lfdi: longForm, privateKey } = readIdentity(paths.meter(meterId))
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { lfdi: longForm, sfdi: sfdi(longForm), chainPem, keyPem }
}

export function pinOf(paths: CertificatePaths, longForm: string): number {
  const secret = readPinSecret(paths)
  if (secret === null) throw new Error('no PIN secret')
  return registrationPin(secret, longForm)
}

/** A document of the standard's namespace. */
export function xml(name: string, attributes: string, content = ''): string {
  return `<${name} xmlns="${NAMESPACE}" ${attributes}>${content}</${name}>`
}

export class TestUtilityServer {
  readonly paths: CertificatePaths
  readonly requests: SeenRequest[] = []
  /** Asked first, the latest before the others. */
  readonly routes: Route[] = []
  readonly mirrors = new Map<string, StoredMirror>()
  /** LFDIs of the devices it knows. */
  readonly devices = new Set<string>()
  /** Given to every new mirror [s]; undefined gives none. */
  postRate: number | undefined
  nowS: () => number = () => Math.floor(Date.now() / 1000)
  ciphers = cipherList(false)
  handshakes = 0
  #server: Server | null = null
  readonly #sockets = new Set<Duplex>()
  #port = 0

  constructor(paths: CertificatePaths) {
    this.paths = paths
  }

  get address(): UtilityServer {
    const ca = readFileSync(this.paths.authority.bundle, 'utf8')
    return { url: `https://127.0.0.1:${this.#port}`, ca, ciphers: cipherList(false) }
  }

  /** Starts, or starts again where it was before. */
  async start(): Promise<void> {
    const identity = readIdentity(this.paths.server)
    const server = createServer(
      {
        cert: identity.chainPem,
        key: identity.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        ca: readFileSync(this.paths.authority.bundle),
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
        ciphers: this.ciphers,
        ecdhCurve: 'prime256v1',
        keepAliveTimeout: 3_600_000,
      },
      (request, response) => {
        void this.#answer(request).then(({ status, body = '', headers = {} }) => {
          const content = Buffer.from(body)
          response.writeHead(status, {
            ...(content.length > 0 && { 'Content-Type': SEP_XML }),
            'Content-Length': content.length,
            ...headers,
          })
          response.end(content)
        })
      },
    )
    server.on('secureConnection', (socket) => {
      this.handshakes++
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    this.#port = address.port
    this.#server = server
  }

  /** Ends at once, connections too. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    this.cutConnections()
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  cutConnections(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  /** Answers one path with a status or a document. */
  answer(method: string, path: string, answer: GivenAnswer): void {
    this.routes.unshift((request) =>
      request.method === method && request.path.split('?')[0] === path ? answer : undefined,
    )
  }

  mirror(mRID: string): StoredMirror {
    const mirror = this.mirrors.get(mRID)
    if (mirror === undefined) throw new Error(`no mirror ${mRID}`)
    return mirror
  }

  async #answer(incoming: IncomingMessage): Promise<GivenAnswer> {
    const { socket } = incoming
    if (!(socket instanceof TLSSocket)) throw new Error('not TLS')
    const pieces = await Readable.from(incoming).toArray()
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      body: pieces.map(String).join(''),
      lfdi: lfdi(socket.getPeerCertificate().raw),
      isResumed: socket.isSessionReused(),
    }
    this.requests.push(request)
    for (const route of this.routes) {
      const given = await route(request)
      if (given !== undefined) return given
    }
    try {
      return this.#standard(request)
    } catch (error) {
      return {
        status: 400,
        body: xml('Error', '', '<reasonCode>0</reasonCode>'),
        headers: { 'X-Why': String(error).slice(0, 200) },
      }
    }
  }

  #standard(request: SeenRequest): GivenAnswer {
    const { method, lfdi: who } = request
    const path = request.path.split('?')[0]
    const isKnown = this.devices.has(who)
    const found = (body: string): GivenAnswer => ({ status: 200, body })
    switch (`${method} ${path}`) {
      case 'GET /dcap':
        return found(
          xml(
            'DeviceCapability',
            'href="/dcap" pollRate="900"',
            '<TimeLink href="/tm"/><EndDeviceListLink href="/edev" all="1"/><MirrorUsagePointListLink href="/mup" all="0"/>',
          ),
        )
      case 'GET /tm':
        return found(
          xml(
            'Time',
            'href="/tm"',
            `<currentTime>${this.nowS()}</currentTime><dstEndTime>0</dstEndTime><dstOffset>0</dstOffset><dstStartTime>0</dstStartTime><quality>4</quality><tzOffset>25200</tzOffset>`,
          ),
        )
      case 'GET /edev':
        return found(
          xml(
            'EndDeviceList',
            `href="/edev" all="${Number(isKnown)}" results="${Number(isKnown)}"`,
            isKnown ? `<EndDevice href="/edev/1">${endDeviceContent(who)}</EndDevice>` : '',
          ),
        )
      case 'POST /edev':
        this.devices.add(who)
        return { status: 201, headers: { Location: '/edev/1' } }
      case 'GET /edev/1':
        return isKnown ? found(xml('EndDevice', 'href="/edev/1"', endDeviceContent(who))) : { status: 404 }
      case 'GET /edev/1/rg':
        return found(
          xml(
            'Registration',
            'href="/edev/1/rg"',
            `<dateTimeRegistered>0</dateTimeRegistered><pIN>${pinOf(this.paths, who)}</pIN>`,
          ),
        )
      case 'GET /edev/1/fsa':
        return found(xml('FunctionSetAssignmentsList', 'href="/edev/1/fsa" all="0" results="0"'))
      case 'GET /edev/1/der':
        return found(
          xml(
            'DERList',
            'href="/edev/1/der" all="1" results="1"',
            '<DER href="/edev/1/der/1"><DERAvailabilityLink href="/edev/1/der/1/dera"/><DERCapabilityLink href="/edev/1/der/1/dercap"/><DERSettingsLink href="/edev/1/der/1/derg"/><DERStatusLink href="/edev/1/der/1/ders"/></DER>',
          ),
        )
      case 'POST /edev/1/lel':
        return { status: 201, headers: { Location: '/edev/1/lel/1' } }
      case 'POST /mup':
        return this.#createMirror(request)
    }
    if (method === 'PUT' && path.startsWith('/edev/1/')) return { status: 204 }
    const mirror = [...this.mirrors.values()].find(({ href }) => href === path)
    if (mirror === undefined) return { status: 404 }
    if (method === 'GET') {
      const rate = this.postRate === undefined ? '' : `<postRate>${this.postRate}</postRate>`
      return found(
        xml(
          'MirrorUsagePoint',
          `href="${mirror.href}"`,
          `<mRID>${mirror.mRID}</mRID><roleFlags>13</roleFlags><serviceCategoryKind>0</serviceCategoryKind><status>1</status><deviceLFDI>${who}</deviceLFDI>${rate}`,
        ),
      )
    }
    return method === 'POST' ? this.#store(mirror, request) : { status: 405, headers: { Allow: 'GET, POST' } }
  }

  #createMirror({ body }: SeenRequest): GivenAnswer {
    const document = readDocument(body, [mirrorUsagePoint]).value
    const known = this.mirrors.get(document.mRID)
    if (known !== undefined) {
      known.document = document
      return { status: 204, headers: { Location: known.href } }
    }
    const href = `/mup/${this.mirrors.size + 1}`
    this.mirrors.set(document.mRID, { mRID: document.mRID, href, document, readings: new Map(), intervals: new Map() })
    return { status: 201, headers: { Location: href } }
  }

  #store(mirror: StoredMirror, { body }: SeenRequest): GivenAnswer {
    const read = readDocument(body, [mirrorMeterReadingList, mirrorMeterReading])
    const all = read.kind === 'MirrorMeterReadingList' ? read.value.MirrorMeterReading : [read.value]
    const types = new Set(mirror.document.MirrorMeterReading.map(({ mRID }) => mRID))
    if (all.some(({ mRID, ReadingType }) => ReadingType === undefined && !types.has(mRID))) return { status: 400 }
    for (const each of all) storeReading(mirror, each)
    return { status: 201, headers: { Location: '/upt/1/mr' } }
  }
}

function storeReading(
  { readings, intervals }: StoredMirror,
  { mRID, Reading, MirrorReadingSet }: MirrorMeterReading,
): void {
  if (Reading !== undefined) readings.set(`${mRID} ${Reading.timePeriod?.start}`, Reading.value ?? 0)
  for (const { timePeriod, Reading: parts } of MirrorReadingSet) {
    const sum = parts.reduce((all, { value = 0 }) => all + value, 0)
    intervals.set(`${mRID} ${timePeriod.start}`, sum)
  }
}

function endDeviceContent(who: string): string {
  return `<DERListLink href="/edev/1/der" all="1"/><DeviceInformationLink href="/edev/1/di"/><DeviceStatusLink href="/edev/1/dstat"/><lFDI>${who}</lFDI><LogEventListLink href="/edev/1/lel" all="0"/><PowerStatusLink href="/edev/1/ps"/><sFDI>${sfdi(who)}</sFDI><changedTime>0</changedTime><FunctionSetAssignmentsListLink href="/edev/1/fsa" all="0"/><RegistrationLink href="/edev/1/rg"/>`
}
