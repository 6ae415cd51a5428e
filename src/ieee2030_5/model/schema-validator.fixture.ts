/** @module Checks documents against the schema of IEEE Std 2030.5-2018, where that is at hand. */

import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { STANDARD_SCHEMA } from './standard-schema.fixture.ts'

/** Checks documents against the schema of 2018; undefined where that is not at hand. */
export function schemaValidator(): { validate(xml: string): void; dispose(): void } | undefined {
  if (STANDARD_SCHEMA === undefined) return undefined
  const schema = XmlDocument.fromString(STANDARD_SCHEMA)
  const validator = XsdValidator.fromDoc(schema)
  return {
    validate(xml) {
      const document = XmlDocument.fromString(xml)
      try {
        validator.validate(document)
      } finally {
        document.dispose()
      }
    },
    dispose() {
      validator.dispose()
      schema.dispose()
    },
  }
}
