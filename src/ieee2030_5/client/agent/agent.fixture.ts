/** @module An agent of one meter against a test server, in a time that goes fast. */

import { setTimeout as delay } from 'node:timers/promises'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import { mridFactory } from '../../model/mrid.ts'
import type { CertificatePaths } from '../../pki/certificate-paths.ts'
import { DeviceConnection } from '../connection/device-connection.ts'
import { HandshakeGate } from '../connection/handshake-gate.ts'
import { ResourceClient } from '../connection/resource-client.ts'
import type { UtilityServer } from '../connection/server-address.ts'
import { HYBRID_METER, quietReading } from '../mirrors/meter.fixture.ts'
import { type MirroredReading, meterSample } from '../mirrors/meter-sample.ts'
import { SimulatedClock } from '../time/simulated-clock.ts'
import { TimerQueue } from '../time/timer-queue.ts'
import { clientIdentity, pinOf } from '../utility-server.fixture.ts'
import { type AgentMemory, type AgentSettings, NO_MEMORY } from './agent-options.ts'
import type { AgentState, AgentStatus } from './agent-status.ts'
import { DeviceAgent } from './device-agent.ts'

export const MRIDS = mridFactory(32_473)
/** What happens in the tests in a second [s]. */
const SPEED = 600

export interface RunningAgent {
  readonly agent: DeviceAgent
  readonly lfdi: string
  readonly clock: SimulatedClock
  readonly commands: GivenCommand[]
  readonly notices: string[]
  /** In the order in which they were entered. */
  readonly states: AgentState[]
  stop(): void
}

export interface AgentChanges {
  readonly pin?: number | null
  readonly memory?: AgentMemory
  readonly settings?: Partial<AgentSettings>
  /** Of the meter's clock [ms since 1970 UTC]. */
  readonly startMs?: number
  readonly speed?: number
}

/** A server for agents: its certificates, its address, and the clock that agents set. */
export interface ServerOfAgents {
  readonly paths: CertificatePaths
  readonly address: UtilityServer
  nowS: () => number
}

export function startAgent(server: ServerOfAgents, changes: AgentChanges = {}): RunningAgent {
  const identity = clientIdentity(server.paths, HYBRID_METER.meterId)
  const begunMs = Date.now()
  const setting = {
    anchorWallMs: begunMs,
    anchorSimulatedMs: changes.startMs ?? begunMs,
    speed: changes.speed ?? SPEED,
  }
  const clock = new SimulatedClock(setting, () => Date.now())
  server.nowS = () => Math.floor(clock.nowMs() / 1000)
  const timers = new TimerQueue(clock)
  const connection = new DeviceConnection({
    server: server.address,
    identity,
    gate: new HandshakeGate(1),
    timeLimitMs: 2000,
  })
  const commands: GivenCommand[] = []
  const notices: string[] = []
  const states: AgentState[] = []
  const agent = new DeviceAgent({
    meter: HYBRID_METER,
    identity,
    pin: changes.pin === undefined ? pinOf(server.paths, identity.lfdi) : changes.pin,
    client: new ResourceClient(connection, server.address.url),
    settings: {
      start: '/dcap',
      mrids: MRIDS,
      maker: { enterprise: 32_473, version: '1.2.3', sinceS: 0 },
      postRateSeconds: 300,
      registersItself: false,
      reservesPower: false,
      clockToleranceSeconds: 30,
      intervalMs: 15_000,
      currency: 764,
      ownTariff: null,
      ...changes.settings,
    },
    clock,
    timers,
    memory: changes.memory ?? NO_MEMORY,
    jitter: () => 0,
    onCommand: (command) => commands.push(command),
    onStatus: ({ state }: AgentStatus) => {
      if (states.at(-1) !== state) states.push(state)
    },
    onNotice: (text) => notices.push(text),
  })
  agent.start(0)
  const stop = (): void => {
    agent.close()
    timers.close()
  }
  return { agent, lfdi: identity.lfdi, clock, commands, notices, states, stop }
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5)
}

/** Readings of so many intervals with registers that add up; the first interval begins at `fromMs`. */
export function risingReadings(fromMs: number, count: number): MirroredReading[] {
  return Array.from({ length: count }, (_, index) =>
    quietReading(fromMs + (index + 1) * 15_000, {
      energy_imported: 0.012_345,
      energy_consumed: 0.012_345,
      import_register: 12.345 * (index + 1),
    }),
  )
}

export function feed(agent: DeviceAgent, readings: readonly MirroredReading[]): void {
  for (const reading of readings) agent.take(meterSample(reading))
}
