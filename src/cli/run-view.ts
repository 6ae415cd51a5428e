/** @module How a run is shown while it goes: a live screen, a log line per tick, or a batch's progress. */

import type { Logger } from 'pino'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { RunInputs } from '../run/run-inputs.ts'
import type { RunProgress } from '../run/run-observer.ts'
import { DeliveryDisplay } from './terminal/delivery-display.ts'
import { counted } from './terminal/figures.ts'
import { renderLiveView } from './terminal/live-view.ts'
import { ProgressDisplay } from './terminal/progress.ts'
import { Screen } from './terminal/screen.ts'
import { sinkPhrase } from './terminal/sink-lines.ts'
import { renderTickLine } from './terminal/tick-line.ts'

/** Shows the ticks of one run; `close` gives the terminal back. */
export interface RunView {
  onTick(progress: RunProgress): void
  /** The HTTP interface is open, before the first tick: where, and what else there is to say about it. */
  onServer(server: OpenServer): void
  /** A live run waits for its first reading [ms]. */
  onWaiting(delayMs: number): void
  /** How the destinations stand. */
  onDelivery(sinks: readonly SinkStatus[]): void
  /** True when a log line now would spoil what the view shows. */
  readonly ownsTerminal: boolean
  close(): void
}

export interface OpenServer {
  readonly url: string
  /** A sentence about its token when that is new. */
  readonly note: string | null
}

/** Shortest time between two pictures while ticks rush by [ms]. */
const FRAME_MS = 100

/** A calm screen redrawn in place. */
export function liveScreenView(inputs: RunInputs, color: boolean, isStopping: () => boolean): RunView {
  const { settings, fleet } = inputs
  const screen = new Screen(process.stdout, { color })
  let drawnMs = Number.NEGATIVE_INFINITY
  let sinks: readonly SinkStatus[] = []
  let url: string | null = null
  return {
    ownsTerminal: true,
    onServer(server) {
      url = server.url
      // It stays readable: what was on the terminal before comes back at the end.
      process.stdout.write(`${serverLines(server).join('\n')}\n`)
    },
    onWaiting: (delayMs) => {
      process.stdout.write(`${waitingLine(inputs, delayMs)}\n`)
    },
    onDelivery: (all) => {
      sinks = all
    },
    onTick({ simulation, state, lateTicks }) {
      const now = performance.now()
      if (state !== 'live' && now - drawnMs < FRAME_MS) {
        return
      }
      drawnMs = now
      const snapshot = simulation.snapshot()
      const shownState = isStopping() ? 'stopping' : state === 'batch' ? 'live' : state
      const status = {
        lateTicks,
        speed: settings.speed,
        output: settings.outputFile,
        state: shownState,
        fleetSize: fleet.size,
        sinks: sinks.map(sinkPhrase),
        ...(url !== null && { url }),
      } as const
      screen.draw((size) => renderLiveView(snapshot, status, size))
    },
    close: () => screen.close(),
  }
}

/** One line per tick at level info. */
export function logView(inputs: RunInputs, log: Logger): RunView {
  let sinks: readonly SinkStatus[] = []
  return {
    ownsTerminal: false,
    onServer(server) {
      for (const line of serverLines(server)) log.info(line)
    },
    onWaiting: (delayMs) => log.info(waitingLine(inputs, delayMs)),
    onTick({ simulation, state, lateTicks }) {
      if (state === 'live' && log.isLevelEnabled('info')) {
        const snapshot = simulation.snapshot()
        const { tick } = snapshot
        const figures = {
          generationKw: roundedToWatt(snapshot.generationKw),
          loadKw: roundedToWatt(snapshot.loadKw),
          importKw: roundedToWatt(snapshot.importKw),
          exportKw: roundedToWatt(snapshot.exportKw),
        }
        const delivery = sinks.length > 0 ? { sinks: healthOf(sinks) } : {}
        log.info({ tick, ...figures, lateTicks, ...delivery }, renderTickLine(snapshot, lateTicks))
      }
    },
    onDelivery: (all) => {
      sinks = all
    },
    close() {},
  }
}

/** A progress bar on stderr, or a line now and then where there is no terminal. */
export function batchView({ fleet, site }: RunInputs, color: boolean): RunView {
  let display: ProgressDisplay | null = null
  let isComplete = false
  const rest = new DeliveryDisplay({ stream: process.stderr, color, nowMs: () => performance.now() })
  return {
    ownsTerminal: false,
    onServer() {},
    onWaiting() {},
    onDelivery(sinks) {
      // Until then the progress of the run says enough: destinations that fall far behind slow it down.
      if (isComplete) {
        display?.finish()
        rest.update(sinks)
      }
    },
    onTick({ simulation, firstTick, lastTick }) {
      display ??= new ProgressDisplay({
        stream: process.stderr,
        color,
        timeZone: site.timeZone,
        meters: fleet.size,
        firstTick,
        nowMs: () => performance.now(),
      })
      const { tick } = simulation
      display.update({ tick, lastTick: lastTick ?? tick, timeMs: simulation.timeMs(tick) })
      isComplete = tick === lastTick
    },
    close() {
      display?.finish()
      rest.finish()
    },
  }
}

/** Nothing at all. */
export const silentView: RunView = {
  ownsTerminal: false,
  onServer() {},
  onTick() {},
  onWaiting() {},
  onDelivery() {},
  close() {},
}

/** How each destination stands, for machines. */
function healthOf(
  sinks: readonly SinkStatus[],
): Record<string, Pick<SinkStatus, 'state' | 'behindBytes' | 'lastError'>> {
  return Object.fromEntries(
    sinks.map(({ name, state, behindBytes, lastError }) => [name, { state, behindBytes, lastError }]),
  )
}

/** Rounds a power to whole watts [kW]. */
function roundedToWatt(powerKw: number): number {
  return Math.round(powerKw * 1000) / 1000
}

function serverLines({ url, note }: OpenServer): string[] {
  return [`HTTP interface: ${url}/docs`, ...(note === null ? [] : [note])]
}

function waitingLine({ site, fleet }: RunInputs, delayMs: number): string {
  return `${site.name}: ${counted(fleet.size, 'meter')}, first reading in ${Math.ceil(delayMs / 1000)} s`
}
