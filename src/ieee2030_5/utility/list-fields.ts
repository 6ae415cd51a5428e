/** @module The attributes of a list resource. */

import { SUBSCRIBABLE } from '../model/resource.ts'
import type { Exchange } from './function-set.ts'
import type { Page } from './list-query.ts'

export interface ListFields {
  readonly href: string
  readonly all: number
  readonly results: number
}

export interface SubscribableListFields extends ListFields {
  readonly subscribable: number
}

export function listFields({ path }: Exchange, { all, results }: Page<unknown>): ListFields {
  return { href: path, all, results }
}

export function subscribableListFields(exchange: Exchange, page: Page<unknown>): SubscribableListFields {
  return { ...listFields(exchange, page), subscribable: SUBSCRIBABLE.unconditional }
}
