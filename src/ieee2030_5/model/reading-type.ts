/**
 * @module What a series of readings measures: unit, direction, kind and how its values come about.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, package Metering; codes from IEC 61968-9
 */

import { code, powerOfTen, uint8, uint32, uint48 } from './integers.ts'
import { unitOfMeasure, unitValue } from './quantities.ts'
import { resource } from './resource.ts'
import { extend, optional } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

export const ACCUMULATION_BEHAVIOUR = {
  notApplicable: 0,
  cumulative: 3,
  /** The energy of an interval. */
  deltaData: 4,
  indicating: 6,
  /** A register that counts up. */
  summation: 9,
  instantaneous: 12,
} as const

export const COMMODITY = {
  notApplicable: 0,
  electricitySecondary: 1,
  electricityPrimary: 2,
  air: 4,
  naturalGas: 7,
  propane: 8,
  potableWater: 9,
  steam: 10,
  wasteWater: 11,
  heatingFluid: 12,
  coolingFluid: 13,
} as const

export const DATA_QUALIFIER = {
  notApplicable: 0,
  average: 2,
  maximum: 8,
  minimum: 9,
  normal: 12,
  standardDeviationOfPopulation: 29,
  standardDeviationOfSample: 30,
} as const

/** Forward is delivered to the customer, reverse received from the customer; a value's sign is relative to it. */
export const FLOW_DIRECTION = { notApplicable: 0, forward: 1, reverse: 19 } as const

export const READING_KIND = { notApplicable: 0, currency: 3, demand: 8, energy: 12, power: 37 } as const

export const PHASE = {
  notApplicable: 0,
  c: 32,
  cn: 33,
  ca: 40,
  b: 64,
  bn: 65,
  bc: 66,
  a: 128,
  an: 129,
  ab: 132,
  abc: 224,
} as const

/** Lengths in seconds. */
export const readingType = extend(resource, 'ReadingType', {
  accumulationBehaviour: optional(code('AccumulationBehaviourType')),
  calorificValue: optional(unitValue),
  commodity: optional(code('CommodityType')),
  conversionFactor: optional(unitValue),
  dataQualifier: optional(code('DataQualifierType')),
  flowDirection: optional(code('FlowDirectionType')),
  intervalLength: optional(uint32),
  kind: optional(code('KindType')),
  maxNumberOfIntervals: optional(uint8),
  numberOfConsumptionBlocks: optional(uint8),
  numberOfTouTiers: optional(uint8),
  phase: optional(code('PhaseCode')),
  powerOfTenMultiplier: optional(powerOfTen),
  subIntervalLength: optional(uint32),
  supplyLimit: optional(uint48),
  tieredConsumptionBlocks: optional(boolean),
  uom: optional(unitOfMeasure),
})

export type ReadingType = TypeOf<typeof readingType>
