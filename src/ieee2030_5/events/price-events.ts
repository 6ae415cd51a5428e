/** @module Prices as events: the intervals of a tariff's components, by the direction of the energy they price. */

import type { ConsumptionTariffInterval, RateComponent, TariffProfile, TimeTariffInterval } from '../model/pricing.ts'
import type { ReadingType } from '../model/reading-type.ts'
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

export function priceEvents(tariffs: readonly TariffDocuments[]): ProgramEvent<PriceContent>[] {
  throw new Error(`not there yet: ${tariffs.length}`)
}
