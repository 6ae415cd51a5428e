/** @module The live view: one calm picture of the campus that fits the screen. */

import type { CampusSnapshot } from '../../simulation/snapshot.ts'
import { qualityParts, sunPhrase, weatherPhrase } from './campus-phrases.ts'
import { renderTotals } from './campus-totals.ts'
import { count } from './figures.ts'
import { longLocalTime } from './local-date-time.ts'
import { renderMarket } from './market-lines.ts'
import { chooseMeters, renderMeterTable } from './meter-table.ts'
import type { ScreenSize } from './screen-size.ts'
import { flowSpans, renderSpans, type Span } from './spans.ts'

/** What the view says about the run itself. */
export interface LiveStatus {
  /** Ticks that came later than one interval after they were due. */
  readonly lateTicks: number
  /** Simulated seconds per wall-clock second. */
  readonly speed: number
  /** Where the readings go, as the user named it. */
  readonly output: string
  readonly state: 'live' | 'catching up' | 'replaying' | 'stopping'
  /** Meters of the fleet when the snapshot holds only some of them. */
  readonly fleetSize?: number
  /** How each destination stands, in a few words. */
  readonly sinks?: readonly string[]
  /** Where the HTTP interface is. */
  readonly url?: string
}

const MARKS = { live: '●', 'catching up': '»', replaying: '»', stopping: '■' } as const
const GAP = 3

/**
 * The whole view as lines: who and when, the campus totals, the market, the meters, the run.
 *
 * Pure: the same snapshot, status and screen give the same lines, at most `rows` of them and none over `columns` cells.
 */
export function renderLiveView(snapshot: CampusSnapshot, status: LiveStatus, screen: ScreenSize): string[] {
  const top = [
    ...renderHeader(snapshot, status, screen),
    renderSpans([{ text: '─'.repeat(screen.columns), role: 'muted' }], screen),
    ...renderTotals(snapshot, screen),
  ]
  const footer = renderFooter(snapshot, status, screen)
  const rowsBelow = screen.rows - top.length - 1 - footer.length
  const head = [...top, ...renderMarket(snapshot, { ...screen, rows: rowsBelow }), '']
  const room = screen.rows - head.length - footer.length
  return [...head, ...renderMeters(snapshot, status, { ...screen, rows: room }), ...footer].slice(0, screen.rows)
}

function renderHeader(snapshot: CampusSnapshot, status: LiveStatus, screen: ScreenSize): string[] {
  const groups: Span[][] = [
    [{ text: snapshot.campus, role: 'strong' }],
    [{ text: longLocalTime(snapshot.timeMs, snapshot.timeZone) }],
    [{ text: weatherPhrase(snapshot) }],
    [{ text: sunPhrase(snapshot) }],
    [{ text: `${Number(status.speed.toPrecision(3))}× ${status.state} ` }, mark(status)],
  ]
  return flowSpans(groups, screen.columns, GAP).map((line) => renderSpans(line, screen))
}

function renderMeters(snapshot: CampusSnapshot, status: LiveStatus, screen: ScreenSize): string[] {
  const all = status.fleetSize ?? snapshot.meters.length
  const complete = all <= screen.rows - 1
  const shown = chooseMeters(snapshot.meters, complete ? all : screen.rows - 2)
  if (shown.length === 0 && all > 0 && screen.rows < 3) return []
  const lines = renderMeterTable(shown, screen)
  if (shown.length === all) return lines
  const which = snapshot.meters.length === all ? 'those that exchange most with the grid are' : 'some are'
  const rest = `${count(all - shown.length)} of ${count(all)} meters not shown: ${which} above`
  return [...lines, renderSpans([{ text: rest, role: 'muted' }], screen)]
}

function renderFooter(snapshot: CampusSnapshot, status: LiveStatus, screen: ScreenSize): string[] {
  const parts = [`${status.output}`, `interval ${snapshot.intervalSeconds} s`, `tick ${count(snapshot.tick)}`]
  if (status.lateTicks > 0) parts.push(`${count(status.lateTicks)} late`)
  parts.push(...qualityParts(snapshot), ...(status.sinks ?? []))
  if (status.url !== undefined) parts.push(status.url)
  parts.push('Ctrl-C stops')
  const groups = parts.map((text): Span[] => [{ text, role: 'muted' }])
  return ['', ...flowSpans(groups, screen.columns, GAP).map((line) => renderSpans(line, screen))]
}

/** Each state has its own shape; a run that does not keep pace is worth a second look. */
function mark({ state }: LiveStatus): Span {
  return { text: MARKS[state], role: state === 'live' ? 'muted' : 'strong' }
}
