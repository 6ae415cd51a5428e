/** @module The clear-sky index of a time, from what arrays received or gave in it. */

/** Less than this of clear sky says nothing of the clouds: the sun stands too low [W/m²]. */
const LEAST_CLEAR_WM2 = 30

const LARGEST_INDEX = 1.2
/** Halvings of the interval: to a thousandth of a per cent. */
const STEPS = 17

/**
 * The index under which the arrays receive what was measured in their planes: transposition read backwards.
 *
 * Irradiance in a plane grows with the index but for a little where more light is less diffuse, so the interval is
 * halved until it is narrow.
 *
 * @param measuredWm2 - in the planes [W/m²]
 * @param planesWm2 - the same at a clear-sky index [W/m²]
 * @returns the index, 0 to 1.2; null where the sun stands too low to tell
 * @see B. Marion, "A model for deriving the direct normal and diffuse horizontal irradiance from the global tilted
 *   irradiance", Solar Energy 122 (2015) 1037, doi:10.1016/j.solener.2015.10.024: the idea, with another decomposition
 */
export function clearSkyIndexOf(measuredWm2: number, planesWm2: (clearSkyIndex: number) => number): number | null {
  if (planesWm2(1) < LEAST_CLEAR_WM2) return null
  let [low, high] = [0, LARGEST_INDEX]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (planesWm2(middle) < measuredWm2) low = middle
    else high = middle
  }
  return (low + high) / 2
}
