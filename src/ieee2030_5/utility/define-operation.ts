/** @module An operation among others, with the types of its own input. */

import type { ZodType, z } from 'zod'
import type { AnyOperation, OperationContext } from './operation.ts'

interface Definition<Schema extends ZodType> {
  readonly name: string
  readonly summary: string
  readonly reads?: boolean
  readonly input: Schema
  apply(context: OperationContext, input: z.infer<Schema>): unknown
}

export function defineOperation<Schema extends ZodType>(definition: Definition<Schema>): AnyOperation {
  return definition
}
