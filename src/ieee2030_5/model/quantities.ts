/**
 * @module Physical quantities: a whole number times a power of ten, so `{ multiplier: 3, value: 5 }` watts are 5 kW.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, packages Common and DER
 */

import { code, int16, int32, int48, powerOfTen, signedPercent, uint16, uint32, uint48 } from './integers.ts'
import { objectType, required } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

const signed16 = { multiplier: required(powerOfTen), value: required(int16) }
const unsigned16 = { multiplier: required(powerOfTen), value: required(uint16) }

/** [W] */
export const activePower = objectType('ActivePower', signed16)
/** [var] */
export const reactivePower = objectType('ReactivePower', signed16)
/** [VA] */
export const apparentPower = objectType('ApparentPower', unsigned16)
/** [A], effective */
export const currentRms = objectType('CurrentRMS', unsigned16)
/** [V], effective */
export const voltageRms = objectType('VoltageRMS', unsigned16)
/** [Ah] */
export const ampereHour = objectType('AmpereHour', unsigned16)
/** [Wh] */
export const wattHour = objectType('WattHour', unsigned16)
/** [S] */
export const reactiveSusceptance = objectType('ReactiveSusceptance', unsigned16)
/** [Wh] */
export const realEnergy = objectType('RealEnergy', { multiplier: required(powerOfTen), value: required(uint48) })
/** [Wh] */
export const signedRealEnergy = objectType('SignedRealEnergy', {
  multiplier: required(powerOfTen),
  value: required(int48),
})

/** cos φ */
export const powerFactor = objectType('PowerFactor', {
  displacement: required(uint16),
  multiplier: required(powerOfTen),
})
/** cos φ; `excitation` true absorbs reactive power (under-excited), false injects it. */
export const powerFactorWithExcitation = objectType('PowerFactorWithExcitation', {
  displacement: required(uint16),
  excitation: required(boolean),
  multiplier: required(powerOfTen),
})

/** What a percentage is a percentage of. */
export const DER_UNIT_REF = {
  notApplicable: 0,
  setMaxW: 1,
  setMaxVar: 2,
  statVarAvail: 3,
  setEffectiveV: 4,
  setMaxChargeRateW: 5,
  setMaxDischargeRateW: 6,
  statWAvail: 7,
} as const
export const derUnitRef = code('DERUnitRefType')

/** Reactive power in hundredths of a percent of what `refType` names. */
export const fixedVar = objectType('FixedVar', { refType: required(derUnitRef), value: required(signedPercent) })

/** Frequency droop: dead bands [mHz] and slopes over and under frequency, open-loop response time [1/100 s]. */
export const freqDroop = objectType('FreqDroopType', {
  dBOF: required(uint32),
  dBUF: required(uint32),
  kOF: required(uint16),
  kUF: required(uint16),
  openLoopTms: required(uint16),
})

/** Units of measure, codes of IEC 61968-9. */
export const UNIT_OF_MEASURE = {
  notApplicable: 0,
  ampere: 5,
  celsius: 23,
  volt: 29,
  joule: 31,
  hertz: 33,
  watt: 38,
  voltAmpere: 61,
  var: 63,
  cosPhi: 65,
  voltAmpereHour: 71,
  wattHour: 72,
  varHour: 73,
  ampereHour: 106,
} as const
export const unitOfMeasure = code('UomType')

export const unitValue = objectType('UnitValueType', {
  multiplier: required(powerOfTen),
  unit: required(unitOfMeasure),
  value: required(int32),
})

export type ActivePower = TypeOf<typeof activePower>
export type ReactivePower = TypeOf<typeof reactivePower>
export type ApparentPower = TypeOf<typeof apparentPower>
export type PowerFactorWithExcitation = TypeOf<typeof powerFactorWithExcitation>
export type FixedVar = TypeOf<typeof fixedVar>
export type UnitValue = TypeOf<typeof unitValue>
