/** @module The utility server of IEEE 2030.5 beside Node's own TLS server that answers with the same bytes. */

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mirrorMeterReading, mirrorUsagePoint } from '../src/ieee2030_5/model/mirror-usage-point.ts'
import { certificatePaths } from '../src/ieee2030_5/pki/certificate-paths.ts'
import { readIdentity } from '../src/ieee2030_5/pki/identity.ts'
import { makeMissing } from '../src/ieee2030_5/pki/make-certificates.ts'
import { cipherList } from '../src/ieee2030_5/tls/cipher-suites.ts'
import { writeDocument } from '../src/ieee2030_5/xml/write-document.ts'
import { compareServers, type ServerComparison, ServerProcess, type ServerUse } from './server-process.ts'
import { requestOf, TlsClient, type TlsLoad } from './tls-load.ts'
import type { ServerQuestion, ServerRole } from './utility-server-process.ts'

const PROCESS = fileURLToPath(new URL('./utility-server-process.js', import.meta.url))
/** Connections that are busy at a time; further devices are connected and idle. */
const BUSY = 25
/** Handshakes under way at a time. */
const HANDSHAKES_AT_A_TIME = 4
/** Connections that come about at a time. */
const CONNECTING = 8

export interface UtilityServerResult {
  readonly devices: number
  readonly get: ServerComparison
  readonly post: ServerComparison
  readonly handshake: ServerComparison
  /** Memory of one connected, idle device [bytes]: of the utility server, and of the bare one. */
  readonly idleBytes: number
  readonly bareIdleBytes: number
}

/**
 * Measures with so many connected devices.
 *
 * @param perRound - requests of a round
 * @param handshakesPerRound - connections of a round that are opened, used once and closed
 */
export async function measureUtilityServer(
  devices: number,
  perRound: number,
  handshakesPerRound: number,
  rounds: number,
  folder: string,
): Promise<UtilityServerResult> {
  const root = join(folder, 'utility-server')
  mkdirSync(root, { recursive: true })
  const load = await certified(root, devices)
  const [utility, bare] = await Promise.all([
    MeasuredServer.start({ kind: 'utility', root }, load),
    MeasuredServer.start({ kind: 'bare', root }, load),
  ])
  try {
    const idleBytes = await utility.connect(devices)
    const bareIdleBytes = await bare.connect(devices)
    const request = requestOf('GET', '/dcap')
    const [{ body }] = await utility.askAll([request])
    await bare.tell({ ask: 'answer', body })
    const get = await compareServers([utility, bare], rounds, perRound, (server) =>
      server.send(perRound, () => request),
    )
    const mirrors = await utility.openMirrors()
    bare.mirrors = mirrors
    let time = Math.floor(Date.now() / 1000) - 3 * 86_400
    const post = await compareServers([utility, bare], rounds, perRound, (server) => {
      time += 60
      return server.send(perRound, (client, index) => postOf(mirrors[client], time + index))
    })
    const handshake = await compareServers([utility, bare], rounds, handshakesPerRound, (server) =>
      server.handshakes(handshakesPerRound),
    )
    return { devices, get, post, handshake, idleBytes, bareIdleBytes }
  } finally {
    utility.stop()
    bare.stop()
  }
}

interface Mirror {
  readonly path: string
  readonly mRID: string
}

class MeasuredServer {
  readonly #process: ServerProcess<ServerQuestion>
  readonly #load: TlsLoad
  #clients: TlsClient[] = []
  mirrors: readonly Mirror[] = []

  static async start(role: ServerRole, load: Omit<TlsLoad, 'port'>): Promise<MeasuredServer> {
    const process = await ServerProcess.start<ServerQuestion>(PROCESS, role)
    return new MeasuredServer(process, { ...load, port: process.port })
  }

  constructor(process: ServerProcess<ServerQuestion>, load: TlsLoad) {
    this.#process = process
    this.#load = load
  }

  tell(question: ServerQuestion): Promise<void> {
    return this.#process.tell(question)
  }

  use(): Promise<ServerUse> {
    return this.#process.use()
  }

  /** @returns what one more connected device takes [bytes], beyond the first busy ones */
  async connect(devices: number): Promise<number> {
    await this.#open(0, Math.min(BUSY, devices))
    // Whatever a server allocates once is there now.
    await this.askAll(Array(20).fill(requestOf('GET', '/dcap')))
    const before = await this.use()
    await this.#open(this.#clients.length, devices)
    const after = await this.use()
    const added = devices - Math.min(BUSY, devices)
    return added === 0 ? 0 : (after.memory - before.memory) / added
  }

