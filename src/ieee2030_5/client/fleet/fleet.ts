/** @module Many meters as clients of one server, in one thread: they share timers, handshakes, documents and counters. */

import type { Meter } from '../../../campus/meter.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import type { RunClock } from '../../../time/run-clock.ts'
import type { AgentMemory, AgentSettings } from '../agent/agent-options.ts'
import { AGENT_STATES, type AgentState, type AgentStatus } from '../agent/agent-status.ts'
import { DeviceAgent } from '../agent/device-agent.ts'
import { CLIENT_FAULTS, type ClientFault } from '../connection/client-error.ts'
import { DeviceConnection } from '../connection/device-connection.ts'
import { DocumentCache } from '../connection/document-cache.ts'
import { HandshakeGate } from '../connection/handshake-gate.ts'
import { ResourceClient } from '../connection/resource-client.ts'
import type { ClientIdentity, UtilityServer } from '../connection/server-address.ts'
import { meterSample } from '../mirrors/meter-sample.ts'
import { SimulatedClock } from '../time/simulated-clock.ts'
import { TimerQueue } from '../time/timer-queue.ts'
import type { FaultFigures, FleetStatus } from './fleet-status.ts'
import { FleetTraffic } from './fleet-traffic.ts'
import { NoticeDigest } from './notice-digest.ts'
import type { ReadingTick } from './reading-feed.ts'

/** Handshakes at a time: each takes milliseconds of a core on both sides. */
const HANDSHAKES_AT_ONCE = 16

export interface FleetMeter {
  readonly meter: Meter
  readonly identity: ClientIdentity
  /** By which it recognises its server; null takes any. */
  readonly pin: number | null
  readonly memory: AgentMemory
}

export interface FleetOptions {
  readonly server: UtilityServer
  readonly meters: readonly FleetMeter[]
  readonly settings: AgentSettings
  readonly clock: RunClock
  readonly wallMs: () => number
  /** A number from 0 to 1, another one at every call. */
  readonly jitter: () => number
  readonly onCommand: (command: GivenCommand) => void
  readonly onNotice: (text: string) => void
}

export class ClientFleet {
  readonly #clock: SimulatedClock
  readonly #timers: TimerQueue
  readonly #agents = new Map<string, DeviceAgent>()
  readonly #traffic = new FleetTraffic()
  readonly #notices: NoticeDigest
  readonly #faults = new Map<ClientFault, Omit<FaultFigures, 'fault'>>()
  /** When each meter's fault that was counted last happened [ms]. */
  readonly #counted = new Map<string, number>()
  #latestMs: number | null = null

  constructor(options: FleetOptions) {
    const { server, meters, settings, jitter, onCommand } = options
    this.#clock = new SimulatedClock(options.clock, options.wallMs)
    this.#timers = new TimerQueue(this.#clock)
    this.#notices = new NoticeDigest(options.onNotice, options.wallMs)
    const gate = new HandshakeGate(HANDSHAKES_AT_ONCE)
    const cache = new DocumentCache()
    for (const { meter, identity, pin, memory } of meters) {
      const connection = new DeviceConnection({ server, identity, gate, observer: this.#traffic })
      const agent = new DeviceAgent({
        meter,
        identity,
        pin,
        client: new ResourceClient(connection, server.url, cache),
        settings,
        clock: this.#clock,
        timers: this.#timers,
        memory,
        jitter,
        onCommand,
        onStatus: (status) => this.#count(status),
        onNotice: (text) => this.#notices.take(meter.meterId, text),
      })
      this.#agents.set(meter.meterId, agent)
    }
  }

  get clock(): SimulatedClock {
    return this.#clock
  }

  /** @param rampUpMs - time over which they begin [ms of the wall clock] */
  start(rampUpMs: number): void {
    let index = 0
    for (const agent of this.#agents.values()) {
      agent.start((rampUpMs * index++) / this.#agents.size)
    }
  }

  /** Hands every meter its reading. */
  take({ timeMs, readings }: Omit<ReadingTick, 'until'>): void {
    for (const reading of readings) {
      this.#agents.get(reading.meter_id)?.take(meterSample(reading))
    }
    this.#latestMs = timeMs
  }

  get status(): FleetStatus {
    const states = Object.fromEntries(AGENT_STATES.map((state) => [state, 0])) as Record<AgentState, number>
    let dropped = 0
    for (const { status } of this.#agents.values()) {
      states[status.state]++
      dropped += status.dropped
    }
    return {
      states,
      faults: CLIENT_FAULTS.flatMap((fault) => {
        const counted = this.#faults.get(fault)
        return counted === undefined ? [] : { fault, ...counted }
      }),
      traffic: this.#traffic.figures,
      dropped,
      latestReadingMs: this.#latestMs,
    }
  }

  /** What each meter has to remember over a restart. */
  get memories(): Map<string, AgentMemory> {
    return new Map([...this.#agents].map(([meterId, { memory }]) => [meterId, memory]))
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.close()
    this.#timers.close()
    this.#notices.flush(true)
  }

  #count({ meterId, lastFault }: AgentStatus): void {
    // States are told with the last fault, which counts once.
    if (lastFault === null || this.#counted.get(meterId) === lastFault.atMs) return
    this.#counted.set(meterId, lastFault.atMs)
    const count = (this.#faults.get(lastFault.fault)?.count ?? 0) + 1
    this.#faults.set(lastFault.fault, { count, lastMessage: lastFault.message, lastMeterId: meterId })
  }
}
