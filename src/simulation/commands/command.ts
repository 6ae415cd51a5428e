/**
 * @module What may be told to a running simulation from outside: it takes effect between two ticks.
 *
 * A command sets what holds from then on, whatever held before, so that giving it twice changes nothing more. A
 * certificate can be retired only once.
 */

import type { Retirement } from '../../certificates/retirement.ts'
import type { SpikeChannel } from '../../config/fault-vocabulary.ts'
import type { InjectedFaultKind } from '../../config/injected-faults.ts'

/** y over x as straight lines between 1 to 10 points of ascending x, and constant beyond the first and the last. */
export type ControlCurve = readonly (readonly [x: number, y: number])[]

/** A displacement power factor; under-excited takes reactive power up, as a load does. */
export interface FixedPowerFactor {
  /** Above 0, up to 1. */
  readonly powerFactor: number
  readonly isUnderExcited: boolean
}

/** What a meter's array and battery are told; null where nothing is. Limits are shares of their inverters' ratings. */
export interface DerControl {
  /** False takes array and battery off the grid, and readings say so; they rest, and the load goes on. */
  readonly isConnected: boolean
  /** False makes array and battery rest likewise, but leaves them connected. */
  readonly isEnergized: boolean
  /** Most active power of array and discharging battery together, 0 to 1 of their inverters' ratings added up. */
  readonly maxLimit: number | null
  /** Active power of the battery as a share of its rating: −1 charging to 1 discharging; without one, a limit of the array. */
  readonly fixedPower: number | null
  /** Active power of array and battery together [kW], positive towards the grid; as near as they can. */
  readonly targetPowerKw: number | null
  readonly fixedPowerFactor: FixedPowerFactor | null
  /** Reactive power as a share of the rating, positive injected, over voltage as a share of nominal. */
  readonly voltVar: ControlCurve | null
  /** Most active power as a share of the rating over voltage as a share of nominal. */
  readonly voltWatt: ControlCurve | null
  /** Time in which active power goes from one to another limit, fixed power or target [s]; 0 at once. */
  readonly rampSeconds: number
}

/** Asks array and battery for nothing: to be changed where something is asked. */
export const UNCONTROLLED_DER: DerControl = {
  isConnected: true,
  isEnergized: true,
  maxLimit: null,
  fixedPower: null,
  targetPowerKw: null,
  fixedPowerFactor: null,
  voltVar: null,
  voltWatt: null,
  rampSeconds: 0,
}

/** What a meter's load is told. */
export interface LoadControl {
  /** Share of the time the controllable load may run, 0 to 1. */
  readonly dutyCycle: number | null
  /** Set-point of cooling is raised by this [K]. */
  readonly coolingOffsetK: number | null
  /** Load is reduced to this share of what it would be, 0 to 1. */
  readonly loadShare: number | null
}

/** What goes wrong, with the parameters of its kind. */
export type InjectedFault =
  | { readonly kind: Exclude<InjectedFaultKind, 'spike' | 'array_outage'> }
  | { readonly kind: 'spike'; readonly channel: SpikeChannel; readonly factor: number }
  /** Share of the output that is lost, above 0 up to 1. */
  | { readonly kind: 'array_outage'; readonly lostShare: number }

export type Command =
  | { readonly kind: 'der_control'; readonly meterId: string; readonly control: DerControl | null }
  | {
      readonly kind: 'load_control'
      readonly meterId: string
      readonly control: LoadControl | null
      /** After which the load is its own again [s]; until it is told otherwise where it is left out. */
      readonly durationSeconds?: number
    }
  /** What the grid charges and pays instead of the tariff [currency/kWh]; null returns to the tariff. */
  | { readonly kind: 'grid_prices'; readonly purchaseRate: number | null; readonly feedInRate: number | null }
  | {
      readonly kind: 'fault'
      readonly meterId: string
      readonly fault: InjectedFault
      /** False mends it. */
      readonly isActive: boolean
      /** After which it is mended by itself [s]; null for until it is told so. */
      readonly durationSeconds: number | null
    }
  | RetireCertificate

/** The owner of a certificate uses it up. */
export interface RetireCertificate extends Retirement {
  readonly kind: 'retire_certificate'
}

/** Who gave a command. */
export interface CommandOrigin {
  readonly source: 'ieee2030_5' | 'api' | 'file'
  /** What it follows from there, such as the mRID of an event; empty if there is nothing to name. */
  readonly reference: string
}

export interface GivenCommand {
  readonly command: Command
  readonly origin: CommandOrigin
}
