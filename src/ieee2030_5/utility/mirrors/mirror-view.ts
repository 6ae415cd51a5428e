/** @module A mirror as operators see it: who posts to it, how often, and the latest values in their units. */

import { ROLE_FLAG, USAGE_POINT_STATUS } from '../../model/usage-point.ts'
import { DEVICES } from '../device.ts'
import { latestValue, type MeasuredValue } from '../metering/measured-values.ts'
import { type MeterReadingEntry, meterReadingHref, meterReadingsOf, seriesOf } from '../metering/meter-reading-entry.ts'
import { netPowerOf } from '../metering/net-power.ts'
import { type Quantity, quantityOf } from '../metering/quantity.ts'
import { READING_SETS } from '../metering/reading-set-entry.ts'
import { type UsagePointEntry, usagePointHref } from '../metering/usage-point-entry.ts'
import type { OperationContext } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'
import { mirrorHref, postRateOf } from './mirror.ts'
import { MIRROR_ACTIVITY } from './mirror-activity.ts'

export interface MirrorView {
  readonly number: number
  readonly href: string
  readonly usagePoint: string
  readonly lfdi: string
  /** Empty for a device that is no meter of the campus. */
  readonly meterId: string
  readonly mRID: string
  readonly description: string | null
  /** Names of ROLE_FLAG. */
  readonly roles: readonly string[]
  readonly on: boolean
  /** Seconds between two posts, and whether an operator has set it for this mirror. */
  readonly postRate: number
  readonly postRateIsSet: boolean
  /** [s since 1970 UTC] */
  readonly lastPostAt: number | null
  /** Positive when delivered to the customer; null when it cannot be told [W]. */
  readonly netPowerW: number | null
  readonly meterReadings: readonly MeterReadingView[]
}

export interface MeterReadingView extends Quantity {
  readonly number: number
  readonly href: string
  readonly mRID: string
  readonly description: string | null
  readonly readingSets: number
  readonly latest: MeasuredValue | null
}

export function mirrorView(context: OperationContext, entry: UsagePointEntry): MirrorView {
  const { state } = context
  const meterReadings = meterReadingsOf(state, entry)
  return {
    number: entry.number,
    href: mirrorHref(entry.number),
    usagePoint: usagePointHref(entry.number),
    lfdi: entry.lfdi,
    meterId: state.at(DEVICES).get(entry.lfdi)?.meterId ?? '',
    mRID: entry.mRID,
    description: entry.description ?? null,
    roles: rolesOf(entry.roleFlags),
    on: entry.status === USAGE_POINT_STATUS.on,
    postRate: postRateOf(context, entry),
    postRateIsSet: entry.postRate !== null,
    lastPostAt: state.at(MIRROR_ACTIVITY).get(String(entry.number)) ?? null,
    netPowerW: netPowerOf(state, meterReadings),
    meterReadings: meterReadings.map((one) => meterReadingView(state, one)),
  }
}

export function meterReadingView(state: UtilityState, entry: MeterReadingEntry): MeterReadingView {
  return {
    number: entry.number,
    href: meterReadingHref(entry),
    mRID: entry.mRID,
    description: entry.description ?? null,
    ...quantityOf(entry.readingType),
    readingSets: state.at(READING_SETS).group(seriesOf(entry)).size,
    latest: latestValue(state, entry),
  }
}

function rolesOf(roleFlags: number): string[] {
  return Object.entries(ROLE_FLAG)
    .filter(([, bit]) => (roleFlags & bit) !== 0)
    .map(([name]) => name)
}
