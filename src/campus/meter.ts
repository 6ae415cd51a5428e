/** @module What a meter is: identity, the building and assets behind it, and where it hangs on the feeder. */

import type { BuildingType, DispatchStrategyName, TradingPreference } from '../config/campus-vocabulary.ts'

export const METER_TYPES = ['Solar_Prosumer', 'Grid_Consumer', 'Hybrid_Prosumer', 'Battery_Storage'] as const
export type MeterType = (typeof METER_TYPES)[number]

export const USER_TYPES = ['Prosumer', 'Consumer', 'Storage_Provider'] as const
export type UserType = (typeof USER_TYPES)[number]

export {
  DISPATCH_STRATEGIES,
  type DispatchStrategyName,
  TRADING_PREFERENCES,
  type TradingPreference,
} from '../config/campus-vocabulary.ts'

/** A photovoltaic array with its inverter. */
export interface PvArray {
  /** DC nameplate power at standard test conditions [kWp]. */
  readonly kwp: number
  /** Tilt from horizontal [°]. */
  readonly tiltDeg: number
  /** Azimuth from north, clockwise [°]: 180 faces south. */
  readonly azimuthDeg: number
  /** AC rating of the inverter [kW]. */
  readonly inverterKw: number
  /** This array's yield beside the common model's, from soiling, mismatch and age; 1 is the model itself. */
  readonly performanceFactor: number
}

/** A stationary battery behind the meter. */
export interface BatteryBank {
  /** Nominal energy [kWh]. */
  readonly capacityKwh: number
  /** Largest AC charge and discharge power [kW]. */
  readonly powerKw: number
  /** Stored energy per AC energy charged, 0 to 1. */
  readonly chargeEfficiency: number
  /** AC energy delivered per stored energy drawn, 0 to 1. */
  readonly dischargeEfficiency: number
  /** Lowest and highest state of charge used, as fractions of the capacity. */
  readonly socMin: number
  readonly socMax: number
  /** State of charge at the start of a run, as a fraction of the capacity. */
  readonly socInitial: number
  readonly dispatch: DispatchStrategyName
}

/** Where a meter hangs on its feeder. */
export interface FeederConnection {
  /** Index of the feeder in the fleet. */
  readonly feeder: number
  /** Index of the meter this one is connected behind, always smaller than its own; −1 for the transformer's busbar. */
  readonly upstream: number
  /** Length of cable to that point [m]. */
  readonly cableM: number
}

/** One simulated AMI meter with the assets behind it. */
export interface Meter {
  readonly meterId: string
  readonly meterType: MeterType
  readonly userType: UserType
  /** Where it is, for people: building and floor, or zone and building. */
  readonly location: string
  /** Building and network zone, by name: trading between meters of one costs less than across them. */
  readonly building: string
  readonly zone: string
  readonly buildingType: BuildingType
  /** Gross floor area served [m²]. */
  readonly floorAreaM2: number
  /** Design peak of the load [kW]; 0 for a stand-alone battery. */
  readonly capacityKw: number
  /** Scatter of the load around its building type's: multiplies the noise's standard deviations; 1 is typical. */
  readonly loadVariability: number
  readonly phases: 1 | 3
  readonly pv: PvArray | null
  readonly battery: BatteryBank | null
  readonly connection: FeederConnection
  readonly tradingPreference: TradingPreference
}

/** A low-voltage feeder: one distribution transformer and the meters behind it. */
export interface Feeder {
  readonly id: string
  /** Rating of the transformer [kVA]. */
  readonly transformerKva: number
  /** Short-circuit impedance of the transformer [% of its rating]. */
  readonly impedancePercent: number
  /** Ratio of its reactance to its resistance. */
  readonly xrRatio: number
}

/**
 * All meters of a run, made on demand so that a million need not be held as objects.
 *
 * The meters of a feeder are contiguous, and `feederStart[f]` is the first meter of feeder f.
 */
export interface Fleet {
  readonly size: number
  readonly feeders: readonly Feeder[]
  /** First meter of each feeder, ascending; a further last element equals `size`. */
  readonly feederStart: Int32Array
  /** Meter `index`, 0 ≤ index < size: the same object content at every call. */
  meter(index: number): Meter
}
