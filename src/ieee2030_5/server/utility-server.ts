/** @module A utility server with its clock, its disk and its network. */

import { UsageError } from '../../errors/problem.ts'
import { type RunClock, simulatedMs } from '../../time/run-clock.ts'
import { type Announcing, announceServer } from '../discovery/announce-server.ts'
import { type CertificatePaths, certificatePaths } from '../pki/certificate-paths.ts'
import { readIdentity } from '../pki/identity.ts'
import { readPinSecret } from '../pki/list-certificates.ts'
import { registrationPin } from '../pki/registration-pin.ts'
import { cipherList, requireStandardCipher } from '../tls/cipher-suites.ts'
import { DEVICES, type Device } from '../utility/device.ts'
import { FUNCTION_SETS } from '../utility/function-sets.ts'
import { type OperationRequest, operate, tidy } from '../utility/operate.ts'
import { respond, type UtilityRequest } from '../utility/respond.ts'
import { empty, type UtilityResponse } from '../utility/response.ts'
import { collectionsOf, createUtility, type Utility } from '../utility/utility.ts'
import { type Change, UtilityState } from '../utility/utility-state.ts'
import { announcedServer } from './announced-server.ts'
import { ChangeLog } from './change-log/change-log.ts'
import { certifiedDevices, listedDevices, registerKnown } from './known-devices.ts'
import { Listener } from './listener.ts'
import type { ServerOptions } from './server-options.ts'
import type { ServerStatus } from './server-status.ts'
import { Subscribers } from './subscribers.ts'
import { hasServerCertificate, trustedCertificates } from './trusted-certificates.ts'

const TIDY_MS = 10_000
/** How soon subscribers are told of what has changed. */
const TELL_MS = 1000
const MOST_ERRORS = 20
/** The same line again within this time is not said again [ms]. */
const QUIET_MS = 10_000
/** When to try again after a fault of the disk [s]. */
const RETRY_SECONDS = '30'

export interface ServerObserver {
  /** Refused connections, faults of the disk: one line each. */
  onNotice(text: string): void
}

/**
 * Starts a utility server.
 *
 * @throws UsageError when certificates, port or state cannot be used
 */
export async function openUtilityServer(options: ServerOptions, observer: ServerObserver): Promise<UtilityServer> {
  requireStandardCipher()
  const server = new UtilityServer(options, observer)
  try {
    await server.listen()
    return server
  } catch (error) {
    await server.close()
    throw error
  }
}

export class UtilityServer {
  readonly #options: ServerOptions
  readonly #observer: ServerObserver
  readonly #utility: Utility
  readonly #log: ChangeLog
  readonly #listener: Listener
  readonly #timer: NodeJS.Timeout
  readonly #subscribers: Subscribers
  readonly #telling: NodeJS.Timeout
  readonly #requests = new Map<number, number>()
  readonly #lastErrors: string[] = []
  readonly #saidAtMs = new Map<string, number>()
  #clock: RunClock
  #port = 0
  #announcing: Promise<Announcing> | null = null

