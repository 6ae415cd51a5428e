/** @module The tables turned around for reading: from the name of an element to what becomes of it. */

import type { ElementType, Field, ObjectType, SimpleType } from '../model/table.ts'

export interface ElementPlan {
  readonly name: string
  /** Place in the order of the schema. */
  readonly place: number
  readonly many: boolean
  readonly minimum: number
  readonly maximum: number
  readonly content: ContentPlan
}

/** Variants of a substitution by the name in xsi:type. */
export type ContentPlan =
  | { readonly kind: 'simple'; readonly type: SimpleType }
  | { readonly kind: 'object'; readonly plan: ObjectPlan }
  | { readonly kind: 'substitution'; readonly declared: ObjectPlan; readonly variants: ReadonlyMap<string, ObjectPlan> }

export interface AttributePlan {
  readonly name: string
  readonly required: boolean
  readonly type: SimpleType
}

export interface ObjectPlan {
  readonly name: string
  readonly attributes: readonly AttributePlan[]
  readonly elements: ReadonlyMap<string, ElementPlan>
  /** Those of which there must be one at least. */
  readonly required: readonly ElementPlan[]
  readonly repeated: readonly ElementPlan[]
}

const plans = new WeakMap<ObjectType, ObjectPlan>()

/** The plan of a type, made once. */
export function planOf(type: ObjectType): ObjectPlan {
  const known = plans.get(type)
  if (known !== undefined) return known
  const elements = Object.entries(type.elements).map(([name, field], place) => elementPlan(name, place, field))
  const plan = {
    name: type.name,
    attributes: Object.entries(type.attributes).map(([name, field]) => attributePlan(name, field)),
    elements: new Map(elements.map((element) => [element.name, element])),
    required: elements.filter((element) => element.minimum > 0),
    repeated: elements.filter((element) => element.many),
  }
  plans.set(type, plan)
  return plan
}

function elementPlan(name: string, place: number, { occurs, minimum, maximum, type }: Field): ElementPlan {
  return { name, place, many: occurs === 'many', minimum, maximum, content: contentPlan(type) }
}

function attributePlan(name: string, { occurs, type }: Field): AttributePlan {
  if (type.kind !== 'simple') throw new TypeError(`attribute ${name}: expected a simple type`)
  return { name, required: occurs === 'required', type }
}

function contentPlan(type: ElementType): ContentPlan {
  if (type.kind === 'simple') return { kind: 'simple', type }
  if (type.kind === 'object') return { kind: 'object', plan: planOf(type) }
  const variants = new Map(type.variants.map((variant) => [variant.name, planOf(variant)]))
  return { kind: 'substitution', declared: planOf(type.variants[0]), variants }
}
