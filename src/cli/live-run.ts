/**
 * @module What lives beside a live run: the utility server, the meters as its clients, the HTTP interface. They meet here,
 * and the way back to the meters is one queue of commands.
 */

import type { ApiThread } from '../api/api-thread.ts'
import type { OperationOutcome } from '../api/utility-door.ts'
import type { SinkName } from '../config/settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { UtilityServerThread } from '../ieee2030_5/server/server-thread.ts'
import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import { OperationError } from '../ieee2030_5/utility/operation.ts'
import { noFollower, type OpenFollower } from '../run/journal-follower.ts'
import type { RunClock } from '../run/pacing.ts'
import { PendingCommands } from '../run/pending-commands.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'
import { RunClients } from './run-clients.ts'
import { openRunServer } from './run-server.ts'
import { openRunUtilityServer, serverClock, wantsUtilityServer } from './run-utility-server.ts'
import type { OpenServer } from './run-view.ts'

export interface LiveRunOptions {
  readonly inputs: RunInputs
  readonly resolved: Parameters<typeof openRunServer>[0]
  readonly sinks: readonly SinkName[]
  /** [ms since 1970 UTC] */
  readonly wallMs: () => number
  /** The HTTP interface is open. */
  readonly onServer: (server: OpenServer) => void
  readonly onNotice: (text: string) => void
}

export class LiveRun {
  /** What the meters are told from outside. */
  readonly commands = new PendingCommands()
  readonly #options: LiveRunOptions
  #utility: UtilityServerThread | null = null
  #clients: RunClients | null = null
  #api: ApiThread | null = null

  constructor(options: LiveRunOptions) {
    this.#options = options
  }

  /**
   * Starts the utility server, before the run touches anything.
   *
   * @throws UsageError when its certificates, its port or its state cannot be used
   */
  async open(): Promise<void> {
    const { inputs, wallMs, onNotice } = this.#options
    const { settings, site } = inputs
    const anchorWallMs = wallMs()
    // A new run begins now; for one that goes on, the run tells the time before its first tick.
    const anchorSimulatedMs = settings.startMs ?? anchorWallMs
    const clock: RunClock = { anchorWallMs, anchorSimulatedMs, speed: settings.speed }
    if (wantsUtilityServer(settings)) {
      this.#utility = await openRunUtilityServer(settings, site, clock, {
        onStatus: (status) => this.#api?.onUtility(status),
        onNotice,
      })
    }
    const url = settings.utilityServerUrl ?? (await this.#ownUrl())
    if (url === null) return
    this.#clients = new RunClients({
      inputs,
      url,
      clock,
      onCommands: (commands) => this.#give(commands),
      onStatus: (status) => this.#api?.onClients(status),
      onNotice,
    })
  }

  /** What follows the journal: the interface before the clients, so that it can tell of them. */
  get followers(): readonly OpenFollower[] {
    return [this.#openApi, ...(this.#clients === null ? [] : [this.#clients.open])]
  }

  onTick(progress: RunProgress): void {
    this.#api?.onTick(progress)
  }

  onClock(clock: RunClock): void {
    this.#utility?.setClock(serverClock(clock))
    this.#clients?.setClock(clock)
  }

  onDelivery(sinks: readonly SinkStatus[]): void {
    this.#api?.onDelivery(sinks)
  }

  async close(): Promise<void> {
    await this.#api?.close()
    await this.#utility?.close()
  }

  readonly #openApi: OpenFollower = async (manifest) => {
    const { inputs, resolved, sinks, onServer, onNotice } = this.#options
    if (!inputs.settings.server) return noFollower
    const operate = (request: OperationRequest) => this.#operate(request)
    const { api, opened } = await openRunServer(resolved, manifest, { sinks, operate, tell: onNotice })
    this.#api = api
    onServer(opened)
    return noFollower
  }

  async #ownUrl(): Promise<string | null> {
    return this.#utility === null ? null : `https://127.0.0.1:${await this.#utility.listening}/dcap`
  }

  #give(commands: readonly GivenCommand[]): void {
    if (!this.commands.give(commands)) {
      this.#options.onNotice(`${commands.length} commands of the utility server came too fast and are left out.`)
    }
  }

  async #operate({ name, input }: OperationRequest): Promise<OperationOutcome> {
    if (this.#utility === null) return NO_UTILITY
    try {
      return { kind: 'done', output: await this.#utility.operate(name, input) }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return error instanceof OperationError
        ? { kind: 'failed', fault: error.fault, field: error.field, message }
        : { kind: 'failed', fault: null, field: '', message }
    }
  }
}

const NO_UTILITY: OperationOutcome = {
  kind: 'failed',
  fault: 'missing',
  field: '',
  message:
    'There is no utility server in this run: make its certificates with the command certificates, and start anew.',
}
