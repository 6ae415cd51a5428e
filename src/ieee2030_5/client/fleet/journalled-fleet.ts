/** @module A fleet that is fed from the journal of a run, and goes on where it was after a restart. */

import { JournalDamage } from '../../../journal/journal-damage.ts'
import { STREAM_BEGIN } from '../../../journal/record-stream.ts'
import { SlotTariff, type TariffTerms } from '../../../market/slot-tariff.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import { OwnTariff } from '../../events/own-tariff.ts'
import { mridFactory } from '../../model/mrid.ts'
import { CURRENCY } from '../../model/pricing.ts'
import { deviceCapabilityPath } from '../connection/server-address.ts'
import { loadFleet } from '../load-fleet.ts'
import { ClientFleet } from './fleet.ts'
import type { FleetInputs } from './fleet-messages.ts'
import type { FleetStatus } from './fleet-status.ts'
import { JournalFeed } from './journal-feed.ts'
import { ResumePoints } from './resume-points.ts'
import { type FleetKey, readSavedFleet, type SavedFleet, writeSavedFleet } from './saved-fleet.ts'

/** Meters that begin in a second. */
const BEGIN_PER_SECOND = 50
/** The clock of a server may be so far off before it is told [s]. */
const CLOCK_TOLERANCE_S = 30

export interface FleetWorld {
  readonly wallMs: () => number
  /** A number from 0 to 1, another one at every call. */
  readonly jitter: () => number
  readonly onCommand: (command: GivenCommand) => void
  readonly onNotice: (text: string) => void
}

export class JournalledFleet {
  readonly #inputs: FleetInputs
  readonly #world: FleetWorld
  readonly #key: FleetKey
  readonly #fleet: ClientFleet
  readonly #feed: JournalFeed
  readonly #points: ResumePoints
  readonly #ending = new AbortController()
  #segment: string
  #running: Promise<void> = Promise.resolve()

  /** @throws UsageError when an identity cannot be used */
  constructor(inputs: FleetInputs, world: FleetWorld) {
    const { server, meters, outputFile, runId } = inputs
    this.#inputs = inputs
    this.#world = world
    this.#key = { runId, server: server.url }
    const saved = readSavedFleet(inputs.savedFile, this.#key)
    const begin = saved?.position ?? STREAM_BEGIN
    this.#segment = begin.segment
    this.#feed = new JournalFeed(outputFile, meters.length, begin)
    this.#points = new ResumePoints(begin)
    this.#fleet = new ClientFleet({
      server,
      meters: loadFleet({
        certificatesFolder: inputs.certificatesFolder,
        pin: inputs.pin,
        meters,
        memories: saved?.memories ?? new Map(),
      }),
      settings: {
        start: deviceCapabilityPath(server),
        mrids: mridFactory(inputs.enterprise),
        maker: {
          enterprise: inputs.enterprise,
          version: inputs.programVersion,
          sinceS: Math.floor(world.wallMs() / 1000),
        },
        postRateSeconds: inputs.postRateSeconds,
        registersItself: inputs.registersItself,
        reservesPower: inputs.reservesPower,
        clockToleranceSeconds: CLOCK_TOLERANCE_S,
        intervalMs: 1000 * inputs.intervalSeconds,
        currency: CURRENCY_NUMBERS.get(inputs.currency) ?? CURRENCY.notApplicable,
        ownTariff: ownTariff(inputs.tariff),
      },
      clock: inputs.clock,
      ...world,
    })
  }

  get status(): FleetStatus {
    return this.#fleet.status
  }

  get clock(): ClientFleet['clock'] {
    return this.#fleet.clock
  }

  /** Timestamp of the first reading of the oldest file that is still needed; empty while that is the first of all. */
  get segment(): string {
    return this.#segment
  }

  /** Begins; the journal must be open. */
  start(): void {
    this.#fleet.start((1000 * this.#inputs.meters.length) / BEGIN_PER_SECOND)
    this.#running = this.#follow()
  }

  /** There may be more to read. */
  wake(): void {
    this.#feed.wake()
  }

  /** Writes what is remembered. */
  async save(): Promise<void> {
    const saved = this.#toSave()
    this.#segment = saved.position.segment
    try {
      await writeSavedFleet(this.#inputs.savedFile, this.#key, saved)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#world.onNotice(
        `${this.#inputs.savedFile} could not be written: ${reason}. After a restart more is posted again`,
      )
    }
  }

  async close(): Promise<void> {
    this.#ending.abort()
    await this.#running
    this.#fleet.close()
    await this.save()
  }

  #toSave(): SavedFleet {
    const memories = this.#fleet.memories
    const boundaries = [...memories.values()].flatMap(({ boundary }) => boundary?.timeMs ?? [])
    const needed = boundaries.length === 0 ? null : boundaries.reduce((least, each) => Math.min(least, each))
    return { position: this.#points.before(needed), memories }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#ending
    try {
      for await (const tick of this.#feed.ticks(signal)) {
        this.#fleet.take(tick)
        if (tick.until !== null) this.#points.reached(tick.timeMs, tick.until)
      }
    } catch (error) {
      if (!(error instanceof JournalDamage)) throw error
      this.#world.onNotice(`utility server: ${error.message}. Meters go on without further readings`)
    }
  }
}

function ownTariff(terms: TariffTerms): OwnTariff {
  const tariff = new SlotTariff(terms)
  return new OwnTariff((second) => tariff.at(second), tariff.slotSeconds)
}

/** ISO 4217. */
const CURRENCY_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['THB', CURRENCY.baht],
  ['USD', CURRENCY.usDollar],
  ['EUR', CURRENCY.euro],
  ['AUD', CURRENCY.australianDollar],
])
