/** @module The metrics as tables of the documentation, from what the program registers. */

import { CampusMetrics } from './campus-metrics.ts'
import { meterMetricEntries } from './meter-metrics.ts'
import type { MeasuredCampus } from './metrics-source.ts'
import type { MetricEntry } from './told-metrics.ts'

const BEGIN = '<!-- metrics: begin -->\n'
const END = '<!-- metrics: end -->\n'

/** A run of which nothing is told: what is registered does not depend on it. */
const NO_RUN: MeasuredCampus = {
  facts: {
    run: {
      format: 1,
      run_id: '',
      fingerprint: '',
      program_version: '',
      campus: '',
      time_zone: 'UTC',
      currency: 'THB',
      market: 'call-auction',
      start: '1970-01-01T00:00:00Z',
      interval_seconds: 15,
      seed: 0,
      meters: [],
    },
    speed: 1,
    programVersion: '',
  },
  lastTick: null,
  lastToldMs: 0,
  pace: { isPaused: false, speed: 1, sinceMs: 0 },
  sinks: [],
  measures: null,
  runThread: null,
  runThreadToldMs: 0,
  meter: () => undefined,
}

/** A page with the tables as the code has them, between their marks. */
export function withMetricsTables(page: string): string {
  const [before, rest] = page.split(BEGIN)
  const [, after] = rest?.split(END) ?? []
  if (after === undefined) throw new Error(`the page has no ${BEGIN.trimEnd()} with its end`)
  const metrics = new CampusMetrics({
    live: NO_RUN,
    alerts: { open: [], counts: [], judgedMs: null },
    events: { clients: 0, dropped: 0, published: 0 },
    utility: { server: null, clients: null },
    health: { look: () => Promise.resolve([]), diskSpace: null },
  })
  metrics.close()
  const tables = [
    ...GROUPS.map(({ title, isOf }) => section(title, metrics.entries.filter(isOf))),
    section('Each meter, with `?meters=true`', meterMetricEntries()),
  ]
  return [before, BEGIN, '\n', tables.join('\n'), '\n', END, after].join('')
}

/** Groups by the first word of a name; whatever is in no other group is in the first. */
const WORDS = {
  market: ['market', 'grid', 'certificates', 'uncertified'],
  sinks: ['sink'],
  utility: ['utility'],
  alerts: ['alerts'],
  process: ['event', 'thread', 'stream', 'http', 'build', 'component', 'disk'],
} as const
const wordOf = ({ name }: MetricEntry): string => name.split('_')[1] ?? ''
const has = (words: readonly string[]) => (entry: MetricEntry) => words.includes(wordOf(entry))
const GROUPS: readonly { readonly title: string; readonly isOf: (entry: MetricEntry) => boolean }[] = [
  { title: 'The run and the campus', isOf: (entry) => !has(Object.values(WORDS).flat())(entry) },
  { title: 'Market and certificates', isOf: has(WORDS.market) },
  { title: 'Destinations', isOf: has(WORDS.sinks) },
  { title: 'Alerts', isOf: has(WORDS.alerts) },
  { title: 'IEEE 2030.5', isOf: has(WORDS.utility) },
  { title: 'The process', isOf: has(WORDS.process) },
]

function section(title: string, entries: readonly MetricEntry[]): string {
  const rows = entries.map(({ name, type, labels, help }) => {
    const shown = labels.length === 0 ? '–' : labels.map((label) => `\`${label}\``).join(', ')
    return `| \`${name}\` | ${type} | ${shown} | ${help} |`
  })
  const head = ['| metric | type | labels | what it tells |', '| --- | --- | --- | --- |']
  return [`### ${title}`, '', ...head, ...rows, ''].join('\n')
}
