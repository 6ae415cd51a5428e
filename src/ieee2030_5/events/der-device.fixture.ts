/** @module A solar and battery system for tests: 10 kW, set to 8 kW; its battery charges with 4 of 5 kW. */

import { DER_CONTROL_MODE, DER_TYPE, type DerCapability } from '../model/der-capability.ts'
import type { DefaultDerControl, DerControl, DerControlBase } from '../model/der-control.ts'
import type { DerCurve } from '../model/der-curve.ts'
import { DEVICE_CATEGORY } from '../model/device-category.ts'
import type { DerDevice } from './der-device.ts'
import type { DerProgramDocuments } from './der-events.ts'

type Mode = keyof typeof DER_CONTROL_MODE

export function modes(...names: readonly Mode[]): number {
  return names.reduce((bits, name) => bits + 2 ** DER_CONTROL_MODE[name], 0)
}

const SUPPORTED = modes(
  'charge',
  'discharge',
  'opModConnect',
  'opModEnergize',
  'opModFixedPFAbsorbW',
  'opModFixedPFInjectW',
  'opModFixedVar',
  'opModFixedW',
  'opModFreqWatt',
  'opModMaxLimW',
  'opModTargetVar',
  'opModTargetW',
  'opModVoltVar',
  'opModVoltWatt',
)

const kilo = (value: number) => ({ multiplier: 3, value })

export const HYBRID: DerDevice = {
  categories: 2 ** DEVICE_CATEGORY.photovoltaicAndStorage,
  capability: {
    modesSupported: SUPPORTED,
    rtgMaxChargeRateW: kilo(5),
    rtgMaxDischargeRateW: kilo(5),
    rtgMaxVA: kilo(12),
    rtgMaxVar: kilo(6),
    rtgMaxW: kilo(10),
    rtgVNom: { multiplier: 0, value: 230 },
    type: DER_TYPE.photovoltaicAndStorage,
  },
  settings: {
    setGradW: 0,
    setMaxChargeRateW: kilo(4),
    setMaxDischargeRateW: kilo(4),
    setMaxW: kilo(8),
    setMinPFOverExcited: { multiplier: -2, displacement: 90 },
    updatedTime: 0,
  },
}

/** The same roof without a battery. */
export const SOLAR: DerDevice = {
  categories: 2 ** DEVICE_CATEGORY.photovoltaic,
  capability: withoutBattery(HYBRID.capability),
  settings: { setGradW: 0, setMaxW: kilo(8), updatedTime: 0 },
}

function withoutBattery(capability: DerCapability): DerCapability {
  return {
    ...capability,
    modesSupported: SUPPORTED - modes('charge', 'discharge'),
    rtgMaxChargeRateW: undefined,
    rtgMaxDischargeRateW: undefined,
    type: DER_TYPE.photovoltaic,
  }
}

const ACTIVE = { currentStatus: 1, dateTime: 0, potentiallySuperseded: false }

export function derControl(mRID: string, base: DerControlBase, deviceCategory?: number): DerControl {
  const interval = { start: 0, duration: 100 }
  return { mRID, creationTime: 0, EventStatus: ACTIVE, interval, DERControlBase: base, deviceCategory }
}

export function program(
  mRID: string,
  primacy: number,
  controls: readonly DerControl[],
  defaultControl: Omit<DefaultDerControl, 'mRID'> | null = null,
): DerProgramDocuments {
  const fallback = defaultControl === null ? null : { mRID: `${mRID}-default`, ...defaultControl }
  return { program: { mRID, primacy }, defaultControl: fallback, controls }
}

/** A curve with values in percent. */
export function curve(
  curveType: number,
  yRefType: number,
  points: readonly (readonly [number, number])[],
  more: Partial<DerCurve> = {},
): DerCurve {
  const CurveData = points.map(([xvalue, yvalue]) => ({ xvalue, yvalue }))
  return { mRID: 'C', creationTime: 0, CurveData, curveType, xMultiplier: 0, yMultiplier: 0, yRefType, ...more }
}
