/** @module How each part of a running simulator does, since when, and what to do about it. */

import type { SinkStatus } from '../delivery/sink-status.ts'
import { utcText } from '../time/utc-text.ts'
import type { LiveCampus } from './live-campus.ts'

export const HEALTH_STATES = ['ok', 'degraded', 'failed'] as const
export type HealthState = (typeof HEALTH_STATES)[number]

export interface ComponentHealth {
  readonly component: string
  readonly status: HealthState
  readonly since: string | null
  readonly last_error: string | null
  /** What to do; null where nothing has to be done. */
  readonly fix: string | null
}

/** A tick is missing when it is late by this many intervals, and by this long [ms]. */
const LATE_INTERVALS = 3
const LATE_MS = 10_000

const PAUSED = 'It is paused: go on with POST /api/v1/control/resume.'

/** The worst of the parts; what is delivered late is not lost, so no destination makes the whole fail. */
export function overallHealth(components: readonly Pick<ComponentHealth, 'component' | 'status'>[]): HealthState {
  const has = (status: HealthState): boolean => components.some((component) => component.status === status)
  if (components.some(({ component, status }) => component === 'simulation' && status === 'failed')) return 'failed'
  return has('failed') || has('degraded') ? 'degraded' : 'ok'
}

export function componentHealths(live: LiveCampus, nowMs: number): ComponentHealth[] {
  return [simulationHealth(live, nowMs), ...live.sinks.map(sinkHealth)]
}

function simulationHealth({ facts, lastTick, lastToldMs, pace }: LiveCampus, nowMs: number): ComponentHealth {
  const component = 'simulation'
  if (lastTick === null) {
    const since = utcText(facts.startedMs)
    return { component, status: 'degraded', since, last_error: null, fix: 'Wait for the first tick.' }
  }
  if (pace.isPaused)
    return { component, status: 'degraded', since: utcText(pace.sinceMs), last_error: null, fix: PAUSED }
  const since = utcText(lastToldMs)
  const periodMs = (facts.run.interval_seconds * 1000) / pace.speed
  // A run that has just been resumed owes nothing for the time it stood still.
  const quietMs = nowMs - Math.max(lastToldMs, pace.sinceMs)
  if (lastTick.state === 'live' && quietMs > LATE_INTERVALS * periodMs + LATE_MS) {
    const last_error = `no tick for ${Math.round(quietMs / 1000)} s`
    const fix = 'See what the process does, and its log; restart it with --resume.'
    return { component, status: 'failed', since, last_error, fix }
  }
  if (lastTick.state !== 'live') {
    return { component, status: 'degraded', since, last_error: null, fix: 'Wait until the run has caught up.' }
  }
  return { component, status: 'ok', since, last_error: null, fix: null }
}

const SINK_HEALTH: Readonly<Record<SinkStatus['state'], readonly [status: HealthState, fix: string | null]>> = {
  connecting: ['degraded', null],
  delivering: ['ok', null],
  'caught up': ['ok', null],
  done: ['ok', null],
  retrying: ['degraded', 'Nothing is lost: the journal keeps what it lacks until it takes records again.'],
  suspended: ['failed', 'See whether the destination runs and can be reached; nothing is lost meanwhile.'],
  failed: ['failed', 'Run `journal verify`, mend what it finds, and start again with --resume.'],
}

function sinkHealth({ name, state, sinceMs, lastError }: SinkStatus): ComponentHealth {
  const [status, fix] = SINK_HEALTH[state]
  return { component: name, status, since: utcText(sinceMs), last_error: lastError, fix }
}
