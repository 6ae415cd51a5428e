/** @module The meters of a live run as clients of a utility server. */

import type { FleetStatus } from '../ieee2030_5/client/fleet/fleet-status.ts'
import { type FleetThread, startFleet } from '../ieee2030_5/client/fleet/fleet-thread.ts'
import { requireIdentities, utilityServer } from '../ieee2030_5/client/load-fleet.ts'
import { type ClockSetting, WALL_TIME } from '../ieee2030_5/client/time/simulated-clock.ts'
import { journalFiles } from '../journal/journal-files.ts'
import type { OpenFollower } from '../run/journal-follower.ts'
import { programVersion } from '../run/program-version.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'

export interface RunClientsOptions {
  readonly inputs: RunInputs
  /** Address of the server. */
  readonly url: string
  readonly wallMs: () => number
  readonly onCommands: (commands: readonly GivenCommand[]) => void
  readonly onNotice: (text: string) => void
}

export class RunClients {
  readonly #options: RunClientsOptions
  #thread: FleetThread | null = null
  #clock: ClockSetting
  #ready = -1

  constructor(options: RunClientsOptions) {
    this.#options = options
    this.#clock = WALL_TIME
  }

  /** Starts the thread of the clients. */
  readonly open: OpenFollower = async (manifest) => {
    const { inputs, url, wallMs, onCommands, onNotice } = this.#options
    const { settings, origins, fleet } = inputs
    const meters = Array.from({ length: fleet.size }, (_, index) => fleet.meter(index))
    requireIdentities(
      settings.certificatesFolder,
      meters.map(({ meterId }) => meterId),
    )
    if (settings.speed !== 1) {
      const anchorSimulatedMs = Date.parse(manifest.start)
      this.#clock = { anchorWallMs: wallMs(), anchorSimulatedMs, speed: settings.speed }
    }
    this.#thread = await startFleet(
      {
        server: utilityServer(url, settings, origins),
        certificatesFolder: settings.certificatesFolder,
        pin: settings.utilityServerPin,
        registersItself: settings.utilityServerRegister,
        postRateSeconds: settings.utilityServerPostRate,
        enterprise: settings.enterpriseNumber,
        programVersion: programVersion(),
        meters,
        intervalSeconds: settings.intervalSeconds,
        currency: settings.currency,
        clock: this.#clock,
        runId: manifest.run_id,
        outputFile: settings.outputFile,
        savedFile: journalFiles(settings.outputFile).clients,
      },
      { onCommands, onNotice, onStatus: (status) => this.#onStatus(status) },
    )
    return this.#thread
  }

  /** Keeps the clients' clock at the time of the run, which at any speed but 1 follows from its ticks. */
  onTick({ simulation, state }: RunProgress): void {
    const { inputs, wallMs } = this.#options
    const { speed, intervalSeconds } = inputs.settings
    if (this.#thread === null || state !== 'live' || speed === 1) return
    const nowMs = wallMs()
    const timeMs = simulation.timeMs(simulation.tick)
    const expectedMs = this.#clock.anchorSimulatedMs + (nowMs - this.#clock.anchorWallMs) * speed
    if (Math.abs(expectedMs - timeMs) <= 1000 * intervalSeconds) return
    this.#clock = { anchorWallMs: nowMs, anchorSimulatedMs: timeMs, speed }
    this.#thread.setClock(this.#clock)
  }

  /** Tells when all meters have found their way, and when that is over. */
  #onStatus({ states }: FleetStatus): void {
    const { inputs, url, onNotice } = this.#options
    const all = inputs.fleet.size
    const { ready } = states
    if (ready === all && this.#ready !== all) onNotice(`utility server ${url}: all ${all} meters are connected`)
    if (ready < all && this.#ready === all) onNotice(`utility server ${url}: ${ready} of ${all} meters are connected`)
    this.#ready = ready
  }
}
