import fc from 'fast-check'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { arbitraryOf } from '../model/arbitrary-value.fixture.ts'
import { documentTypes } from '../model/document-types.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from '../model/standard-schema.fixture.ts'
import type { ObjectType } from '../model/table.ts'
import { readDocument } from './read-document.ts'
import { writeDocument } from './write-document.ts'

const types: readonly ObjectType[] = documentTypes
const encoder = new TextEncoder()

describe('a document', () => {
  it.each(types)('of $name is read as what was written', (type) => {
    fc.assert(
      fc.property(arbitraryOf(type), (value) => {
        const bytes = encoder.encode(writeDocument(type, value))
        expect(readDocument(bytes, types)).toStrictEqual({ kind: type.name, value })
      }),
      { numRuns: 30 },
    )
  })
})

describe.skipIf(STANDARD_SCHEMA === undefined)(`the schema of 2018${NEEDS_SCHEMA}`, () => {
  const schema = XmlDocument.fromString(STANDARD_SCHEMA ?? '<none/>')
  const validator = STANDARD_SCHEMA === undefined ? undefined : XsdValidator.fromDoc(schema)
  afterAll(() => {
    validator?.dispose()
    schema.dispose()
  })

  const validate = (xml: string) => {
    const document = XmlDocument.fromString(xml)
    try {
      validator?.validate(document)
    } finally {
      document.dispose()
    }
  }

  it.each(types)('takes every document of $name', (type) => {
    fc.assert(
      fc.property(arbitraryOf(type), (value) => validate(writeDocument(type, value))),
      { numRuns: 30 },
    )
  })

  it('refuses one with a wrong order, so that it is known to look', () => {
    const wrong =
      '<Error xmlns="urn:ieee:std:2030.5:ns"><reasonCode>0</reasonCode><maxRetryDuration>9</maxRetryDuration></Error>'
    expect(() => validate(wrong)).toThrow(/maxRetryDuration/)
  })
})
