/** @module How a chart over time is drawn. */

import uPlot from 'uplot'
import type { TimeFormat } from '../format/times.ts'
import { lineNames } from './line-names.ts'
import { nowLine } from './now-line.ts'
import { colorOf } from './palette.ts'
import type { Series } from './series.ts'
import { tooltip } from './tooltip.ts'

/** What is shown of the time; changes without the chart being made anew. */
export interface Shown {
  span: readonly [from: number, to: number] | undefined
  now: number | undefined
  /** What the reader has drawn closer [s since 1970 UTC]. */
  closer: readonly [from: number, to: number] | null
}

interface ChartLook {
  readonly element: HTMLElement
  readonly format: TimeFormat
  readonly unit: string
  readonly series: readonly Series[]
  readonly shown: Shown
  readonly height: number
  readonly withZero: boolean
  readonly digits: number
  /** Whether the lines go on to the right edge, so that their names stand beyond it. */
  readonly namesBeside: boolean
  readonly words: { readonly now: string }
}

const DAY_S = 86_400
/** Lines of the pointer are shared by all charts of a page. */
const CROSSHAIR = 'page'
const DASH = [5, 4]
const DOTS = [2, 4]
const HOUR_S = 3_600

/** Everything grows with the size of the page's text. */
export function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

export function chartOptions(look: ChartLook): uPlot.Options {
  const { element, format, unit, series, height, withZero, shown } = look
  const [faint, line] = [colorOf('faint', element), colorOf('line', element)]
  const rem = rootFontPx()
  const font = `${rem * 0.8}px system-ui, sans-serif`
  const axis = {
    stroke: faint,
    font,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1, size: 4 },
  }
  return {
    width: Math.max(element.clientWidth, 200),
    height,
    padding: [rem * 1.2, look.namesBeside ? longestName(series) * rem * 0.5 + rem : rem * 1.7, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), format.timeZone),
    cursor: {
      sync: { key: CROSSHAIR },
      points: { size: 7 },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: (plot) => () => drawCloser(plot, shown, null) },
    },
    hooks: { setSelect: [(plot) => drawSelected(plot, shown)] },
    scales: {
      x: { range: (_plot, min, max) => spanOf(shown, min, max) },
      y: { range: (_plot, min, max) => rangeOf(min, max, withZero) },
    },
    axes: [
      {
        ...axis,
        space: 64,
        size: 30,
        values: (_plot, splits) => splits.map((at, i) => timeLabel(at, splits[i - 1], format)),
      },
      { ...axis, label: unit, labelFont: font, labelSize: rem * 1.2, size: rem * 3, labelGap: 0 },
    ],
    series: [
      {},
      ...series.map(({ name, meaning, isDashed = false, isDotted = false, isStepped = false }): uPlot.Series => {
        const stepped = uPlot.paths.stepped
        return {
          label: name,
          stroke: colorOf(meaning, element),
          width: 2,
          spanGaps: false,
          points: { show: false },
          ...(isDashed && { dash: DASH }),
          ...(isDotted && { dash: DOTS, width: 1.5 }),
          ...(isStepped && stepped !== undefined && { paths: stepped({ align: -1 }) }),
        }
      }),
    ],
    plugins: [
      nowLine(() => shown.now, look.words.now, { ink: faint, fontPx: rem * 0.8 }),
      lineNames(
        series.map(({ name, meaning, isUnnamed = false, isDotted = false }) => ({
          name: isUnnamed ? '' : name,
          color: colorOf(meaning, element),
          isAtTop: isDotted,
        })),
        rem * 0.82,
      ),
      tooltip(look),
    ],
  }
}

function longestName(series: readonly Series[]): number {
  return Math.max(...series.map(({ name }) => name.length))
}

function spanOf({ closer, span }: Shown, min: number | null, max: number | null): [number, number] {
  const [from, to] = closer ?? span ?? [min ?? 0, max ?? 0]
  return from === to ? [from - HOUR_S / 2, to + HOUR_S / 2] : [from, to]
}

/** A drag over the chart, once it is wide enough to be meant [CSS pixels]. */
const LEAST_DRAG = 8

function drawSelected(plot: uPlot, shown: Shown): void {
  const { left, width } = plot.select
  if (width < LEAST_DRAG) return
  drawCloser(plot, shown, [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')])
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
}

function drawCloser(plot: uPlot, shown: Shown, closer: Shown['closer']): null {
  shown.closer = closer
  plot.setData(plot.data)
  return null
}

function rangeOf(min: number | null, max: number | null, withZero: boolean): [number, number] {
  if (min === null || max === null) return [0, 1]
  if (!withZero) {
    const margin = Math.max((max - min) * 0.1, 0.5)
    return [min - margin, max + margin]
  }
  const [low, high] = [Math.min(0, min), Math.max(0, max)]
  const margin = high === low ? 1 : (high - low) * 0.06
  return [low < 0 ? low - margin : 0, high > 0 ? high + margin : high === low ? 1 : 0]
}

function timeLabel(at: number, before: number | undefined, format: TimeFormat): string {
  const isDays = before !== undefined && at - before >= DAY_S / 2
  const isMidnight = format.clock(at * 1000) === '00:00'
  return isDays || isMidnight ? format.moment(at * 1000).replace(/,? 00:00$/, '') : format.clock(at * 1000)
}
