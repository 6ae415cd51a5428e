/** @module What the pointer is at: the place, and every value with its unit, the largest first. */

import type uPlot from 'uplot'
import type { ChartAxis } from './axis.ts'
import type { Series } from './series.ts'
import type { Shown } from './shown.ts'

interface Told {
  readonly series: readonly Series[]
  readonly axis: ChartAxis
  readonly shown: Shown
  readonly unit: string
  readonly digits: number
}

export function tooltip({ series, axis, shown, unit, digits }: Told): uPlot.Plugin {
  const box = document.createElement('div')
  box.className = 'tooltip'
  box.hidden = true
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left = -1, top = -1 } = plot.cursor
        const at = idx == null ? undefined : plot.data[0][idx]
        const origin = idx == null ? -1 : (shown.origins[idx] ?? -1)
        box.hidden = at === undefined || origin < 0 || left < 0
        if (at === undefined || idx == null || origin < 0) return
        const rows = series
          .map(({ name, meaning }, i) => ({ name, meaning, value: plot.data[i + 1]?.[idx] }))
          .filter((row) => typeof row.value === 'number')
          .sort((a, b) => Number(b.value) - Number(a.value))
        box.replaceChildren(line(whenText(axis, shown, origin, at), 'when'))
        for (const { name, meaning, value } of rows) {
          box.append(line(`${name} ${Number(value).toFixed(digits)} ${unit}`, `of-${meaning}`))
        }
        const isRight = left > plot.over.clientWidth / 2
        box.style.left = isRight ? '' : `${left + 12}px`
        box.style.right = isRight ? `${plot.over.clientWidth - left + 12}px` : ''
        box.style.top = `${Math.max(0, Math.min(top, plot.over.clientHeight - box.clientHeight))}px`
      },
    },
  }
}

function line(text: string, name: string): HTMLElement {
  const element = document.createElement('p')
  element.className = name
  element.textContent = text
  return element
}

/** What a value is of: a place, or all from where it begins to hold. */
function whenText({ textOf }: ChartAxis, { places, begins }: Shown, origin: number, at: number): string {
  const [begin, end] = [begins?.[origin], places[origin] ?? at]
  return begin === undefined ? textOf(end) : `${textOf(begin)} – ${textOf(end)}`
}
