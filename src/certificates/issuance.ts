/**
 * @module Turns metered generation into serial numbers: whole certificates at the end of each issue interval.
 *
 * Every generated milliwatt-hour waits in its meter's column until a whole unit is full. Serial numbers count the
 * watt-hours certified at a meter from 1, so that at any time lastSerial · 1000 + pendingMilliWh is the eligible
 * generation: no fraction is rounded up, dropped at the end of a slot or day, or certified twice.
 *
 * Issue intervals are whole slots, an hour or less unless a slot is longer: one begins where the one before ended.
 *
 * @see EnergyTag, Granular Certificate Scheme Standard, version 2: intervals of an hour or less, watt-hours as face value
 */

import { MILLI_WH_PER_WH } from '../units/energy.ts'

/** Watt-hours per certificate, by CERTIFICATE_UNIT: EnergyTag's, and the 1 MWh of the I-REC(E) standard. */
export const UNIT_WH = { wh: 1, mwh: 1_000_000 } as const

/** What issuance remembers of each meter, as columns: copying them is a checkpoint. */
export interface IssuanceState {
  /** Eligible generation not certified yet [mWh], whole numbers. */
  readonly pendingMilliWh: Float64Array
  /** Serial number of the last certified watt-hour, which is also how many were certified. */
  readonly lastSerial: Float64Array
  /** End of the interval of the last issue [ms since 1970-01-01 UTC]; the start of issuance before any. */
  readonly issuedUntilMs: Float64Array
  /** One value: end of the last closed issue interval [ms since 1970-01-01 UTC]. */
  readonly closedMs: Float64Array
}

/** What one issue interval brought, one row per meter that filled a unit, in meter order. */
export interface Issues {
  size: number
  readonly meter: Int32Array
  /** Begin of the interval the certificate stands for [ms since 1970-01-01 UTC]. */
  readonly intervalStartMs: Float64Array
  /** First and last serial number. */
  readonly serialStart: Float64Array
  readonly serialEnd: Float64Array
}

/** State of `size` meters before any generation, from `startMs` on. */
export function createIssuanceState(size: number, startMs: number): IssuanceState {
  return {
    pendingMilliWh: new Float64Array(size),
    lastSerial: new Float64Array(size),
    issuedUntilMs: new Float64Array(size).fill(startMs),
    closedMs: Float64Array.of(startMs),
  }
}

/** Room for the issues of `size` meters; the same object is refilled interval after interval. */
export function createIssues(size: number): Issues {
  return {
    size: 0,
    meter: new Int32Array(size),
    intervalStartMs: new Float64Array(size),
    serialStart: new Float64Array(size),
    serialEnd: new Float64Array(size),
  }
}

/**
 * Adds what the meters generated in a tick or slot.
 *
 * @param capacityW - capacity of each meter, 0 for one that is not eligible [W]
 * @param generatedMilliWh - own renewable generation of each meter [mWh], whole numbers, 0 or more
 */
export function addGeneration(state: IssuanceState, capacityW: Float64Array, generatedMilliWh: Float64Array): void {
  const { pendingMilliWh } = state
  for (let i = 0; i < pendingMilliWh.length; i++) {
    if (capacityW[i] > 0) {
      pendingMilliWh[i] += generatedMilliWh[i]
    }
  }
}

/**
 * Closes an issue interval: takes the whole units out of every meter's pending energy and numbers them.
 *
 * With units of 1 Wh a certificate stands for the interval just closed; what it carries over from earlier intervals is
 * less than 1 Wh. A larger unit fills over many intervals: its certificate stands for the time since the last issue.
 *
 * @param startMs - begin of the interval, not before the end of the last one [ms since 1970-01-01 UTC]
 * @param endMs - its end [ms since 1970-01-01 UTC]
 * @param unitWh - watt-hours per certificate, a whole number
 * @param issues - receives what is to be issued
 * @throws RangeError for an interval that is closed already
 */
export function closeInterval(
  state: IssuanceState,
  startMs: number,
  endMs: number,
  unitWh: number,
  issues: Issues,
): void {
  const { pendingMilliWh, lastSerial, issuedUntilMs, closedMs } = state
  if (!(startMs >= closedMs[0] && endMs > startMs)) {
    throw new RangeError(
      `Issue interval ${startMs} to ${endMs} ms begins before ${closedMs[0]} ms, where the last ended.`,
    )
  }
  const unitMilliWh = unitWh * MILLI_WH_PER_WH
  let size = 0
  for (let i = 0; i < pendingMilliWh.length; i++) {
    if (pendingMilliWh[i] >= unitMilliWh) {
      const rest = pendingMilliWh[i] % unitMilliWh
      const start = lastSerial[i] + 1
      lastSerial[i] += (pendingMilliWh[i] - rest) / MILLI_WH_PER_WH
      pendingMilliWh[i] = rest
      issues.meter[size] = i
      issues.intervalStartMs[size] = unitWh === 1 ? startMs : issuedUntilMs[i]
      issues.serialStart[size] = start
      issues.serialEnd[size] = lastSerial[i]
      issuedUntilMs[i] = endMs
      size++
    }
  }
  issues.size = size
  closedMs[0] = endMs
}
