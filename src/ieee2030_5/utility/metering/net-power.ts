/** @module Net active power of a usage point, from values that are each relative to a direction of their own. */

import { UNIT_OF_MEASURE } from '../../model/quantities.ts'
import {
  ACCUMULATION_BEHAVIOUR,
  DATA_QUALIFIER,
  FLOW_DIRECTION,
  PHASE,
  type ReadingType,
} from '../../model/reading-type.ts'
import type { UtilityState } from '../utility-state.ts'
import { latestValue, type MeasuredValue } from './measured-values.ts'
import type { MeterReadingEntry } from './meter-reading-entry.ts'

/** A value with the type that says what it is. */
export interface TypedValue {
  readonly type: ReadingType
  readonly latest: Pick<MeasuredValue, 'start' | 'value'>
}

/**
 * Net active power, positive when it is delivered to the customer.
 *
 * One declared direction: the value as it stands for forward, turned around for reverse. Both: forward less reverse when
 * neither is negative, so that each counts its own way; the value itself when one is the other turned around, so that both
 * are net. Averages go before momentary values. Whatever leaves a doubt has no net: no direction, values of two times, or
 * values that contradict each other.
 *
 * @returns [W]; null when it cannot be told
 */
export function netPower(values: readonly TypedValue[]): number | null {
  const power = values.filter(({ type }) => type.uom === UNIT_OF_MEASURE.watt && isOfAllPhases(type))
  for (const isOfKind of [isAverage, isMomentary]) {
    const forward = latestOf(power, FLOW_DIRECTION.forward, isOfKind)
    const reverse = latestOf(power, FLOW_DIRECTION.reverse, isOfKind)
    if (forward !== null || reverse !== null) return combined(forward, reverse)
  }
  return null
}

/** The same of what is stored. */
export function netPowerOf(state: UtilityState, entries: readonly MeterReadingEntry[]): number | null {
  const values: TypedValue[] = []
  for (const entry of entries) {
    const latest = latestValue(state, entry)
    if (latest !== null) values.push({ type: entry.readingType, latest })
  }
  return netPower(values)
}

interface Known {
  readonly start: number
  readonly value: number
}

function combined(forward: Known | null, reverse: Known | null): number | null {
  if (reverse === null) return forward?.value ?? null
  if (forward === null) return 0 - reverse.value
  if (forward.start !== reverse.start) return null
  if (forward.value >= 0 && reverse.value >= 0) return forward.value - reverse.value
  return forward.value === -reverse.value ? forward.value : null
}

function latestOf(
  values: readonly TypedValue[],
  direction: number,
  isOfKind: (type: ReadingType) => boolean,
): Known | null {
  let found: Known | null = null
  for (const { type, latest } of values) {
    if (type.flowDirection !== direction || !isOfKind(type) || latest.value === null) continue
    if (found === null || latest.start > found.start) found = { start: latest.start, value: latest.value }
  }
  return found
}

function isOfAllPhases({ phase = PHASE.notApplicable }: ReadingType): boolean {
  return phase === PHASE.notApplicable || phase === PHASE.abc
}

function isAverage({ dataQualifier }: ReadingType): boolean {
  return dataQualifier === DATA_QUALIFIER.average
}

/** Neither a maximum nor a minimum, nor anything else that is not the value of the moment. */
function isMomentary({ dataQualifier = DATA_QUALIFIER.notApplicable, accumulationBehaviour }: ReadingType): boolean {
  const plain = dataQualifier === DATA_QUALIFIER.notApplicable || dataQualifier === DATA_QUALIFIER.normal
  return plain && accumulationBehaviour === ACCUMULATION_BEHAVIOUR.instantaneous
}
