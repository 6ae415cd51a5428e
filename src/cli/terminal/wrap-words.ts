/** @module Breaks a text into lines between its words. */

import { cutToWidth, displayWidth } from './display-width.ts'

/** Lines of at most `width` cells; a word wider than that is cut. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(cutToWidth(word, width))
    }
  }
  return lines
}
