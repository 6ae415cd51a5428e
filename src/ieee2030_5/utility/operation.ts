/** @module What operators do with a utility server. */

import type { ZodType } from 'zod'
import type { Device } from './device.ts'
import type { UtilityResponse } from './response.ts'
import type { UtilitySettings } from './utility-settings.ts'
import type { UtilityState } from './utility-state.ts'

/** Something operators do. */
export interface Operation<Input = unknown, Output = unknown> {
  /** As in `controls.create`. */
  readonly name: string
  /** One sentence for people. */
  readonly summary: string
  readonly input: ZodType<Input>
  /** Whether it only tells something and changes nothing; left out where it changes something. */
  readonly reads?: boolean
  /** @throws OperationError when it cannot be done */
  apply(context: OperationContext, input: Input): Output
}

/** An operation among others: what it takes is between its schema and itself. */
export type AnyOperation = Omit<Operation, 'apply'> & {
  apply(context: OperationContext, input: never): unknown
}

export interface OperationContext {
  readonly state: UtilityState
  readonly settings: UtilitySettings
  /** [s since 1970 UTC] */
  readonly now: number
  /** Takes a device out of the registry, with what every function set holds of it. */
  readonly remove: (device: Device) => void
  /** What a device would be answered that reads something: a path and query, such as `/edev?l=10`. */
  readonly readAs: (lfdi: string, target: string) => UtilityResponse
}

/** What an operator asked for and cannot have; `problem` names the field. */
export class OperationError extends Error {
  override readonly name = 'OperationError'
  /** `missing`: there is no such thing. `conflict`: it does not fit what is there. `value`: it is not acceptable. */
  readonly fault: 'missing' | 'conflict' | 'value'
  readonly field: string

  constructor(fault: OperationError['fault'], field: string, message: string) {
    super(message)
    this.fault = fault
    this.field = field
  }
}
