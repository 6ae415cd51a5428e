/**
 * @module What meters report: the quantities of each mirror with their reading types, and how values come about.
 *
 * Forward is delivered to the customer, reverse received from it. The site counts import as forward and positive; array and
 * battery count what comes out of them as reverse, and positive.
 *
 * @see IEEE Std 2030.5-2018, 10.11, and the meters of CSIP 2.1
 */

import type { Meter } from '../../../campus/meter.ts'
import { UNIT_OF_MEASURE } from '../../model/quantities.ts'
import {
  ACCUMULATION_BEHAVIOUR,
  COMMODITY,
  DATA_QUALIFIER,
  FLOW_DIRECTION,
  PHASE,
  READING_KIND,
  type ReadingType,
} from '../../model/reading-type.ts'
import type { MeterRegisters } from './meter-registers.ts'
import type { MeterSample } from './meter-sample.ts'
import { meanWatts, type SampleSums } from './sample-sums.ts'

export const MIRROR_KINDS = ['site', 'solar', 'battery'] as const
export type MirrorKind = (typeof MIRROR_KINDS)[number]

/** How a quantity's values come about, and in what unit they are before the power of ten. */
export type QuantityValue =
  /** Of a window. */
  | { readonly kind: 'average'; of(sums: SampleSums): number }
  /** At the end of a window. */
  | { readonly kind: 'instantaneous'; of(sample: MeterSample, meter: Meter): number }
  /** At the end of a window [Wh]. */
  | { readonly kind: 'register'; readonly register: keyof MeterRegisters }
  /** Of each interval [Wh]. */
  | { readonly kind: 'interval'; readonly register: keyof MeterRegisters }

export interface MirroredQuantity {
  /** Part of its mRID: never to be changed. */
  readonly name: string
  /** At most 32 bytes. */
  readonly description: string
  /** Without the length of its intervals. */
  readonly readingType: ReadingType
  readonly value: QuantityValue
}

type Codes = Pick<ReadingType, 'flowDirection' | 'kind' | 'uom' | 'powerOfTenMultiplier' | 'phase'>

const { forward, reverse } = FLOW_DIRECTION
const { energy, power, notApplicable } = READING_KIND
const { wattHour, watt, volt, hertz, ampere, cosPhi } = UNIT_OF_MEASURE

function readingType(accumulationBehaviour: number, dataQualifier: number, codes: Codes): ReadingType {
  return {
    accumulationBehaviour,
    commodity: COMMODITY.electricitySecondary,
    dataQualifier,
    phase: PHASE.notApplicable,
    powerOfTenMultiplier: 0,
    ...codes,
  }
}

/** Energies of a register: as it stands, and for each interval. */
function energyOf(register: keyof MeterRegisters, description: string, flowDirection: number): MirroredQuantity[] {
  const codes = { flowDirection, kind: energy, uom: wattHour }
  return [
    {
      name: `${register}-register`,
      description: `${description} register`,
      readingType: readingType(ACCUMULATION_BEHAVIOUR.summation, DATA_QUALIFIER.notApplicable, codes),
      value: { kind: 'register', register },
    },
    {
      name: `${register}-interval`,
      description: `${description} per interval`,
      readingType: {
        ...readingType(ACCUMULATION_BEHAVIOUR.deltaData, DATA_QUALIFIER.notApplicable, codes),
        maxNumberOfIntervals: 1,
      },
      value: { kind: 'interval', register },
    },
  ]
}

function average(name: string, description: string, codes: Codes, of: (sums: SampleSums) => number): MirroredQuantity {
  const type = readingType(ACCUMULATION_BEHAVIOUR.notApplicable, DATA_QUALIFIER.average, codes)
  return { name: `${name}-average`, description, readingType: type, value: { kind: 'average', of } }
}

function instantaneous(
  name: string,
  description: string,
  codes: Codes,
  of: (sample: MeterSample, meter: Meter) => number,
): MirroredQuantity {
  const type = readingType(ACCUMULATION_BEHAVIOUR.instantaneous, DATA_QUALIFIER.notApplicable, codes)
  return { name: `${name}-now`, description, readingType: type, value: { kind: 'instantaneous', of } }
}

const AVERAGE_POWER = { kind: power, uom: watt }

const SITE: readonly MirroredQuantity[] = [
  ...energyOf('imported', 'Import', forward),
  ...energyOf('exported', 'Export', reverse),
  average('active-power', 'Active power', { ...AVERAGE_POWER, flowDirection: forward }, (sums) =>
    meanWatts(sums.imported - sums.exported, sums.coveredMs),
  ),
  instantaneous('active-power', 'Active power now', { ...AVERAGE_POWER, flowDirection: forward }, (sample) =>
    meanWatts(sample.imported - sample.exported, sample.intervalMs),
  ),
  average(
    'reactive-power',
    'Reactive power',
    { kind: power, uom: UNIT_OF_MEASURE.var, flowDirection: forward },
    (sums) => sums.reactiveMs / sums.coveredMs,
  ),
  average(
    'voltage',
    'Voltage',
    { kind: power, uom: volt, flowDirection: forward, phase: PHASE.an, powerOfTenMultiplier: -1 },
    (sums) => sums.voltageMs / sums.coveredMs,
  ),
  average(
    'frequency',
    'Frequency',
    { kind: power, uom: hertz, flowDirection: forward, powerOfTenMultiplier: -2 },
    (sums) => sums.frequencyMs / sums.coveredMs,
  ),
  instantaneous(
    'current',
    'Current now',
    { kind: notApplicable, uom: ampere, flowDirection: forward, phase: PHASE.an, powerOfTenMultiplier: -2 },
    ({ current }) => current,
  ),
  instantaneous(
    'power-factor',
    'Power factor now',
    { kind: notApplicable, uom: cosPhi, flowDirection: forward, powerOfTenMultiplier: -2 },
    ({ powerFactor }) => powerFactor,
  ),
]

/** Its reactive power is not known: a meter measures that of the site. */
const SOLAR: readonly MirroredQuantity[] = [
  ...energyOf('generated', 'Generation', reverse),
  average('active-power', 'Active power', { ...AVERAGE_POWER, flowDirection: reverse }, (sums) =>
    meanWatts(sums.generated, sums.coveredMs),
  ),
]

const BATTERY: readonly MirroredQuantity[] = [
  ...energyOf('charged', 'Charged', forward),
  ...energyOf('discharged', 'Discharged', reverse),
  average('active-power', 'Active power', { ...AVERAGE_POWER, flowDirection: reverse }, (sums) =>
    meanWatts(sums.discharged - sums.charged, sums.coveredMs),
  ),
  instantaneous(
    'stored-energy',
    'Stored energy now',
    { kind: energy, uom: wattHour, flowDirection: forward },
    ({ stateOfCharge }, { battery }) => ((stateOfCharge ?? 0) / 100) * (battery?.capacityKwh ?? 0) * 1000,
  ),
]

export const MIRRORED_QUANTITIES: Readonly<Record<MirrorKind, readonly MirroredQuantity[]>> = {
  site: SITE,
  solar: SOLAR,
  battery: BATTERY,
}

/** The mirrors of a meter: one of the site, and one of each thing behind it that gives energy. */
export function mirrorsOf({ pv, battery }: Pick<Meter, 'pv' | 'battery'>): MirrorKind[] {
  return ['site', ...(pv === null ? [] : (['solar'] as const)), ...(battery === null ? [] : (['battery'] as const))]
}
