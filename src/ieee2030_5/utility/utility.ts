/** @module A utility server: what it offers, what it holds, and how it is set. */

import type { FunctionSet } from './function-set.ts'
import { KeptAnswers } from './kept-answers.ts'
import type { AnyOperation } from './operation.ts'
import { Router } from './router.ts'
import type { UtilitySettings } from './utility-settings.ts'
import type { CollectionKey, UtilityState } from './utility-state.ts'

export interface Utility {
  readonly functionSets: readonly FunctionSet[]
  readonly settings: UtilitySettings
  readonly state: UtilityState
  readonly router: Router
  readonly answers: KeptAnswers
  readonly operations: ReadonlyMap<string, AnyOperation>
}

/** @throws Error when two function sets have a route or an operation in common, which is a fault of the program */
export function createUtility(
  functionSets: readonly FunctionSet[],
  settings: UtilitySettings,
  state: UtilityState,
): Utility {
  const operations = new Map<string, AnyOperation>()
  for (const operation of functionSets.flatMap((set) => set.operations ?? [])) {
    if (operations.has(operation.name)) throw new Error(`two operations ${operation.name}`)
    operations.set(operation.name, operation)
  }
  const router = new Router(functionSets.flatMap(({ routes }) => routes))
  return { functionSets, settings, state, router, answers: new KeptAnswers(state), operations }
}

/** Every collection of some function sets by its name, to read a state back. */
export function collectionsOf(functionSets: readonly FunctionSet[]): ReadonlyMap<string, CollectionKey<never>> {
  return new Map(functionSets.flatMap(({ collections }) => collections.map((key) => [key.name, key])))
}
