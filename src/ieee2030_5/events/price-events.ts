/** @module Prices as events: the intervals of a tariff's components, by the direction of the energy they price. */

import type { ConsumptionTariffInterval, RateComponent, TariffProfile, TimeTariffInterval } from '../model/pricing.ts'
import { UNIT_OF_MEASURE } from '../model/quantities.ts'
import { FLOW_DIRECTION, type ReadingType } from '../model/reading-type.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import { SERVICE_KIND } from '../model/usage-point.ts'
import type { ProgramEvent } from './program-event.ts'

export interface TariffIntervalDocuments {
  readonly interval: TimeTariffInterval
  /** Blocks by consumption. */
  readonly blocks: readonly ConsumptionTariffInterval[]
}

export interface RateComponentDocuments {
  readonly component: RateComponent
  /** What the component's prices are per unit of; null when it was not to be had. */
  readonly readingType: ReadingType | null
  readonly intervals: readonly TariffIntervalDocuments[]
}

/** What a device reads of one tariff. */
export interface TariffDocuments {
  readonly tariff: TariffProfile
  readonly components: readonly RateComponentDocuments[]
}

/** Targets of prices: what is bought from the grid, and what is sold to it. */
export const PRICE_TARGET = { purchase: 'purchase', feedIn: 'feed_in' } as const

export interface PriceContent {
  readonly tariff: TariffProfile
  readonly readingType: ReadingType | null
  readonly blocks: readonly ConsumptionTariffInterval[]
}

/**
 * Prices of electrical energy. Components that begin only above some power are left out: what is bought at the margin
 * there is for the tariff's owner to say, and a price signal is one number.
 */
export function priceEvents(tariffs: readonly TariffDocuments[]): ProgramEvent<PriceContent>[] {
  return tariffs
    .filter(({ tariff }) => tariff.serviceCategoryKind === SERVICE_KIND.electricity)
    .flatMap(({ tariff, components }) =>
      components
        .filter(({ component }) => (component.flowRateStartLimit?.value ?? 0) <= 0)
        .flatMap((component) => component.intervals.map((interval) => priceEvent(tariff, component, interval))),
    )
}

function priceEvent(
  tariff: TariffProfile,
  { readingType }: RateComponentDocuments,
  { interval, blocks }: TariffIntervalDocuments,
): ProgramEvent<PriceContent> {
  const isSold = readingType?.flowDirection === FLOW_DIRECTION.reverse
  return {
    event: interval,
    programMrid: tariff.mRID,
    primacy: tariff.primacy,
    targets: [isSold ? PRICE_TARGET.feedIn : PRICE_TARGET.purchase],
    rejection: isOfEnergy(readingType) ? null : RESPONSE_STATUS.rejectedNotApplicable,
    content: { tariff, readingType, blocks },
  }
}

/** A reading type that says nothing of its unit is given the benefit of the doubt. */
function isOfEnergy(readingType: ReadingType | null): boolean {
  const unit = readingType?.uom ?? UNIT_OF_MEASURE.wattHour
  return unit === UNIT_OF_MEASURE.wattHour
}
