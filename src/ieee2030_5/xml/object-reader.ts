/** @module Values put together from the tags and texts of a document, as its type's plan has them. */

import type { SaxesTagNS } from 'saxes'
import { DocumentError, type DocumentFault } from './document-error.ts'
import { READ_NAMESPACES, SCHEMA_INSTANCE } from './namespaces.ts'
import type { ContentPlan, ElementPlan, ObjectPlan } from './reading-plan.ts'

/** Names of fields are those of the tables, never of the document. */
type Values = Record<string, unknown>

/** An object that is not complete yet. */
interface Frame {
  readonly plan: ObjectPlan
  /** What it is in the object around it; none for the root. */
  readonly element: ElementPlan | undefined
  readonly values: Values
  /** The element read last, by its place in the schema. */
  place: number
}

/** An element with a simple value whose end has not come yet. */
interface OpenValue {
  readonly element: ElementPlan
  readonly content: Extract<ContentPlan, { kind: 'simple' }>
}

const NOT_BLANK = /[^ \t\r\n]/

export class ObjectReader {
  readonly #roots: readonly ObjectPlan[]
  readonly #anyOrder: boolean
  readonly #frames: Frame[] = []
  #open: OpenValue | undefined
  #text = ''
  /** Depth inside an element that is skipped; 0 outside. */
  #skipped = 0

  /** The root once it is complete: its type's name, and its value. */
  result: { readonly kind: string; readonly value: unknown } | undefined

  constructor(roots: readonly ObjectPlan[], anyOrder: boolean) {
    this.#roots = roots
    this.#anyOrder = anyOrder
  }

  openTag(tag: SaxesTagNS): void {
    if (this.#skipped > 0) {
      this.#skipped++
      return
    }
    if (this.#open !== undefined) throw this.fault('format', 'a value without elements inside', `<${tag.name}>`)
    const frame = this.#frames.at(-1)
    if (frame === undefined) {
      this.#begin(this.#rootPlan(tag), undefined, tag)
      return
    }
    const element = READ_NAMESPACES.has(tag.uri) ? frame.plan.elements.get(tag.local) : undefined
    if (element === undefined) {
      this.#skipped = 1
      return
    }
    this.#take(frame, element)
    const { content } = element
    if (content.kind === 'simple') {
      this.#open = { element, content }
      this.#text = ''
    } else {
      this.#begin(content.kind === 'object' ? content.plan : variantOf(content, tag), element, tag)
    }
  }

  text(text: string): void {
    if (this.#open !== undefined) {
      this.#text += text
    } else if (this.#skipped === 0 && NOT_BLANK.test(text)) {
      throw this.fault('format', 'elements and no text between them', text)
    }
  }

  closeTag(): void {
    if (this.#skipped > 0) {
      this.#skipped--
    } else if (this.#open === undefined) {
      this.#end()
    } else {
      this.#endValue(this.#open)
    }
  }

  /** What is wrong at the present place. */
  fault(fault: DocumentFault, expected: string, value?: string): DocumentError {
    return new DocumentError(fault, this.#path(), expected, value)
  }

  #rootPlan(tag: SaxesTagNS): ObjectPlan {
    const known = READ_NAMESPACES.has(tag.uri)
    const plan = known ? this.#roots.find((root) => root.name === tag.local) : undefined
    if (plan !== undefined) return plan
    const names = this.#roots.map(({ name }) => `<${name}>`).join(' or ')
    const shown = known ? `<${tag.name}>` : `<${tag.name} xmlns="${tag.uri}">`
    throw this.fault('format', `${names} in the namespace of IEEE 2030.5`, shown)
  }

  #begin(plan: ObjectPlan, element: ElementPlan | undefined, tag: SaxesTagNS): void {
    const values: Values = {}
    this.#frames.push({ plan, element, values, place: -1 })
    for (const { name, required, type } of plan.attributes) {
      const text = tag.attributes[name]?.value
      if (text !== undefined) {
        const value = type.read(text)
        if (value === undefined) throw this.#faultAt(`@${name}`, 'value', type.accepted, text)
        values[name] = value
      } else if (required) {
        throw this.#faultAt(`@${name}`, 'format', `${type.accepted}, and it is missing`)
      }
    }
    for (const { name } of plan.repeated) {
      values[name] = []
    }
  }

  /** Whether an element may stand here: in the order of the schema, and not more often than it says. */
  #take(frame: Frame, element: ElementPlan): void {
    const { name, place, many, maximum } = element
    if (place < frame.place && !this.#anyOrder) {
      const last = [...frame.plan.elements.keys()][frame.place]
      throw this.#faultAt(name, 'format', `it before ${last}, in the order of the schema`)
    }
    const value = frame.values[name]
    const count = Array.isArray(value) ? value.length : Number(value !== undefined)
    if (count >= maximum) throw this.#faultAt(name, 'format', many ? `at most ${maximum} of them` : 'only one of them')
    frame.place = Math.max(place, frame.place)
  }

  #endValue({ element, content }: OpenValue): void {
    const value = content.type.read(this.#text)
    if (value === undefined) throw this.fault('value', content.type.accepted, this.#text)
    this.#open = undefined
    this.#add(element, value)
  }

  #end(): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined) return
    const { plan, element, values } = frame
    for (const { name, many, minimum } of plan.required) {
      const value = values[name]
      const present = Array.isArray(value) ? value.length >= minimum : value !== undefined
      if (!present) throw this.#faultAt(name, 'format', many ? `at least ${minimum} of them` : 'one, and it is missing')
    }
    this.#frames.pop()
    if (element === undefined) {
      this.result = { kind: plan.name, value: values }
    } else {
      this.#add(element, element.content.kind === 'substitution' ? { kind: plan.name, value: values } : values)
    }
  }

  #add({ name, many }: ElementPlan, value: unknown): void {
    const values = this.#frames.at(-1)?.values
    if (values === undefined) return
    const present = values[name]
    if (many && Array.isArray(present)) {
      present.push(value)
    } else {
      values[name] = value
    }
  }

  #faultAt(name: string, fault: DocumentFault, expected: string, value?: string): DocumentError {
    return new DocumentError(fault, `${this.#path()}/${name}`, expected, value)
  }

  #path(): string {
    const steps = this.#frames.map(({ plan, element }, depth) => {
      if (element === undefined) return plan.name
      const siblings = this.#frames[depth - 1].values[element.name]
      return Array.isArray(siblings) ? `${element.name}[${siblings.length + 1}]` : element.name
    })
    return [...steps, ...(this.#open === undefined ? [] : [this.#open.element.name])].join('/')
  }
}

/** The type that xsi:type names, whatever its prefix; the declared one when there is none, or one nobody knows. */
function variantOf(content: Extract<ContentPlan, { kind: 'substitution' }>, tag: SaxesTagNS): ObjectPlan {
  const attribute = Object.values(tag.attributes).find(({ local, uri }) => local === 'type' && uri === SCHEMA_INSTANCE)
  const name = attribute?.value.trim().replace(/^.*:/, '')
  return (name === undefined ? undefined : content.variants.get(name)) ?? content.declared
}
