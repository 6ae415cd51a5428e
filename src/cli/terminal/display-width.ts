/** @module How many terminal cells a text takes: Thai vowels and tone marks none, East Asian wide characters two. */

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u

/**
 * First and last code points of the wide blocks that names can contain.
 *
 * @see Unicode Standard Annex #11, East Asian Width, properties W and F
 */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Cells a text takes when printed. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** Which end of a text goes when there is no room for it. */
export type CutEnd = 'start' | 'end'

/** The text cut to at most `width` cells, between graphemes, with `…` where something is missing. */
export function cutToWidth(text: string, width: number, end: CutEnd = 'end'): string {
  if (displayWidth(text) <= width) return text
  if (width <= 0) return ''
  const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment)
  if (end === 'start') graphemes.reverse()
  let used = 1
  const kept = graphemes.findIndex((grapheme) => {
    used += displayWidth(grapheme)
    return used > width
  })
  return end === 'end' ? `${graphemes.slice(0, kept).join('')}…` : `…${graphemes.slice(0, kept).reverse().join('')}`
}

/** The text cut or filled with spaces to exactly `width` cells. */
export function alignToWidth(text: string, width: number, align: 'left' | 'right', cutEnd: CutEnd = 'end'): string {
  const cut = cutToWidth(text, width, cutEnd)
  const fill = ' '.repeat(width - displayWidth(cut))
  return align === 'left' ? cut + fill : fill + cut
}

function characterWidth(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0
  const codePoint = character.codePointAt(0) ?? 0
  return WIDE.some(([first, last]) => codePoint >= first && codePoint <= last) ? 2 : 1
}
