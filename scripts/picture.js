/** @module `npm run picture`: draws docs/images/live.svg, the live view of a hot April noon, from the program itself. */

import { writeFileSync } from 'node:fs'
import { loadConfiguration } from '../dist/cli/load-configuration.js'
import { renderLiveView } from '../dist/cli/terminal/live-view.js'
import { CampusSimulation } from '../dist/run/campus-simulation.js'
import { loadRunInputs } from '../dist/run/run-inputs.js'

const START_MS = Date.parse('2025-04-21T00:00:00+07:00')
const TICKS = (12.5 * 3600) / 15
const COLUMNS = 130
const ROWS = 36
const CELL = { width: 8.43, height: 18 }
const MARGIN = 16
const BACKGROUND = '#16181d'
const FOREGROUND = '#d7dae0'

const ESCAPE = String.fromCharCode(27)
/** A colour or style as terminals write it. */
const SGR = new RegExp(`(${ESCAPE}\\[[\\d;]*m)`)

/** The colours of the 256-colour table the palette uses, and the two styles. */
const STYLE = {
  1: 'font-weight="bold"',
  2: 'fill="#8a909c"',
  '38;5;172': 'fill="#d78700"',
  '38;5;68': 'fill="#5f87d7"',
  '38;5;71': 'fill="#5faf5f"',
  '38;5;103': 'fill="#8787af"',
  '38;5;37': 'fill="#00afaf"',
  '38;5;168': 'fill="#d75f87"',
  '38;5;160': 'fill="#d70000"',
}

const { resolved, campusFile, site } = loadConfiguration({ start: '2025-04-21T00:00:00+07:00', seed: '42' })
const inputs = loadRunInputs(resolved, site, campusFile)
const simulation = await CampusSimulation.create(inputs, START_MS, null)
while (simulation.tick < TICKS) await simulation.advance()
const status = { lateTicks: 0, speed: 1, output: resolved.settings.outputFile, state: 'live' }
const lines = renderLiveView(simulation.snapshot(), status, { columns: COLUMNS, rows: ROWS, color: true })
await simulation.close()

const width = Math.round(COLUMNS * CELL.width + 2 * MARGIN)
const height = lines.length * CELL.height + 2 * MARGIN
writeFileSync(
  new URL('../docs/images/live.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The live view: campus totals, the market and a table of 25 meters">
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${FOREGROUND}" xml:space="preserve">
${lines.map(drawLine).join('\n')}
</g>
</svg>
`,
)

/** Every run of one colour is placed by its column, so that no font can shift what follows it. */
function drawLine(line, row) {
  const y = MARGIN + (row + 0.75) * CELL.height
  let column = 0
  let style = ''
  const runs = []
  for (const part of line.split(SGR)) {
    const code = part.startsWith(ESCAPE) ? part.slice(2, -1) : undefined
    if (code !== undefined) {
      style = STYLE[code] ?? ''
    } else if (part !== '') {
      runs.push(...drawRun(part, column, style, y))
      column += [...part].length
    }
  }
  return runs.join('')
}

function drawRun(text, column, style, y) {
  return [...text.matchAll(/\S+(?: \S+)*/gu)].map((word) => {
    const x = (MARGIN + (column + [...text.slice(0, word.index)].length) * CELL.width).toFixed(1)
    const length = ([...word[0]].length * CELL.width).toFixed(1)
    return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${style}>${escapeXml(word[0])}</text>`
  })
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
