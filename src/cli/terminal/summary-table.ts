/** @module The summary a batch ends with. */

import type { RunPace, RunSummary } from '../../simulation/summary.ts'
import { count, counted, figure, span } from './figures.ts'
import { shortLocalTime } from './local-date-time.ts'
import type { ScreenSize } from './screen-size.ts'
import { flowSpans, renderSpans, type Span } from './spans.ts'
import { renderBuildingTable, renderEnergyTable, renderShareTable } from './summary-energy.ts'
import { type Fact, summaryFacts } from './summary-facts.ts'
import { renderFaultTable } from './summary-quality.ts'
import { wrapWords } from './wrap-words.ts'

type Screen = Pick<ScreenSize, 'columns' | 'color'>

const GAP = 3
const NARROWEST_VALUE = 12

/** What the run was, its energy, its shares, its buildings and its single figures; times are the campus' own. */
export function renderSummary(summary: RunSummary, pace: RunPace, screen: Screen): string[] {
  const blocks = [
    renderHeading(summary, pace, screen),
    renderEnergyTable(summary, screen),
    renderShareTable(summary, screen),
    renderBuildingTable(summary, screen),
    renderFaultTable(summary.quality, screen),
    renderFacts(summaryFacts(summary), screen),
  ]
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]))
}

function renderHeading(summary: RunSummary, pace: RunPace, screen: Screen): string[] {
  const [start, end] = [summary.start, summary.end].map((time) => shortLocalTime(Date.parse(time), summary.timeZone))
  const run: Span[][] = [
    [{ text: summary.campus, role: 'strong' }],
    [{ text: `${start} to ${end}` }],
    [{ text: `interval ${summary.intervalSeconds} s` }],
    [{ text: `seed ${summary.seed}` }],
  ]
  const size = [counted(summary.meters, 'meter'), counted(summary.ticks, 'tick'), counted(summary.readings, 'reading')]
  const speed = [
    pace.wallSeconds < 60 ? `${figure(pace.wallSeconds)} s` : span(pace.wallSeconds),
    `${count(pace.readingsPerSecond)} readings/s`,
  ]
  const work = [...size, ...speed].map((text): Span[] => [{ text, role: 'muted' }])
  return [...flowSpans(run, screen.columns, GAP), ...flowSpans(work, screen.columns, GAP)].map((line) =>
    renderSpans(line, screen),
  )
}

/** Names in one column, values beside them, broken between words where the screen ends. */
function renderFacts(facts: readonly Fact[], screen: Screen): string[] {
  const indent = Math.max(...facts.map(({ name }) => name.length)) + 2
  const room = Math.max(NARROWEST_VALUE, screen.columns - indent)
  return facts.flatMap(({ name, value, role }) =>
    wrapWords(value, room).map((text, index) => {
      const label: Span = { text: (index === 0 ? name : '').padEnd(indent), role: 'muted' }
      return renderSpans([label, role === undefined ? { text } : { text, role }], screen)
    }),
  )
}
