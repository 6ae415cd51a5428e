/** @module The tables of the report on the HTTP interface. */

import { withRange } from './figures.ts'
import { measureApart } from './measure-apart.ts'
import type { Section } from './section.ts'
import { formatTable } from './table.ts'

const httpRequests: Section = {
  name: 'httpRequests',
  title: 'Questions to the HTTP interface over a recorded run, ten at a time, beside bare fastify with the same bytes',
  async measure({ history, requestsPerRound, rounds }, folder) {
    const { result } = await measureApart('httpRequests', history, requestsPerRound, Math.ceil(rounds / 2), folder)
    const table = formatTable(
      ['', 'answer', 'per second', 'processor µs', 'ratio by the wall', 'by processor'],
      result.questions.map(({ name, bytes, perSecond, processorUs, wallRatio, processorRatio }) => [
        name,
        `${(bytes / 1000).toFixed(1)} kB`,
        withRange(perSecond, 0),
        withRange(processorUs, 0),
        withRange(wallRatio, 2),
        withRange(processorRatio, 2),
      ]),
    )
    const { days, intervalSeconds } = history
    const run = `  ${days} days of the campus at ${intervalSeconds} s: ${result.readings} readings in the embedded store`
    return { text: `${run}\n${table}`, figures: result }
  },
}

const httpStreams: Section = {
  name: 'httpStreams',
  title: 'Ticks of a live campus, one each 100 ms, while clients follow its event stream (aim: as late as without)',
  async measure({ streamClients, liveTicks }, folder) {
    const { result } = await measureApart('httpStreams', streamClients, liveTicks, folder)
    const table = formatTable(
      ['clients', 'ticks', 'median [ms]', '99th percentile [ms]', 'worst [ms]', 'told/s', 'MB/s', 'fewest', 'cut off'],
      result.map(({ clients, ticks, median, p99, worst, got }) => [
        ...[clients, ticks, median, p99, worst].map(String),
        ...(got === null
          ? ['', '', '', '']
          : [
              String(Math.round(got.all / got.seconds)),
              (got.bytes / got.seconds / 1e6).toFixed(1),
              String(got.fewest),
              String(got.closed),
            ]),
      ]),
    )
    return { text: table, figures: result }
  },
}

export const HTTP_SECTIONS: readonly Section[] = [httpRequests, httpStreams]
