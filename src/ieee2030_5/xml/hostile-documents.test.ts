import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryOf } from '../model/arbitrary-value.fixture.ts'
import { documentTypes } from '../model/document-types.ts'
import { mirrorUsagePoint } from '../model/mirror-usage-point.ts'
import { notification } from '../model/subscription.ts'
import type { ObjectType } from '../model/table.ts'
import { DocumentError } from './document-error.ts'
import { readDocument } from './read-document.ts'
import { writeDocument } from './write-document.ts'

const types: readonly ObjectType[] = documentTypes
const encoder = new TextEncoder()

/** What is taken can be written and read again; what is not taken is refused in one clear way. */
function expectReadOrRefused(content: Uint8Array | string): void {
  let read: { readonly kind: string; readonly value: unknown }
  try {
    read = readDocument(content, types)
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError)
    expect(String(error)).not.toMatch(/\n/)
    return
  }
  const type = types.find(({ name }) => name === read.kind) ?? mirrorUsagePoint
  expect(readDocument(writeDocument(type, read.value as never), types)).toStrictEqual(read)
}

const document = fc
  .oneof(
    ...[mirrorUsagePoint, notification, ...types].map((type) => arbitraryOf(type).map((value) => ({ type, value }))),
  )
  .map(({ type, value }) => writeDocument(type, value))

/** Pieces of XML that mean something, wherever they are put. */
const piece = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '/>',
    '</',
    '&',
    '&amp;',
    '&lol;',
    '&#0;',
    '&#x110000;',
    '&#xD800;',
    '"',
    "'",
    '=',
    ']]>',
    '<![CDATA[x]]>',
    '<!--',
    '-->',
    '<?xml version="1.1"?>',
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<!DOCTYPE a>',
    '<?p?>',
    '\u0000',
    '\uFEFF',
    '\uD800',
    ' xsi:type="a:Response"',
    ' xmlns="x"',
    ' xmlns:xsi="y"',
    '<__proto__>1</__proto__>',
    '<value>1</value>',
    '<a:b/>',
    '-',
    '99999999999999999999',
    '0x1',
    '1e3',
    'NaN',
    'F',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
)

/** Cuts a span out of a text, and puts something else or a copy of another span there. */
const mutation = fc.record({
  from: fc.nat(),
  length: fc.nat({ max: 40 }),
  insert: fc.option(piece),
  copyFrom: fc.nat(),
})

function mutated(
  text: string,
  { from, length, insert, copyFrom }: { from: number; length: number; insert: string | null; copyFrom: number },
): string {
  const start = from % (text.length + 1)
  const copyStart = copyFrom % (text.length + 1)
  return text.slice(0, start) + (insert ?? text.slice(copyStart, copyStart + 60)) + text.slice(start + length)
}

describe('hostile content', () => {
  it('of any bytes is refused with a DocumentError', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectReadOrRefused), { numRuns: 500 })
  })

  it('of any markup is refused with a DocumentError', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
        expectReadOrRefused,
      ),
      { numRuns: 500 },
    )
  })

  it('made by damaging documents is read consistently or refused with a DocumentError', () => {
    const damaged = fc
      .tuple(document, fc.array(mutation, { minLength: 1, maxLength: 4 }))
      .map(([text, mutations]) => mutations.reduce(mutated, text))
    fc.assert(fc.property(damaged, expectReadOrRefused), { numRuns: 1500 })
  })

  it('made by damaging bytes is read consistently or refused with a DocumentError', () => {
    const damaged = fc.tuple(document, fc.nat(), fc.nat({ max: 255 })).map(([text, at, byte]) => {
      const bytes = encoder.encode(text)
      bytes[at % bytes.length] = byte
      return bytes
    })
    fc.assert(fc.property(damaged, expectReadOrRefused), { numRuns: 500 })
  })
})
