/**
 * @module What lives beside a live run: the utility server, the meters as its clients, the HTTP interface. They meet here,
 * and the way back to the meters is one queue of commands.
 */

import type { ApiThread } from '../api/api-thread.ts'
import { batteryAnswer } from '../api/battery-answer.ts'
import { campusAssets } from '../api/campus-assets.ts'
import type { RunControl } from '../api/run-control.ts'
import type { ToldUtility } from '../api/told-utility.ts'
import { campusPlan } from '../campus/campus-plan.ts'
import type { SinkName } from '../config/settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import { formatProblem, UsageError } from '../errors/problem.ts'
import { requireIdentities } from '../ieee2030_5/client/load-fleet.ts'
import type { UtilityServerThread } from '../ieee2030_5/server/server-thread.ts'
import type { TariffPublisher } from '../ieee2030_5/utility/pricing/tariff-publisher.ts'
import type { WatchThread } from '../monitoring/watch/watch-thread.ts'
import { noFollower, type OpenFollower } from '../run/journal-follower.ts'
import type { LivePace } from '../run/live-pace.ts'
import { PendingCommands } from '../run/pending-commands.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'
import { type RunClock, simulatedMs } from '../time/run-clock.ts'
import { ControlDesk } from './control-desk.ts'
import { discoveredUrl } from './discovered-server.ts'
import { watchRun } from './run-alerts.ts'
import { RunClients } from './run-clients.ts'
import { openRunServer } from './run-server.ts'
import { tariffPublisher } from './run-tariff.ts'
import { openRunUtilityServer, wantsUtilityServer } from './run-utility-server.ts'
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
  readonly commands: PendingCommands
  readonly #options: LiveRunOptions
  /** Of the run's time; null until it is told. */
  #clock: RunClock | null = null
  #utility: UtilityServerThread | null = null
  #tariff: TariffPublisher | null = null
  #clients: RunClients | null = null
  #api: ApiThread | null = null
  /** Null before the first tick. */
  #simulation: RunProgress['simulation'] | null = null
  readonly #desk: ControlDesk
  #watch: WatchThread | null = null
  readonly #told: ToldUtility = { server: null, clients: null }

  constructor(options: LiveRunOptions) {
    this.#options = options
    this.commands = new PendingCommands(() => this.#nowMs())
    const { inputs, wallMs, onNotice } = options
    this.#desk = new ControlDesk({
      inputs,
      commands: this.commands,
      wallMs,
      simulatedMs: () => this.#nowMs(),
      operate: ({ name, input }) => this.#utility?.operate(name, input) ?? null,
      onPace: ({ isPaused, speed }) => this.#api?.onPace({ isPaused, speed, sinceMs: wallMs() }),
      onNotice,
    })
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
        onStatus: (server) => this.#tellUtility({ server }),
        onNotice,
      })
      this.#tariff = tariffPublisher(inputs, this.#utility, onNotice)
    }
    const given = settings.utilityServerUrl ?? (await this.#ownUrl())
    if (given === null || !this.#haveIdentities()) return
    const url = await discoveredUrl(given, settings, this.#options.resolved.origins, inputs.fleet.meter(0).meterId)
    this.#clients = new RunClients({
      inputs,
      url,
      clock,
      onCommands: (commands) => this.#give(commands),
      onStatus: (clients) => this.#tellUtility({ clients }),
      onNotice,
    })
  }

  /** What follows the journal: the interface before the others, so that it can tell of them. */
  get followers(): readonly OpenFollower[] {
    return [this.#openApi, ...(this.#clients === null ? [] : [this.#clients.open]), this.#openWatch]
  }

  onTick(progress: RunProgress): void {
    this.#simulation = progress.simulation
    this.#api?.onTick(progress)
    const { simulation, firstTick, lateTicks, state } = progress
    if (state === 'live') this.#watch?.onTicks({ ticks: simulation.tick - firstTick, lateTicks })
    this.#keepTariff()
  }

  onClock(clock: RunClock): void {
    this.#clock = clock
    this.#utility?.setClock(clock)
    this.#clients?.setClock(clock)
    this.#watch?.setClock(clock)
    this.#keepTariff()
  }

  onPace(pace: LivePace): void {
    void this.#desk.begin(pace)
  }

  onDelivery(sinks: readonly SinkStatus[]): void {
    this.#api?.onDelivery(sinks)
    this.#watch?.onSinks(sinks)
  }

  async close(): Promise<void> {
    await this.#api?.close()
    await this.#desk.close()
    await this.#utility?.close()
  }

  readonly #openApi: OpenFollower = async (manifest) => {
    const { inputs, resolved, sinks, onServer, onNotice } = this.#options
    if (!inputs.settings.server) return noFollower
    const control: RunControl = {
      ask: async (asked) => (asked.kind === 'batteries' ? batteryAnswer(this.#simulation) : this.#desk.ask(asked)),
    }
    const campus = { run: manifest, plan: campusPlan(inputs.campusFile, inputs.settings), assets: campusAssets(inputs) }
    const { api, opened } = await openRunServer(resolved, campus, sinks, { control, onNotice })
    this.#api = api
    onServer(opened)
    return noFollower
  }

  readonly #openWatch: OpenFollower = (manifest) => {
    const { inputs, onNotice } = this.#options
    this.#watch = watchRun(inputs, manifest, {
      onRecords: (records, areNew) => this.#api?.onAlerts(records, areNew),
      onJudged: (judgedMs) => this.#api?.onJudged(judgedMs),
      onNotice,
    })
    return Promise.resolve(this.#watch)
  }

  /**
   * Whether all meters can be clients.
   *
   * @throws UsageError when some cannot but have to, since somebody asked for it
   */
  #haveIdentities(): boolean {
    const { settings, fleet } = this.#options.inputs
    const meterIds = Array.from({ length: fleet.size }, (_, index) => fleet.meter(index).meterId)
    try {
      requireIdentities(settings.certificatesFolder, meterIds)
      return true
    } catch (error) {
      const isAskedFor = settings.utilityServerUrl !== null || settings.utilityServer === 'on'
      if (isAskedFor || !(error instanceof UsageError)) throw error
      const [problem] = error.problems
      this.#options.onNotice(`The meters are no clients of the utility server. ${formatProblem(problem)}`)
      return false
    }
  }

  async #ownUrl(): Promise<string | null> {
    return this.#utility === null ? null : `https://127.0.0.1:${await this.#utility.listening}/dcap`
  }

  /** Published by the time of the server; before the run has told it, that is not known. */
  #keepTariff(): void {
    if (this.#clock !== null) void this.#tariff?.keep(Math.floor(this.#nowMs() / 1000))
  }

  /** The simulated time; before it is told, everything is for the first interval that comes [ms since 1970 UTC]. */
  #nowMs(): number {
    return this.#clock === null ? Number.NEGATIVE_INFINITY : simulatedMs(this.#clock, this.#options.wallMs())
  }

  #give(commands: readonly GivenCommand[]): void {
    if (!this.commands.give(commands)) {
      this.#options.onNotice(`${commands.length} commands of the utility server came too fast and are left out.`)
    }
  }

  #tellUtility(told: Partial<ToldUtility>): void {
    Object.assign(this.#told, told)
    this.#api?.onUtility(this.#told)
  }
}
