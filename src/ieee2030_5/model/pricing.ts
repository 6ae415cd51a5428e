/** @module Tariffs: components, intervals of time, and prices by consumption. */

import { randomizableEvent } from './event.ts'
import { code, currencyCode, int32, powerOfTen, primacy, uint8, uint32, uint48 } from './integers.ts'
import { unitValue } from './quantities.ts'
import { consumptionBlock, touTier } from './reading.ts'
import { identifiedObject, link, list, listLink, pollRate, resource, subscribableList } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { string20 } from './texts.ts'
import type { TypeOf } from './type-of.ts'
import { roleFlags, serviceKind } from './usage-point.ts'

/** ISO 4217. */
export const CURRENCY = { notApplicable: 0, australianDollar: 36, baht: 764, usDollar: 840, euro: 978 } as const

/** Emissions in grams per unit; the renewable share in percent. */
export const COST_KIND = { carbonDioxide: 0, sulfurDioxide: 1, nitrogenOxides: 2, renewableShare: 3 } as const

const environmentalCost = objectType('EnvironmentalCost', {
  amount: required(uint32),
  costKind: required(code('CostKindType')),
  costLevel: required(uint8),
  numCostLevels: required(uint8),
})

/** `price` in the tariff's currency, times its power of ten, per unit of the component's reading type. */
export const consumptionTariffInterval = extend(resource, 'ConsumptionTariffInterval', {
  consumptionBlock: required(consumptionBlock),
  EnvironmentalCost: many(environmentalCost),
  price: optional(int32),
  startValue: required(uint48),
})
export const consumptionTariffIntervalList = extend(list, 'ConsumptionTariffIntervalList', {
  ConsumptionTariffInterval: many(consumptionTariffInterval),
})

export const timeTariffInterval = extend(randomizableEvent, 'TimeTariffInterval', {
  ConsumptionTariffIntervalListLink: optional(listLink),
  touTier: required(touTier),
})
export const timeTariffIntervalList = extend(subscribableList, 'TimeTariffIntervalList', {
  TimeTariffInterval: many(timeTariffInterval),
})

export const rateComponent = extend(identifiedObject, 'RateComponent', {
  ActiveTimeTariffIntervalListLink: optional(listLink),
  flowRateEndLimit: optional(unitValue),
  flowRateStartLimit: optional(unitValue),
  ReadingTypeLink: required(link),
  roleFlags: required(roleFlags),
  TimeTariffIntervalListLink: required(listLink),
})
export const rateComponentList = extend(list, 'RateComponentList', { RateComponent: many(rateComponent) })

export const tariffProfile = extend(identifiedObject, 'TariffProfile', {
  currency: optional(currencyCode),
  pricePowerOfTenMultiplier: optional(powerOfTen),
  primacy: required(primacy),
  rateCode: optional(string20),
  RateComponentListLink: optional(listLink),
  serviceCategoryKind: required(serviceKind),
})
export const tariffProfileList = extend(
  subscribableList,
  'TariffProfileList',
  { TariffProfile: many(tariffProfile) },
  pollRate,
)

export type ConsumptionTariffInterval = TypeOf<typeof consumptionTariffInterval>
export type ConsumptionTariffIntervalList = TypeOf<typeof consumptionTariffIntervalList>
export type TimeTariffInterval = TypeOf<typeof timeTariffInterval>
export type TimeTariffIntervalList = TypeOf<typeof timeTariffIntervalList>
export type RateComponent = TypeOf<typeof rateComponent>
export type RateComponentList = TypeOf<typeof rateComponentList>
export type TariffProfile = TypeOf<typeof tariffProfile>
export type TariffProfileList = TypeOf<typeof tariffProfileList>
