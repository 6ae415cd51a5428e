/** @module The known name a misspelt one probably meant. */

/**
 * Fewest single-character insertions, deletions, replacements and swaps of neighbours that turn one text into another
 * (optimal string alignment distance).
 *
 * @see F. J. Damerau, 1964, A technique for computer detection and correction of spelling errors, Communications of
 * the ACM 7(3), 171–176, doi:10.1145/363958.363994
 */
export function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = previous[column - 1] + (from[row - 1] === to[column - 1] ? 0 : 1)
      let best = Math.min(replaced, previous[column] + 1, current[column - 1] + 1)
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) best = Math.min(best, beforePrevious[column - 2] + 1)
      current.push(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[to.length]
}

/**
 * The name nearest to a misspelt one, in any case.
 *
 * @param name - what was written
 * @param names - what is known
 * @param maxDistance - largest {@link editDistance} taken for a slip of the pen
 * @returns the nearest name, the first of equally near ones, or null when none is near enough
 */
export function nearestName(name: string, names: readonly string[], maxDistance = 2): string | null {
  let nearest: string | null = null
  let nearestDistance = maxDistance + 1
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= nearestDistance) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < nearestDistance) {
      nearest = candidate
      nearestDistance = distance
    }
  }
  return nearest
}
