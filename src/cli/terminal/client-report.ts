/** @module How a fleet of clients did, as people and programs read it. */

import type { FleetStatus } from '../../ieee2030_5/client/fleet/fleet-status.ts'
import type { LatencyFigures } from '../../ieee2030_5/client/fleet/latencies.ts'
import { count } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

export interface ReportFrame {
  readonly url: string
  readonly devices: number
  /** Of the wall clock [s]. */
  readonly seconds: number
  readonly speed: number
}

export interface ClientReport extends ReportFrame, FleetStatus {
  readonly requestsPerSecond: number
}

const COLUMNS: readonly Column[] = [
  { header: 'request', align: 'left', minWidth: 12 },
  { header: 'count', align: 'right' },
  { header: 'refused', align: 'right' },
  { header: 'p50 ms', align: 'right' },
  { header: 'p95 ms', align: 'right', dropRank: 1 },
  { header: 'p99 ms', align: 'right', dropRank: 2 },
  { header: 'max ms', align: 'right', dropRank: 3 },
]

export function clientReport(status: FleetStatus, frame: ReportFrame): ClientReport {
  const requestsPerSecond = Math.round((10 * status.traffic.all.count) / Math.max(frame.seconds, 0.001)) / 10
  return { ...frame, seconds: Math.round(frame.seconds * 10) / 10, requestsPerSecond, ...status }
}

export function renderClientReport(report: ClientReport, screen: Pick<ScreenSize, 'columns' | 'color'>): string[] {
  const { url, devices, seconds, states, traffic, faults, dropped } = report
  const { handshakes, requests, all } = traffic
  const refused = requests.reduce((sum, each) => sum + each.refused, 0)
  const inStates = Object.entries(states).flatMap(([state, meters]) => (meters > 0 ? `${count(meters)} ${state}` : []))
  const rows = [
    ...requests.map((each) => row(each.kind, each.refused, each)),
    row('all', refused, all),
    row('handshakes, full', 0, handshakes.full),
    row('handshakes, resumed', 0, handshakes.resumed),
  ]
  return [
    `${count(devices)} meters against ${url} for ${seconds} s: ${inStates.join(', ')}`,
    '',
    ...renderTable(COLUMNS, rows, screen),
    '',
    `${report.requestsPerSecond} requests/s; bodies sent ${kilobytes(traffic.sentBytes)}, received ${kilobytes(traffic.receivedBytes)}`,
    ...(dropped > 0 ? [`${count(dropped)} windows and intervals were not taken in time`] : []),
    ...(faults.length === 0 ? ['no faults'] : faults.map(faultLine)),
  ]
}

function row(name: string, refused: number, figures: LatencyFigures): string[] {
  const { p50Ms, p95Ms, p99Ms, maxMs } = figures
  return [name, count(figures.count), count(refused), ...[p50Ms, p95Ms, p99Ms, maxMs].map((ms) => ms.toFixed(1))]
}

function faultLine({ fault, count: times, lastMessage, lastMeterId }: FleetStatus['faults'][number]): string {
  return `${fault}: ${count(times)}, the last of ${lastMeterId}: ${lastMessage.split('\n', 1)[0]}`
}

function kilobytes(bytes: number): string {
  return `${count(Math.round(bytes / 1000))} kB`
}
