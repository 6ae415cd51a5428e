/** @module Everything that meters send is checked against the standard's schema, where that is at hand. */

import { schemaValidator } from '../../model/schema-validator.fixture.ts'

const validator = schemaValidator()

/** @throws Error with the first document that is not valid, and why */
export function requireValid(requests: readonly { readonly method: string; readonly body: string }[]): void {
  for (const { method, body } of requests) {
    if (body === '' || validator === undefined) continue
    try {
      validator.validate(body)
    } catch (error) {
      throw new Error(`${method} of an invalid document: ${body}`, { cause: error })
    }
  }
}
