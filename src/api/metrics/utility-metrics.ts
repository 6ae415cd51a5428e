/** @module Metrics of the utility server of IEEE 2030.5, and of the meters as its clients. */

import { AGENT_STATES } from '../../ieee2030_5/client/agent/agent-status.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { ToldMetrics } from './told-metrics.ts'

export function addUtilityMetrics(metrics: ToldMetrics, { utility }: MetricsSource): void {
  metrics.gauge(
    'gridtokenx_utility_connections',
    'Open connections of devices to the utility server.',
    () => utility.server?.connections,
  )
  metrics.counters('gridtokenx_utility_handshakes_total', 'TLS handshakes with the utility server.', ['kind'], () => [
    [{ kind: 'full' }, utility.server?.handshakes],
    [{ kind: 'resumed' }, utility.server?.resumed],
  ])
  metrics.counters('gridtokenx_utility_requests_total', 'Requests to the utility server.', ['status'], () =>
    Object.entries(utility.server?.requests ?? {}).map(([status, count]) => [{ status }, count]),
  )
  metrics.gauges('gridtokenx_utility_resources', 'What the utility server holds.', ['kind'], () =>
    Object.entries(utility.server?.holds ?? {}).map(([kind, count]) => [{ kind }, count]),
  )
  metrics.gauges('gridtokenx_utility_clients', 'Meters as clients of a utility server.', ['state'], () =>
    AGENT_STATES.map((state) => [{ state }, utility.clients?.states[state]]),
  )
  metrics.counters('gridtokenx_utility_client_faults_total', 'What went wrong for clients.', ['fault'], () =>
    (utility.clients?.faults ?? []).map(({ fault, count }) => [{ fault }, count]),
  )
  metrics.counter(
    'gridtokenx_utility_client_dropped_total',
    'Windows and intervals that no mirror took in time.',
    () => utility.clients?.dropped,
  )
}
