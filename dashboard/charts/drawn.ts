/** @module The points of a chart's lines. Values that hold over a while get one at its begin and one at its end. */

export interface Drawn {
  /** Rising. */
  readonly places: number[]
  /** Of each series; null is a gap. */
  readonly columns: (number | null)[][]
  /** Which value a point shows; -1 in a gap. */
  readonly origins: number[]
}

/** A new value stands so much of its length behind the end of the one before, so that places rise. */
const APART = 1e-6

/**
 * The points of values at places, or over what ends there.
 *
 * A value between two that are missing is still seen, and where nothing is known between two of them is a gap.
 *
 * @param begins - where each value begins to hold; at its place alone unless given
 */
export function drawnOf(
  places: readonly number[],
  begins: readonly number[] | undefined,
  series: readonly (readonly (number | null)[])[],
): Drawn {
  if (begins === undefined) {
    return { places: [...places], columns: series.map((values) => [...values]), origins: places.map((_, i) => i) }
  }
  const drawn: Drawn = { places: [], columns: series.map(() => []), origins: [] }
  for (const [i, end] of places.entries()) {
    const begin = begins[i] ?? end
    const before = places[i - 1]
    const least = (end - begin) * APART
    if (before !== undefined && begin > before + least) add(before + least, -1)
    add(before === undefined ? begin : Math.max(begin, before + 2 * least), i)
    add(end, i)
  }
  return drawn

  function add(place: number, origin: number): void {
    drawn.places.push(place)
    drawn.origins.push(origin)
    for (const [j, values] of series.entries()) drawn.columns[j]?.push(values[origin] ?? null)
  }
}
