/** @module A point of a chart that is told of: dashed lines to both axes. What it is stands below the chart. */

import type uPlot from 'uplot'

export interface Mark {
  readonly x: number
  readonly y: number
  readonly text: string
  /** Drawn as a ring: what could be, beside what is. */
  readonly isOpen?: boolean
}

interface Look {
  readonly ink: string
  readonly ground: string
}

const DASH = [3, 3]
const RADIUS = 4

export function marks(present: () => readonly Mark[], { ink, ground }: Look): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot
        const scale = devicePixelRatio
        ctx.save()
        ctx.beginPath()
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
        ctx.clip()
        ctx.strokeStyle = ink
        ctx.lineWidth = scale
        for (const mark of present()) {
          const [x, y] = [plot.valToPos(mark.x, 'x', true), plot.valToPos(mark.y, 'y', true)]
          ctx.setLineDash(DASH.map((length) => length * scale))
          ctx.beginPath()
          ctx.moveTo(bbox.left, y)
          ctx.lineTo(x, y)
          ctx.lineTo(x, bbox.top + bbox.height)
          ctx.stroke()
          ctx.setLineDash([])
          ctx.beginPath()
          ctx.arc(x, y, RADIUS * scale, 0, 2 * Math.PI)
          ctx.fillStyle = mark.isOpen === true ? ground : ink
          ctx.fill()
          ctx.stroke()
        }
        ctx.restore()
      },
    },
  }
}

export function markText({ text, isOpen = false }: Mark): string {
  return `${isOpen ? '○' : '●'} ${text}`
}
