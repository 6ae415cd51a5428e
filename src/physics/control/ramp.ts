/** @module A straight ramp from one operating point to another. */

/**
 * How much of a ramp is done at an instant: min(1, t/T).
 *
 * @param elapsedSeconds - time since the ramp began t, 0 or more [s]
 * @param rampSeconds - its length T [s]; 0 for a step
 * @returns 0 to 1
 */
export function rampShare(elapsedSeconds: number, rampSeconds: number): number {
  return elapsedSeconds >= rampSeconds ? 1 : elapsedSeconds / rampSeconds
}

/**
 * The mean of `rampShare` over a span, so that an interval's energy is right however long it is.
 *
 * @param fromSeconds - begin of the span, counted from the begin of the ramp, 0 or more [s]
 * @param toSeconds - its end, later [s]
 * @param rampSeconds - length of the ramp [s]; 0 for a step
 * @returns 0 to 1
 */
export function meanRampShare(fromSeconds: number, toSeconds: number, rampSeconds: number): number {
  if (fromSeconds >= rampSeconds) return 1
  const risen = Math.min(toSeconds, rampSeconds)
  const rising = (risen * risen - fromSeconds * fromSeconds) / (2 * rampSeconds)
  return (rising + toSeconds - risen) / (toSeconds - fromSeconds)
}
