/** @module What a function set answers. */

import type { ObjectType } from '../model/table.ts'
import type { TypeOf } from '../model/type-of.ts'

export type Reply =
  /** `kept`: the value is one of the state, which never changes, so that its encoding can be kept with it. */
  | { readonly kind: 'document'; readonly type: ObjectType; readonly value: object; readonly kept: boolean }
  /** 201 with the address of what came to be. */
  | { readonly kind: 'created'; readonly location: string }
  /** 204; with an address where the standard wants one. */
  | { readonly kind: 'changed'; readonly location: string | null }

/** 200 with a document. */
export function document<Type extends ObjectType>(type: Type, value: TypeOf<Type> & object): Reply {
  return { kind: 'document', type, value, kept: false }
}

/** 200 with a document that is as the state holds it, and thus encoded only once. */
export function keptDocument<Type extends ObjectType>(type: Type, value: TypeOf<Type> & object): Reply {
  return { kind: 'document', type, value, kept: true }
}

export function created(location: string): Reply {
  return { kind: 'created', location }
}

export function changed(location: string | null = null): Reply {
  return { kind: 'changed', location }
}
