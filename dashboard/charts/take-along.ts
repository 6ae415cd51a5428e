/** @module A chart to take along: its picture, and its figures as CSV. */

import type uPlot from 'uplot'
import type { ChartAxis } from './axis.ts'
import { colorOf } from './palette.ts'
import type { Series } from './series.ts'

/** Room around the picture, and for each line above it [CSS pixels]. */
const MARGIN = 16
const LINE = 24

/** The chart as it is drawn, with its title and what is told of it, on the page's ground. */
export async function pictureOf(plot: uPlot, title: string, notes: readonly string[]): Promise<Blob | null> {
  const { canvas } = plot.ctx
  const scale = devicePixelRatio
  const head = (1 + notes.length) * LINE
  const sheet = document.createElement('canvas')
  sheet.width = canvas.width + 2 * MARGIN * scale
  sheet.height = canvas.height + (2 * MARGIN + head) * scale
  const context = sheet.getContext('2d')
  if (context === null) return null
  context.fillStyle = colorOf('ground', plot.root)
  context.fillRect(0, 0, sheet.width, sheet.height)
  context.fillStyle = colorOf('ink', plot.root)
  context.textBaseline = 'top'
  const widest = sheet.width - 2 * MARGIN * scale
  for (const [i, line] of [title, ...notes].entries()) {
    context.font = `${i === 0 ? 600 : 400} ${(i === 0 ? 16 : 14) * scale}px system-ui, sans-serif`
    context.fillText(line, MARGIN * scale, (MARGIN + i * LINE) * scale, widest)
  }
  context.drawImage(canvas, MARGIN * scale, (MARGIN + head) * scale)
  return new Promise((resolve) => {
    sheet.toBlob(resolve, 'image/png')
  })
}

export interface Figures {
  readonly axis: ChartAxis
  readonly unit: string
  readonly places: readonly number[]
  readonly series: readonly Series[]
}

/** As RFC 4180 has it, times in UTC, numbers with a point whatever the language. */
export function csvOf({ axis, unit, places, series }: Figures): Blob {
  const rows = [
    [axis.name, ...series.map(({ name }) => `${name} [${unit}]`)],
    ...places.map((place, i) => [axis.plainOf(place), ...series.map(({ values }) => String(values[i] ?? ''))]),
  ]
  const text = rows.map((row) => row.map(field).join(',')).join('\r\n')
  return new Blob([`${text}\r\n`], { type: 'text/csv' })
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands a file to the reader. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** A title as the name of a file. */
export function fileName(title: string, ending: string): string {
  return `${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')}.${ending}`
}
