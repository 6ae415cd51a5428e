/** @module A fleet of any size, made from a seed: the same meter k whatever the number of meters. */

import { DC_TO_AC_RATIO, defaultDispatch, SOC_MAX, SOC_MIN } from '../config/asset-defaults.ts'
import type { Settings } from '../config/settings.ts'
import { designDensityWm2 } from '../physics/load/design-density.ts'
import { Random, STREAM, toUniform } from '../random/random.ts'
import { generatedConnection, generatedFeederStart, generatedFeeders } from './generated-feeders.ts'
import { type BatteryBank, type Fleet, METER_TYPES, type Meter, type PvArray } from './meter.ts'
import { USER_TYPE_OF } from './meter-classification.ts'
import { meterTypeSequence } from './meter-type-sequence.ts'
import { tradingPreferenceOf } from './trading-preference.ts'

/** The settings a generated fleet is a function of. */
export type GeneratedFleetSettings = Pick<Settings, 'meters' | 'seed' | 'meterTypeShares'>

type Range = readonly [from: number, to: number]

/** Ranges from which each meter's parameters are drawn uniformly: a small home to a shop house in the tropics. */
const RANGES = {
  pvKwp: [5, 15],
  batteryKwh: [10, 30],
  /** AC to AC, split evenly between charge and discharge. */
  roundTripEfficiency: [0.9, 0.95],
  socInitial: [0.2, 0.8],
  /** Design peak of the load [kW]. */
  capacityKw: [1.5, 8],
  /** Relative standard deviation of the consumption; 0.2 is the load model's own, hence `loadVariability` 1. */
  consumptionVariability: [0.1, 0.3],
  /** Share of the nameplate an array keeps; 0.9 is the PV model's own, hence `performanceFactor` 1. */
  panelCondition: [0.85, 0.95],
} as const satisfies Record<string, Range>

const TYPICAL_VARIABILITY = 0.2
const TYPICAL_PANEL_CONDITION = 0.9

/** Tilts and azimuths [°] of the roofs: few enough that a million meters share twenty planes. */
export const ROOF_TILTS_DEG = [5, 10, 15, 20] as const
export const ROOF_AZIMUTHS_DEG = [90, 135, 180, 225, 270] as const

const ZONES = 5

/** Battery power over energy [1/h]: full in two hours, as home storage commonly is. */
const BATTERY_C_RATE = 0.5

/**
 * Largest inverter on a single-phase service [kW].
 *
 * @see VDE-AR-N 4105:2018, clause 5.3: at most 4.6 kVA of generation or storage may be fed in on one phase alone
 */
const SINGLE_PHASE_LIMIT_KW = 4.6

const ID_DIGITS = 3

function draw([from, to]: Range, word: number): number {
  return from + (to - from) * toUniform(word)
}

function choose<T>(choices: readonly T[], word: number): T {
  return choices[Math.floor(toUniform(word) * choices.length)]
}

/** Rounds so that listings stay readable; two decimals of a kilowatt are ten watts. */
function round2(value: number): number {
  return Math.round(value * 100) / 100
}

function drawPv(random: Random, index: number): PvArray {
  const words = random.words(STREAM.fleet, index, 1)
  const kwp = round2(draw(RANGES.pvKwp, words[0]))
  return {
    kwp,
    tiltDeg: choose(ROOF_TILTS_DEG, words[1]),
    azimuthDeg: choose(ROOF_AZIMUTHS_DEG, words[2]),
    inverterKw: round2(kwp / DC_TO_AC_RATIO),
    performanceFactor: draw(RANGES.panelCondition, words[3]) / TYPICAL_PANEL_CONDITION,
  }
}

function drawBattery(random: Random, index: number, hasPv: boolean): BatteryBank {
  const words = random.words(STREAM.fleet, index, 2)
  const capacityKwh = round2(draw(RANGES.batteryKwh, words[0]))
  const oneWay = Math.sqrt(draw(RANGES.roundTripEfficiency, words[1]))
  return {
    capacityKwh,
    powerKw: round2(capacityKwh * BATTERY_C_RATE),
    chargeEfficiency: oneWay,
    dischargeEfficiency: oneWay,
    socMin: SOC_MIN,
    socMax: SOC_MAX,
    socInitial: draw(RANGES.socInitial, words[2]),
    dispatch: defaultDispatch(hasPv),
  }
}

/**
 * A fleet of `settings.meters` homes with the configured type shares.
 *
 * Its type apart (see `meterTypeSequence`, a function of k and the shares), everything about meter k is drawn from
 * (seed, k) alone, so it is the same meter in a fleet of 100 and of 1,000,000. Meters are made when asked for.
 *
 * @param settings - number of meters (null makes none), seed and type shares
 * @returns a fleet whose `meter(k)` draws meter k, 0 ≤ k < size
 */
export function generatedFleet(settings: GeneratedFleetSettings): Fleet {
  const densityWm2 = designDensityWm2('residential')
  const size = settings.meters ?? 0
  const types = meterTypeSequence(size, settings.meterTypeShares)
  const random = new Random(settings.seed)
  return {
    size,
    feeders: generatedFeeders(size),
    feederStart: generatedFeederStart(size),
    meter: (index) => {
      const meterType = METER_TYPES[types[index]]
      const hasPv = meterType === 'Solar_Prosumer' || meterType === 'Hybrid_Prosumer'
      const hasBattery = meterType === 'Hybrid_Prosumer' || meterType === 'Battery_Storage'
      const words = random.words(STREAM.fleet, index, 0)
      const number = index + 1
      const zone = 1 + Math.floor(toUniform(words[0]) * ZONES)
      const capacityKw = round2(draw(RANGES.capacityKw, words[1]))
      const loadVariability = draw(RANGES.consumptionVariability, words[2]) / TYPICAL_VARIABILITY
      const connection = generatedConnection(index, toUniform(words[3]))
      const pv = hasPv ? drawPv(random, index) : null
      const battery = hasBattery ? drawBattery(random, index, hasPv) : null
      const inverterKw = Math.max(pv?.inverterKw ?? 0, battery?.powerKw ?? 0)
      return {
        meterId: `AMI_METER_${String(number).padStart(ID_DIGITS, '0')}`,
        meterType,
        userType: USER_TYPE_OF[meterType],
        location: `Zone_${zone}_Building_${number}`,
        building: `Building_${number}`,
        zone: `Zone_${zone}`,
        buildingType: 'residential',
        floorAreaM2: Math.round((capacityKw * 1000) / densityWm2),
        capacityKw,
        loadVariability,
        phases: inverterKw > SINGLE_PHASE_LIMIT_KW ? 3 : 1,
        pv,
        battery,
        connection,
        tradingPreference: tradingPreferenceOf(random, index),
      } satisfies Meter
    },
  }
}
