/**
 * @module A value as an XML document: elements in the order of the schema, default namespace, no declaration, no blanks.
 *
 * Each type is compiled once into a row of steps with its tags ready, so that writing is little more than concatenation.
 */

import type { Field, Fields, ObjectType, SimpleType, Substitution } from '../model/table.ts'
import type { TypeOf } from '../model/type-of.ts'
import { DocumentError } from './document-error.ts'
import { escapeText } from './escape.ts'
import { NAMESPACE, SCHEMA_INSTANCE } from './namespaces.ts'

/** Appends a value to what is written so far. */
type Step = (value: unknown, written: string) => string

/** An object by the names of its fields: what the steps see of it, whatever its type. */
type Values = Readonly<Record<string, unknown>>

interface CompiledType {
  readonly attributes: Step
  readonly content: Step
}

/** A value that its type does not take; its path is put together on the way out. */
class Unwritable extends Error {
  readonly value: unknown
  path = ''

  constructor(accepted: string, value: unknown) {
    super(accepted)
    this.value = value
  }
}

/**
 * Writes a document.
 *
 * @throws DocumentError when a value is outside of what its type takes, which is a fault of the caller
 */
export function writeDocument<Type extends ObjectType>(type: Type, value: TypeOf<Type>): string {
  const instance = mayNeedTypes(type) ? ` xmlns:xsi="${SCHEMA_INSTANCE}"` : ''
  try {
    return writeObject(type.name, compile(type), value, `<${type.name} xmlns="${NAMESPACE}"${instance}`)
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error
    throw new DocumentError('value', type.name + error.path, error.message, String(error.value))
  }
}

const compiledTypes = new WeakMap<ObjectType, CompiledType>()

function compile(type: ObjectType): CompiledType {
  const known = compiledTypes.get(type)
  if (known !== undefined) return known
  const compiled = {
    attributes: rowOf(type.attributes, (name, field) => attributeStep(name, field.type)),
    content: rowOf(type.elements, (name, field) =>
      field.occurs === 'many' ? repeated(field, elementStep(name, field.type)) : elementStep(name, field.type),
    ),
  }
  compiledTypes.set(type, compiled)
  return compiled
}

/** Whether an xsi:type may stand anywhere inside. */
function mayNeedTypes(type: Field['type']): boolean {
  if (type.kind !== 'object') return type.kind === 'substitution'
  return Object.values(type.elements).some((field) => mayNeedTypes(field.type))
}

/** All fields of an object, one after the other; those that are absent and may be are left out. */
function rowOf(fields: Fields, stepOf: (name: string, field: Field) => Step): Step {
  const row = Object.entries(fields).map(([name, field]) => ({
    name,
    step: stepOf(name, field),
    omissible: field.occurs === 'optional',
  }))
  return (object, written) => {
    const values = object as Values
    let text = written
    for (const { name, step, omissible } of row) {
      const value = values[name]
      if (value === undefined && omissible) continue
      try {
        text = step(value, text)
      } catch (error) {
        throw inside(`/${name}`, error)
      }
    }
    return text
  }
}

function repeated({ minimum, maximum }: Field, step: Step): Step {
  return (entries, written) => {
    if (!Array.isArray(entries) || entries.length < minimum || entries.length > maximum) {
      throw new Unwritable(`a list of ${minimum} to ${maximum} entries`, entries)
    }
    let text = written
    let index = 0
    try {
      for (; index < entries.length; index++) {
        text = step(entries[index], text)
      }
    } catch (error) {
      throw inside(`[${index + 1}]`, error)
    }
    return text
  }
}

function elementStep(name: string, type: Field['type']): Step {
  if (type.kind === 'simple') return simpleStep(type, `<${name}>`, `</${name}>`)
  if (type.kind === 'substitution') return substitutionStep(name, type)
  const compiled = compile(type)
  return (value, written) => writeObject(name, compiled, value, `${written}<${name}`)
}

function attributeStep(name: string, type: Field['type']): Step {
  if (type.kind !== 'simple') throw new TypeError(`attribute ${name}: expected a simple type`)
  return simpleStep(type, ` ${name}="`, '"')
}

function simpleStep(type: SimpleType, before: string, after: string): Step {
  const { kind } = type.shape
  const escaped = kind === 'text' || kind === 'uri'
  return (value, written) => {
    const text = value === undefined ? undefined : type.write(value)
    if (text === undefined) throw new Unwritable(type.accepted, value)
    return written + before + (escaped ? escapeText(text) : text) + after
  }
}

/** The declared type, which comes first, needs no xsi:type. */
function substitutionStep(name: string, { variants }: Substitution): Step {
  const steps = new Map<unknown, Step>()
  for (const [index, variant] of variants.entries()) {
    const compiled = compile(variant)
    const tag = index === 0 ? `<${name}` : `<${name} xsi:type="${variant.name}"`
    steps.set(variant.name, (value, written) => writeObject(name, compiled, value, written + tag))
  }
  return (choice, written) => {
    const { kind, value } = (choice ?? {}) as Values
    const step = steps.get(kind)
    if (step === undefined) throw new Unwritable('a resource of a type that can be sent here', kind)
    return step(value, written)
  }
}

/** @param opened - what is written so far, including the tag of the object up to its attributes */
function writeObject(name: string, compiled: CompiledType, value: unknown, opened: string): string {
  if (typeof value !== 'object' || value === null) throw new Unwritable(`the fields of ${name}`, value)
  const tag = `${compiled.attributes(value, opened)}>`
  return `${compiled.content(value, tag)}</${name}>`
}

/** Adds a step to the path of what cannot be written. */
function inside(step: string, error: unknown): unknown {
  if (error instanceof Unwritable) {
    error.path = step + error.path
  }
  return error
}
