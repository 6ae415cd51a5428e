/** @module The names of lines, written where the lines end. */

import type uPlot from 'uplot'

interface NamedLine {
  /** Empty for a line without one. */
  readonly name: string
  readonly color: string
  /** Over the highest point instead of at the end: of a bound, which ends where others do. */
  readonly isAtTop?: boolean
}

/** Names nearer to each other than that are pushed apart, in heights of the text. */
const APART = 1.2
/** Around a name, half of it on each side [CSS pixels]. */
const HALO = 5

/**
 * @param ground - colour behind the names: another line that passes there does not strike them through
 * @param fontPx - [CSS pixels]
 */
export function lineNames(lines: readonly NamedLine[], ground: string, fontPx: number): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot
        const scale = devicePixelRatio
        ctx.save()
        ctx.font = `600 ${fontPx * scale}px system-ui, sans-serif`
        ctx.textBaseline = 'middle'
        ctx.strokeStyle = ground
        ctx.lineWidth = HALO * scale
        ctx.lineJoin = 'round'
        const write = (name: string, x: number, y: number): void => {
          ctx.strokeText(name, x, y)
          ctx.fillText(name, x, y)
        }
        for (const { name, color, x, y } of tops(plot, lines)) {
          ctx.fillStyle = color
          ctx.textAlign = 'center'
          write(name, x, y - fontPx * scale)
        }
        for (const { name, color, x, y } of placed(plot, lines, APART * fontPx * scale)) {
          const width = ctx.measureText(name).width
          const isInside = x + width + 8 * scale <= ctx.canvas.width
          ctx.fillStyle = color
          ctx.textAlign = isInside ? 'left' : 'right'
          write(name, isInside ? x + 6 * scale : bbox.left + bbox.width - 4 * scale, isInside ? y : y - 10 * scale)
        }
        ctx.restore()
      },
    },
  }
}

/** Ends of the lines as they are seen, from the top, none over another. */
function placed(plot: uPlot, lines: readonly NamedLine[], apart: number) {
  const { min = 0, max = 0 } = plot.scales.x ?? {}
  const ends = lines.flatMap((line, i) => {
    if (line.name === '' || line.isAtTop === true) return []
    const end = seenEnd(plot.data[0], plot.data[i + 1] ?? [], Number(min), Number(max))
    return end === null ? [] : [{ ...line, x: plot.valToPos(end[0], 'x', true), y: plot.valToPos(end[1], 'y', true) }]
  })
  ends.sort((a, b) => a.y - b.y)
  let lowest = Number.NEGATIVE_INFINITY
  return ends.map((end) => {
    lowest = Math.max(end.y, lowest + apart)
    return { ...end, y: lowest }
  })
}

/** The highest points in sight of the lines that are named there. */
function tops(plot: uPlot, lines: readonly NamedLine[]) {
  const { min = 0, max = 0 } = plot.scales.x ?? {}
  return lines.flatMap((line, i) => {
    if (line.isAtTop !== true) return []
    let top: { readonly time: number; readonly value: number } | null = null
    for (const [at, time] of plot.data[0].entries()) {
      const value = plot.data[i + 1]?.[at]
      if (value == null || time < Number(min) || time > Number(max) || value <= (top?.value ?? 0)) continue
      top = { time, value }
    }
    if (top === null) return []
    return [{ ...line, x: plot.valToPos(top.time, 'x', true), y: plot.valToPos(top.value, 'y', true) }]
  })
}

type Values = ArrayLike<number | null | undefined>

/** Where a line ends, or leaves what is shown; null where nothing of it is seen. */
function seenEnd(places: ArrayLike<number>, values: Values, min: number, max: number): [x: number, y: number] | null {
  for (let at = values.length - 1; at >= 0; at--) {
    const [place, value] = [places[at], values[at]]
    if (place === undefined || value == null || place > max) continue
    const [nextPlace, nextValue] = [places[at + 1], values[at + 1]]
    if (nextPlace !== undefined && nextValue != null && nextPlace > max) {
      return [max, value + ((nextValue - value) * (max - place)) / (nextPlace - place)]
    }
    return place < min ? null : [place, value]
  }
  return null
}
