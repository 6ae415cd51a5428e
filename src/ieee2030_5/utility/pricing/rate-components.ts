/** @module The two parts of a tariff: what the grid charges for energy it delivers, and what it pays for what it receives. */

import { mridFactory } from '../../model/mrid.ts'
import { UNIT_OF_MEASURE } from '../../model/quantities.ts'
import {
  ACCUMULATION_BEHAVIOUR,
  COMMODITY,
  FLOW_DIRECTION,
  READING_KIND,
  type ReadingType,
} from '../../model/reading-type.ts'
import type { Program } from '../programs/program.ts'
import type { UtilitySettings } from '../utility-settings.ts'
import type { TariffPeriod } from './tariff-records.ts'

export interface RateComponentKind {
  /** Last part of its address. */
  readonly number: '1' | '2'
  readonly description: string
  readonly flowDirection: number
  rateOf(period: Pick<TariffPeriod, 'purchaseRate' | 'feedInRate'>): number
}

export const PURCHASE: RateComponentKind = {
  number: '1',
  description: 'Delivered energy',
  flowDirection: FLOW_DIRECTION.forward,
  rateOf: ({ purchaseRate }) => purchaseRate,
}
export const FEED_IN: RateComponentKind = {
  number: '2',
  description: 'Received energy',
  flowDirection: FLOW_DIRECTION.reverse,
  rateOf: ({ feedInRate }) => feedInRate,
}
export const RATE_COMPONENTS: readonly RateComponentKind[] = [PURCHASE, FEED_IN]

/** Address of a component, in which its intervals stand. */
export function componentHref(program: string, { number }: RateComponentKind): string {
  return `${program}/rc/${number}`
}

export function programOfComponent(container: string): string {
  return container.split('/rc/', 1)[0]
}

export function componentMrid(
  { enterpriseNumber, lfdi }: UtilitySettings,
  { mrid }: Program,
  { number }: RateComponentKind,
): string {
  return mridFactory(enterpriseNumber).create(lfdi, mrid, 'rc', number)
}

/** Energy in kWh, to which the prices refer. */
export function readingTypeOf({ flowDirection }: RateComponentKind): ReadingType {
  return {
    accumulationBehaviour: ACCUMULATION_BEHAVIOUR.deltaData,
    commodity: COMMODITY.electricitySecondary,
    flowDirection,
    kind: READING_KIND.energy,
    powerOfTenMultiplier: 3,
    uom: UNIT_OF_MEASURE.wattHour,
  }
}
