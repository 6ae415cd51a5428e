/** @module One building of the plan: its outline in the colour of its value, with name and value where there is room. */

import type { VNode } from 'preact'
import type { Reading } from './measures.ts'
import type { DrawnPlace } from './plan-geometry.ts'

interface PlaceShapeProps {
  readonly drawn: DrawnPlace
  readonly reading: Reading
  /** All there is to say about it; begins with what is written on it (WCAG 2.2, 2.5.3). */
  readonly sentence: string
  readonly href: string
  readonly index: number
  readonly isCurrent: boolean
  /** Height of its text [CSS pixels]. */
  readonly textPx: number
  readonly withName: boolean
  readonly onKey: (event: KeyboardEvent) => void
  readonly onPoint: () => void
}

/** A character is about so wide, of the height of the text. */
const CHARACTER = 0.53
const LINE = 1.2

export function PlaceShape(props: PlaceShapeProps): VNode {
  const { drawn, reading, sentence, href, index, isCurrent, textPx, withName, onKey, onPoint } = props
  const { shade } = reading
  const lines = linesIn(drawn, reading.text, textPx, withName)
  const path = `M${drawn.corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`
  const top = drawn.text.y - ((lines.length - 1) * textPx * LINE) / 2
  return (
    <a
      href={href}
      class={`place ${shade === null ? 'of-nothing' : `of-${shade.meaning}`}`}
      aria-label={sentence}
      data-place={index}
      tabIndex={isCurrent ? 0 : -1}
      onKeyDown={onKey}
      onFocus={onPoint}
      onPointerEnter={onPoint}
    >
      <path d={path} style={{ '--share': String(Math.min(1, shade?.share ?? 0)) }} />
      {shade?.meaning === 'export' && <path d={path} class="gives" />}
      <text style={{ fontSize: `${textPx}px` }}>
        {lines.map((line, i) => (
          <tspan
            key={`${i} ${line}`}
            x={drawn.text.x}
            y={top + i * textPx * LINE}
            class={i === lines.length - 1 ? 'value' : undefined}
          >
            {i === lines.length - 1 ? line : `${line} `}
          </tspan>
        ))}
      </text>
    </a>
  )
}

/** The name over the value, the value alone, or nothing, whatever there is room for. */
function linesIn({ label, text }: DrawnPlace, value: string, textPx: number, withName: boolean): readonly string[] {
  const most = Math.floor((text.width - textPx * 0.4) / (textPx * CHARACTER))
  const rows = Math.floor((text.height - textPx * 0.4) / (textPx * LINE))
  if (value.length > most || rows < 1) return []
  const name = withName ? wrapped(label, most) : null
  return name === null || name.length + 1 > rows ? [value] : [...name, value]
}

/** @returns null where a word is too long */
function wrapped(text: string, most: number): readonly string[] | null {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    if (word.length > most) return null
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
