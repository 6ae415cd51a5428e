/** @module A line where the present is. */

import type uPlot from 'uplot'

interface Look {
  readonly ink: string
  /** [CSS pixels] */
  readonly fontPx: number
}

/**
 * @param present - [s since 1970 UTC]
 * @param word - above the line
 */
export function nowLine(present: () => number | undefined, word: string, { ink, fontPx }: Look): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const now = present()
        if (now === undefined) return
        const x = Math.round(plot.valToPos(now, 'x', true))
        const { left, top, width, height } = plot.bbox
        if (x < left || x > left + width) return
        const { ctx } = plot
        ctx.save()
        ctx.strokeStyle = ink
        ctx.fillStyle = ink
        ctx.lineWidth = devicePixelRatio
        // A dashed line drawn before leaves its dashes.
        ctx.setLineDash([])
        ctx.beginPath()
        ctx.moveTo(x, top)
        ctx.lineTo(x, top + height)
        ctx.stroke()
        ctx.font = `${fontPx * devicePixelRatio}px system-ui, sans-serif`
        ctx.textAlign = 'center'
        ctx.textBaseline = 'bottom'
        ctx.fillText(word, x, top - 3 * devicePixelRatio)
        ctx.restore()
      },
    },
  }
}
