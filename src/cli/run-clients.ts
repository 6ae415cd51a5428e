/** @module The meters of a live run as clients of a utility server. */

import type { FleetStatus } from '../ieee2030_5/client/fleet/fleet-status.ts'
import { type FleetThread, startFleet } from '../ieee2030_5/client/fleet/fleet-thread.ts'
import { utilityServer } from '../ieee2030_5/client/load-fleet.ts'
import { journalFiles } from '../journal/journal-files.ts'
import type { OpenFollower } from '../run/journal-follower.ts'
import { programVersion } from '../run/program-version.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'
import type { RunClock } from '../time/run-clock.ts'
import { tariffTerms } from './run-tariff.ts'

export interface RunClientsOptions {
  readonly inputs: RunInputs
  /** Address of the server. */
  readonly url: string
  /** The time to begin with. */
  readonly clock: RunClock
  /** What the meters are to do, as the server wants it. */
  readonly onCommands: (commands: readonly GivenCommand[]) => void
  readonly onStatus: (status: FleetStatus) => void
  readonly onNotice: (text: string) => void
}

export class RunClients {
  readonly #options: RunClientsOptions
  #thread: FleetThread | null = null
  #ready = -1

  constructor(options: RunClientsOptions) {
    this.#options = options
  }

  /** Starts the thread of the clients. */
  readonly open: OpenFollower = async (manifest) => {
    const { inputs, url, clock, onCommands, onNotice } = this.#options
    const { settings, origins, fleet } = inputs
    const meters = Array.from({ length: fleet.size }, (_, index) => fleet.meter(index))
    this.#thread = await startFleet(
      {
        server: utilityServer(url, settings, origins),
        certificatesFolder: settings.certificatesFolder,
        pin: settings.utilityServerPin,
        registersItself: settings.utilityServerRegister,
        reservesPower: settings.utilityServerReservations,
        postRateSeconds: settings.utilityServerPostRate,
        enterprise: settings.enterpriseNumber,
        programVersion: programVersion(),
        meters,
        intervalSeconds: settings.intervalSeconds,
        currency: settings.currency,
        tariff: tariffTerms(inputs),
        clock,
        runId: manifest.run_id,
        outputFile: settings.outputFile,
        savedFile: journalFiles(settings.outputFile).clients,
      },
      { onCommands, onNotice, onStatus: (status) => this.#onStatus(status) },
    )
    return this.#thread
  }

  setClock(clock: RunClock): void {
    this.#thread?.setClock(clock)
  }

  /** Tells when all meters have found their way, and when that is over. */
  #onStatus(status: FleetStatus): void {
    const { inputs, url, onNotice, onStatus } = this.#options
    onStatus(status)
    const all = inputs.fleet.size
    const { ready } = status.states
    if (ready === all && this.#ready !== all) onNotice(`utility server ${url}: all ${all} meters are connected`)
    if (ready < all && this.#ready === all) onNotice(`utility server ${url}: ${ready} of ${all} meters are connected`)
    this.#ready = ready
  }
}
