/** @module What a meter reading measures, in words and units for people. */

import { UNIT_OF_MEASURE } from '../../model/quantities.ts'
import {
  ACCUMULATION_BEHAVIOUR,
  DATA_QUALIFIER,
  FLOW_DIRECTION,
  PHASE,
  READING_KIND,
  type ReadingType,
} from '../../model/reading-type.ts'

/** Names of the codes; null when not applicable, the number itself for a code without a name here. */
export interface Quantity {
  readonly unit: string
  readonly direction: string | null
  readonly kind: string | null
  readonly accumulation: string | null
  readonly qualifier: string | null
  readonly phase: string | null
  /** Length of an interval, when there is a usual one [s]. */
  readonly intervalSeconds: number | null
}

const UNIT_SYMBOL: Readonly<Record<keyof typeof UNIT_OF_MEASURE, string>> = {
  notApplicable: '',
  ampere: 'A',
  celsius: '°C',
  volt: 'V',
  joule: 'J',
  hertz: 'Hz',
  watt: 'W',
  voltAmpere: 'VA',
  var: 'var',
  cosPhi: 'cos φ',
  voltAmpereHour: 'VAh',
  wattHour: 'Wh',
  varHour: 'varh',
  ampereHour: 'Ah',
}

const SYMBOL_OF_CODE = new Map(
  Object.entries(UNIT_OF_MEASURE).map(([name, code]) => [code, UNIT_SYMBOL[name as keyof typeof UNIT_OF_MEASURE]]),
)

export function quantityOf(type: ReadingType): Quantity {
  const uom = type.uom ?? UNIT_OF_MEASURE.notApplicable
  return {
    unit: SYMBOL_OF_CODE.get(uom as (typeof UNIT_OF_MEASURE)[keyof typeof UNIT_OF_MEASURE]) ?? `unit ${uom}`,
    direction: nameOf(FLOW_DIRECTION, type.flowDirection),
    kind: nameOf(READING_KIND, type.kind),
    accumulation: nameOf(ACCUMULATION_BEHAVIOUR, type.accumulationBehaviour),
    qualifier: nameOf(DATA_QUALIFIER, type.dataQualifier),
    phase: nameOf(PHASE, type.phase),
    intervalSeconds: type.intervalLength ?? null,
  }
}

/**
 * A value in the unit of its type: value · 10^m.
 *
 * Divided for a negative m, since 10^−m is a whole number and 10^m is not: 2301 tenths of a volt are 230.1 V.
 */
export function inUnit(value: number, { powerOfTenMultiplier = 0 }: ReadingType): number {
  return powerOfTenMultiplier < 0 ? value / 10 ** -powerOfTenMultiplier : value * 10 ** powerOfTenMultiplier
}

function nameOf(names: Readonly<Record<string, number>>, code = 0): string | null {
  if (code === 0) return null
  return Object.keys(names).find((name) => names[name] === code) ?? String(code)
}
