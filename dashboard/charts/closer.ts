/** @module Draws a part of a chart closer, and with it that part of all other charts over time on the page. */

import uPlot from 'uplot'
import type { Shown } from './shown.ts'

/** Lines of the pointer, and what is drawn closer, are shared by all charts over time of a page. */
const PAGE = 'page'
/** A drag over the chart, once it is wide enough to be meant [CSS pixels]. */
const LEAST_DRAG = 8

const shownBy = new WeakMap<uPlot, Shown>()

/** The pointer of one of them is in all of them; what else it does is not. */
export const sharedPointer: uPlot.Cursor.Sync = {
  key: PAGE,
  filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
}

export function drawSelected(plot: uPlot): void {
  const { left, width } = plot.select
  if (width < LEAST_DRAG) return
  drawCloser(plot, [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')])
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
}

/** @param closer - null to show all again */
export function drawCloser(plot: uPlot, closer: Shown['closer']): null {
  const { plots } = uPlot.sync(PAGE)
  for (const one of plots.includes(plot) ? plots : [plot]) {
    const shown = shownBy.get(one)
    if (shown === undefined) continue
    shown.closer = closer
    shown.onCloser(closer !== null)
    one.setData(one.data)
  }
  return null
}

/** What a chart shows, for the others to change. */
export function rememberShown(plot: uPlot, shown: Shown): void {
  shownBy.set(plot, shown)
}