  constructor(options: ServerOptions, observer: ServerObserver) {
    this.#options = options
    this.#observer = observer
    this.#clock = options.clock
    const paths = certificatePaths(options.certificatesFolder)
    requireCertificates(paths)
    const identity = readIdentity(paths.server)
    const trusted = trustedCertificates(paths, identity, {
      selfSigned: options.deviceCertificates === 'self-signed',
      nowMs: Date.now(),
    })
    const known = [...listedDevices(options.registryFile), ...(options.registerMeters ? certifiedDevices(paths) : [])]
    const settings = { ...options.utility, lfdi: identity.lfdi, pinOf: pinsOf(paths) }
    const state = new UtilityState()
    this.#utility = createUtility(FUNCTION_SETS, settings, state)
    this.#listener = new Listener({
      host: options.host,
      port: options.port,
      identity,
      trusted,
      lenientCiphers: options.lenientCiphers,
      lenientCertificates: options.deviceCertificates !== 'profile',
      answer: (request) => this.#answer(request),
      onRefused: (text) => this.#notice(text),
    })
    this.#log = new ChangeLog({
      folder: options.stateFolder,
      collections: collectionsOf(FUNCTION_SETS),
      state,
      onNotice: (text) => this.#notice(text),
    })
    registerKnown(state, known, settings, Math.floor(this.now))
    this.#log.append(state.takeChanges())
    this.#timer = setInterval(() => this.#tidy(), TIDY_MS)
    this.#timer.unref()
    this.#subscribers = new Subscribers({
      utility: this.#utility,
      tls: {
        cert: identity.chainPem,
        key: identity.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        ca: [...trusted],
        ciphers: cipherList(options.lenientCiphers),
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
        // Certificates of devices name no hosts: it is enough that an authority has issued them.
        checkServerIdentity: () => undefined,
      },
      now: () => this.now,
      onChanged: () => this.#remember(),
      onNotice: (text) => this.#notice(text),
    })
    this.#telling = setInterval(() => this.#tell(), TELL_MS)
    this.#telling.unref()
  }

  async listen(): Promise<void> {
    this.#port = await this.#listener.listen()
    const { discovery, host } = this.#options
    if (!discovery) return
    const announced = announcedServer(this.#utility.settings.lfdi, this.#port)
    this.#announcing = announceServer(announced, host, (text) => this.#notice(text))
  }

  get port(): number {
    return this.#port
  }

  /** [s since 1970 UTC] */
  get now(): number {
    return simulatedMs(this.#clock, Date.now()) / 1000
  }

  /** From now on the time is this. */
  setClock(clock: RunClock): void {
    this.#clock = clock
  }

  /**
   * Carries out what an operator asks for; it is on the disk when this resolves.
   *
   * @throws OperationError when it cannot be done
   */
  async operate(request: OperationRequest): Promise<unknown> {
    const output = operate(this.#utility, request, this.now)
    const changes = this.#utility.state.takeChanges()
    this.#withdraw(changes)
    if (changes.length > 0) {
      this.#log.append(changes)
      await this.#log.durable()
    }
    return output
  }

  status(): ServerStatus {
    return {
      ...this.#listener.counts,
      port: this.#port,
      requests: Object.fromEntries(this.#requests),
      holds: this.#utility.state.sizes(),
      connectedDevices: [...this.#listener.connected.keys()],
      lastErrors: [...this.#lastErrors],
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    clearInterval(this.#telling)
    await (await this.#announcing)?.close()
    await this.#subscribers.close()
    await this.#listener.close()
    await this.#log.close()
  }

  #answer(request: Omit<UtilityRequest, 'now'>): UtilityResponse | Promise<UtilityResponse> {
    const answer = this.#answerNow(request)
    return answer instanceof Promise ? answer.then((later) => this.#counted(later)) : this.#counted(answer)
  }

  /** What has changed is written before anybody is told of it; who is let in is on the disk even. */
  #answerNow(request: Omit<UtilityRequest, 'now'>): UtilityResponse | Promise<UtilityResponse> {
    try {
      // What could not be written before goes first; while it cannot, nothing new is taken.
      if (this.#log.isFailing && request.method !== 'GET' && request.method !== 'HEAD') this.#log.append([])
      const response = respond(this.#utility, { ...request, now: this.now })
      const changes = this.#utility.state.takeChanges()
      // It may tell of what others have changed in this moment.
      if (changes.length === 0)
        return (
          this.#log.writing?.then(
            () => response,
            () => response,
          ) ?? response
        )
      return this.#written(changes).then(
        () => response,
        (error: unknown) => this.#fault(request, error),
      )
    } catch (error) {
      return this.#fault(request, error)
    }
  }

  async #written(changes: readonly Change[]): Promise<void> {
    await this.#log.appendSoon(changes)
    if (changes.some(isOfDevice)) await this.#log.durable()
  }

  /** The disk, or a fault of the program: the client may come again. */
  #fault({ method, target }: Omit<UtilityRequest, 'now'>, error: unknown): UtilityResponse {
    const isDisk = error instanceof Error && 'syscall' in error
    const reason = error instanceof Error ? (isDisk ? error.message : (error.stack ?? error.message)) : String(error)
    this.#notice(
      `${method} ${target.slice(0, 100)}: ${isDisk ? 'the disk takes nothing' : 'internal error'}: ${reason}`,
    )
    return empty(isDisk ? 503 : 500, reason, { 'Retry-After': RETRY_SECONDS })
  }

  #counted(response: UtilityResponse): UtilityResponse {
    this.#requests.set(response.status, (this.#requests.get(response.status) ?? 0) + 1)
    return response
  }

  /** Ends the connections of whoever is no longer let in. */
  #withdraw(changes: readonly Change[]): void {
    for (const change of changes) {
      if (isOfDevice(change) && (change.value as Device | null)?.enabled !== true) {
        this.#listener.disconnect(change.key)
      }
    }
  }

  #tidy(): void {
    try {
      tidy(this.#utility, this.now)
      this.#log.append(this.#utility.state.takeChanges())
    } catch (error) {
      this.#notice(`What has expired was not taken away: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  /** What subscribers have taken; while the disk takes nothing, it is written with what comes next. */
  #remember(): void {
    try {
      this.#log.append(this.#utility.state.takeChanges())
    } catch (error) {
      this.#notice(`What subscribers know was not written: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #tell(): void {
    try {
      this.#subscribers.tell()
    } catch (error) {
      this.#notice(`Subscribers were not told of changes: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #notice(text: string): void {
    const nowMs = Date.now()
    const isRepeated = nowMs - (this.#saidAtMs.get(text) ?? Number.NEGATIVE_INFINITY) < QUIET_MS
    if (this.#saidAtMs.size > MOST_ERRORS) this.#saidAtMs.clear()
    this.#saidAtMs.set(text, nowMs)
    if (isRepeated) return
    this.#lastErrors.push(text)
    if (this.#lastErrors.length > MOST_ERRORS) this.#lastErrors.shift()
    this.#observer.onNotice(text)
  }
}

function isOfDevice({ collection }: Change): boolean {
  return collection === DEVICES.name
}

function requireCertificates(paths: CertificatePaths): void {
  if (hasServerCertificate(paths)) return
  throw new UsageError([
    {
      source: 'IEEE 2030.5 server',
      key: 'CERTS_FOLDER',
      value: paths.folder,
      expected: 'a folder with the certificate of the server',
      fix: 'Run: gridtokenx-sim certificates',
    },
  ])
}

/** @throws UsageError without the secret they are made of */
function pinsOf(paths: CertificatePaths): (lfdi: string) => number {
  const secret = readPinSecret(paths)
  if (secret === null) {
    const fix = 'Run: gridtokenx-sim certificates'
    throw new UsageError([
      { source: paths.pinSecret, key: 'file', value: 'missing', expected: 'the secret of PINs', fix },
    ])
  }
  return (lfdi) => registrationPin(secret, lfdi)
}