  async #open(from: number, to: number): Promise<void> {
    for (let first = from; first < to; first += CONNECTING) {
      const batch = Array.from(
        { length: Math.min(CONNECTING, to - first) },
        (_, k) => new TlsClient(this.#load, first + k),
      )
      await Promise.all(batch.map((client) => client.open()))
      // A device has asked at least once.
      await Promise.all(batch.map((client) => client.ask(requestOf('GET', '/tm'))))
      this.#clients.push(...batch)
    }
  }

  /** Each request by every busy client. */
  async askAll(requests: readonly Buffer[]): Promise<{ body: string }[]> {
    const answers = []
    for (const request of requests) {
      answers.push(...(await Promise.all(this.#busy.map((client) => client.ask(request)))))
    }
    return answers
  }

  get #busy(): readonly TlsClient[] {
    return this.#clients.slice(0, BUSY)
  }

  /** Sends so many requests in all, each busy client one after another. */
  async send(requests: number, requestBy: (client: number, index: number) => Buffer): Promise<void> {
    let sent = 0
    await Promise.all(
      this.#busy.map(async (client, which) => {
        while (sent < requests) {
          const { status, body } = await client.ask(requestBy(which, sent++))
          if (status >= 300) throw new Error(`the server answered ${status}: ${body}`)
        }
      }),
    )
  }

  /** Gives each busy client a mirror with one quantity. */
  async openMirrors(): Promise<Mirror[]> {
    const mirrors: Mirror[] = []
    for (const [index, client] of this.#busy.entries()) {
      const mRID = mrid(0x1000 + index)
      const document = {
        mRID: mrid(index),
        roleFlags: 0x0003,
        serviceCategoryKind: 0,
        status: 1,
        deviceLFDI: this.#load.identities[index].lfdi,
        MirrorMeterReading: [{ mRID, MirrorReadingSet: [], ReadingType: POWER }],
      }
      const answer = await client.ask(requestOf('POST', '/mup', writeDocument(mirrorUsagePoint, document)))
      if (answer.location === null) throw new Error(`no mirror: ${answer.status} ${answer.body}`)
      mirrors.push({ path: answer.location, mRID })
    }
    return mirrors
  }

  /** Opens, uses once and closes so many connections, none of them resumed. */
  async handshakes(count: number): Promise<void> {
    let begun = 0
    const request = requestOf('GET', '/tm')
    await Promise.all(
      Array.from({ length: HANDSHAKES_AT_A_TIME }, async () => {
        while (begun < count) {
          const client = new TlsClient(this.#load, begun++)
          await client.open()
          await client.ask(request)
          client.close()
        }
      }),
    )
  }

  stop(): void {
    for (const client of this.#clients) client.close()
    this.#process.stop()
  }
}

const POWER = {
  accumulationBehaviour: 12,
  commodity: 1,
  flowDirection: 1,
  intervalLength: 0,
  kind: 37,
  powerOfTenMultiplier: 0,
  uom: 38,
}

function mrid(number: number): string {
  return `${number.toString(16).toUpperCase().padStart(24, '0')}00007ED9`
}

function postOf({ path, mRID }: Mirror, time: number): Buffer {
  const document = {
    mRID,
    MirrorReadingSet: [],
    Reading: { timePeriod: { duration: 0, start: time }, value: 1000 + (time % 997) },
  }
  return requestOf('POST', path, writeDocument(mirrorMeterReading, document))
}

/** Certificates of a server and of so many meters, and what clients need of them. */
async function certified(root: string, meters: number): Promise<Omit<TlsLoad, 'port'>> {
  const paths = certificatePaths(join(root, 'certs'))
  const meterIds = Array.from({ length: Math.max(BUSY, meters) }, (_, k) => `BENCH_${String(k).padStart(5, '0')}`)
  await makeMissing({
    paths,
    meterIds,
    hosts: ['localhost', '127.0.0.1'],
    enterprise: 32_473,
    nowMs: Date.now(),
    signal: new AbortController().signal,
    onProgress() {},
  })
  const identities = meterIds.map((meterId) => {
    const { chainPem, privateKey, lfdi } = readIdentity(paths.meter(meterId))
    return { cert: chainPem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), lfdi }
  })
  return { ca: readFileSync(paths.authority.bundle, 'utf8'), ciphers: cipherList(false), identities }
}
