/** @module The colours of meanings, as a canvas needs them: what the style sheet says, worked out. */

export const MEANINGS = [
  'generation',
  'consumption',
  'battery',
  'import',
  'export',
  'price',
  'certificate',
  'alarm',
  'ink',
  'faint',
  'line',
  'ground',
] as const
export type Meaning = (typeof MEANINGS)[number]

/** @param beside - an element of the page, whose light or dark counts */
export function colorOf(meaning: Meaning, beside: HTMLElement): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${meaning})`
  beside.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
