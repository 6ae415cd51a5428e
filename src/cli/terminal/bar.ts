/** @module Small horizontal bars in eighths of a cell. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/**
 * A bar of exactly `width` cells.
 *
 * @param fraction - how much of it is filled; below 0 is empty, above 1 is full
 */
export function bar(fraction: number, width: number): string {
  const filled = fraction > 0 ? Math.min(1, fraction) : 0
  // Something is never drawn as nothing.
  const eighths = filled > 0 ? Math.max(1, Math.round(filled * width * 8)) : 0
  const drawn = '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
  return drawn.padEnd(width)
}
