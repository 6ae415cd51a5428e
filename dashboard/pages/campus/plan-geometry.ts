/** @module Where each building is drawn, and where there is room in it for its name. */

import type { CampusPlan } from '../../api/api-types.ts'

/** In CSS pixels, from the upper left. */
export type Corner = readonly [x: number, y: number]

export interface DrawnPlace {
  readonly place: string
  readonly label: string
  readonly corners: readonly Corner[]
  /** Middle of the widest room for text, and its size. */
  readonly text: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

export interface DrawnPlan {
  readonly width: number
  readonly height: number
  readonly places: readonly DrawnPlace[]
  /** CSS pixels for a metre; null for a grid, which has no size. */
  readonly scale: number | null
}

/** Around the buildings, for the ring of the focus [CSS pixels]. */
const MARGIN = 4

/** The plan of the campus, as large as the room allows. */
export function drawnPlan(plan: CampusPlan, width: number, mostHeight: number): DrawnPlan {
  const all = plan.flatMap(({ outline }) => outline.map(cornerOf))
  const [west, east] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))]
  const [south, north] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))]
  const scale = Math.min((width - 2 * MARGIN) / (east - west), (mostHeight - 2 * MARGIN) / (north - south))
  const places = plan.map(({ building, label, outline }) => {
    const corners = outline
      .map(cornerOf)
      .map(([x, y]): Corner => [MARGIN + (x - west) * scale, MARGIN + (north - y) * scale])
    return { place: building, label, corners, text: roomIn(corners) }
  })
  return { width: (east - west) * scale + 2 * MARGIN, height: (north - south) * scale + 2 * MARGIN, places, scale }
}

const inOrder = new Intl.Collator('en', { numeric: true })

/** Places that are drawn nowhere, in rows, by name. */
export function drawnGrid(names: readonly string[], width: number, textPx: number): DrawnPlan {
  const gap = textPx / 2
  const columns = Math.max(1, Math.min(names.length, Math.floor((width - 2 * MARGIN + gap) / (textPx * 9 + gap))))
  const cell = (width - 2 * MARGIN - gap * (columns - 1)) / columns
  const height = textPx * 5
  const places = names.toSorted(inOrder.compare).map((place, i) => {
    const x = MARGIN + (i % columns) * (cell + gap)
    const y = MARGIN + Math.floor(i / columns) * (height + gap)
    const corners: readonly Corner[] = [
      [x, y],
      [x + cell, y],
      [x + cell, y + height],
      [x, y + height],
    ]
    return { place, label: place.replaceAll('_', ' '), corners, text: roomIn(corners) }
  })
  const rows = Math.ceil(names.length / columns)
  return { width, height: rows * (height + gap) - gap + 2 * MARGIN, places, scale: null }
}

function cornerOf([x = 0, y = 0]: readonly number[]): Corner {
  return [x, y]
}

/** Lines laid through an outline to find its widest part. */
const LINES = 24

/** The widest part of an outline: the middle of a rectangle, the wing of a U that lies across. */
function roomIn(corners: readonly Corner[]): DrawnPlace['text'] {
  const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))]
  const step = (bottom - top) / LINES
  const spans = Array.from({ length: LINES }, (_, i) => widestSpan(corners, top + (i + 0.5) * step))
  const widest = Math.max(...spans.map(([from, to]) => to - from))
  const isWide = spans.map(([from, to]) => to - from > widest * 0.98)
  const first = isWide.indexOf(true)
  const after = isWide.indexOf(false, first)
  const last = after < 0 ? LINES : after
  const [from, to] = spans[Math.floor((first + last - 1) / 2)] ?? [0, 0]
  return { x: (from + to) / 2, y: top + ((first + last) / 2) * step, width: widest, height: (last - first) * step }
}

/** The widest stretch of a horizontal line that is inside. */
function widestSpan(corners: readonly Corner[], y: number): readonly [from: number, to: number] {
  const crossings = corners
    .flatMap(([x1, y1], i) => {
      const [x2, y2] = corners[(i + 1) % corners.length] ?? [x1, y1]
      return y1 < y === y2 < y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)]
    })
    .sort((a, b) => a - b)
  let widest: readonly [number, number] = [0, 0]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from = 0, to = 0] = [crossings[i], crossings[i + 1]]
    if (to - from > widest[1] - widest[0]) widest = [from, to]
  }
  return widest
}

const STEPS: Readonly<Record<string, Corner>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}
/** How much further a place seems that lies aside. */
const ASIDE = 2

/** Which place an arrow key leads to; the same where there is none on that side. */
export function placeBeside(places: readonly DrawnPlace[], from: number, key: string): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return places.length - 1
  const [stepX, stepY] = STEPS[key] ?? [0, 0]
  const here = places[from]?.text
  if (here === undefined || (stepX === 0 && stepY === 0)) return null
  let [nearest, least] = [from, Number.POSITIVE_INFINITY]
  places.forEach(({ text }, i) => {
    const [dx, dy] = [text.x - here.x, text.y - here.y]
    const ahead = dx * stepX + dy * stepY
    const aside = Math.abs(dx * stepY) + Math.abs(dy * stepX)
    const distance = ahead + ASIDE * aside
    if (i !== from && ahead > 1 && distance < least) [nearest, least] = [i, distance]
  })
  return nearest
}
