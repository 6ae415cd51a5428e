/** @module What the sky is called: a clear one without the sun is the night. */

/** @returns the word of a phrase of `weather` */
export function skyWord(condition: string, sunElevation: number): string {
  return sunElevation <= 0 && condition === 'Sunny' ? 'night' : condition
}
