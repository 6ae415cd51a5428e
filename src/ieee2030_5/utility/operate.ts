/** @module Carries out what operators ask for. */

import { oneOf } from '../../errors/one-of.ts'
import { sfdi } from '../pki/sfdi.ts'
import { removeDevice } from './device-registry.ts'
import { type AnyOperation, type OperationContext, OperationError } from './operation.ts'
import { respond } from './respond.ts'
import type { Utility } from './utility.ts'

export interface OperationRequest {
  readonly name: string
  readonly input: unknown
}

/**
 * Carries out an operation, all of it or nothing.
 *
 * @param now - the server's time [s since 1970 UTC]
 * @returns plain data
 * @throws OperationError with the field that is wrong
 */
export function operate(utility: Utility, request: OperationRequest, now: number): unknown {
  const { operations, state } = utility
  const operation = operations.get(request.name)
  if (operation === undefined) {
    const known = oneOf([...operations.keys()].sort())
    throw new OperationError('missing', 'name', `operation ${request.name.slice(0, 60)}: expected ${known}`)
  }
  const input = accepted(operation, request.input)
  return state.attempt(() => operation.apply(contextOf(utility, now), input))
}

/** Now and then: takes away what has expired in every function set. */
export function tidy(utility: Utility, now: number): void {
  const context = contextOf(utility, now)
  for (const functionSet of utility.functionSets) {
    functionSet.tidy?.(context)
  }
}

function contextOf(utility: Utility, now: number): OperationContext {
  const { state, settings, functionSets } = utility
  return {
    state,
    settings,
    now: Math.floor(now),
    remove: (device) => removeDevice(state, device, functionSets),
    readAs: (lfdi, target) =>
      respond(utility, {
        method: 'GET',
        target,
        accept: undefined,
        contentType: undefined,
        body: new Uint8Array(),
        caller: { lfdi, sfdi: sfdi(lfdi) },
        now,
      }),
  }
}

function accepted({ input }: AnyOperation, value: unknown): never {
  const { success, data, error } = input.safeParse(value)
  // What an operation's schema lets through is what it takes.
  if (success) return data as never
  const [{ path, message }] = error.issues
  const field = path.map(String).join('.')
  throw new OperationError('value', field, field === '' ? message : `${field}: ${message}`)
}
