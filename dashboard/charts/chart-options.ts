/** @module How a chart is drawn. */

import uPlot from 'uplot'
import type { ChartAxis } from './axis.ts'
import { drawCloser, drawSelected, rememberShown, sharedPointer } from './closer.ts'
import { lineNames } from './line-names.ts'
import { marks } from './marks.ts'
import { nowLine } from './now-line.ts'
import { colorOf } from './palette.ts'
import type { Series } from './series.ts'
import type { Shown } from './shown.ts'
import { tooltip } from './tooltip.ts'

interface ChartLook {
  readonly element: HTMLElement
  readonly axis: ChartAxis
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

const DASH = [5, 4]
const DOTS = [2, 4]
const HOUR_S = 3_600

/** Everything grows with the size of the page's text. */
export function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

export function chartOptions(look: ChartLook): uPlot.Options {
  const { element, axis: across, unit, series, height, withZero, shown } = look
  const { timeZone } = across
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
    ...(timeZone !== null && { tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone) }),
    cursor: {
      ...(timeZone !== null && { sync: sharedPointer }),
      points: { size: 7 },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: (plot) => () => drawCloser(plot, null) },
    },
    hooks: { init: [(plot) => rememberShown(plot, shown)], setSelect: [drawSelected] },
    scales: {
      x: { time: timeZone !== null, range: (_plot, min, max) => spanOf(shown, min, max) },
      y: { range: (_plot, min, max) => rangeOf(min, max, withZero) },
    },
    axes: [
      {
        ...axis,
        space: 64,
        size: 30,
        values: (_plot, splits) => across.tickTexts(splits),
        ...(across.label !== '' && { label: across.label, labelFont: font, labelSize: rem * 1.2, labelGap: 0 }),
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
      marks(() => shown.marks, { ink: colorOf('ink', element), ground: colorOf('ground', element) }),
      lineNames(
        series.map(({ name, meaning, isUnnamed = false, isDotted = false }) => ({
          name: isUnnamed ? '' : name,
          color: colorOf(meaning, element),
          isAtTop: isDotted,
        })),
        colorOf('ground', element),
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
