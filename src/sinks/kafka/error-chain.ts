/** @module All errors an error of the Kafka client is made of. */

import { AuthenticationError } from '@platformatic/kafka'

/** Names the protocol gives its refusals, such as PRODUCER_FENCED, and codes of Node.js, such as ECONNREFUSED. */
export interface KafkaFailure {
  readonly codes: ReadonlySet<string>
  readonly wrongLogin: boolean
  /** The messages, the outermost first. */
  readonly messages: readonly string[]
}

/** The client wraps errors in errors in lists of errors. */
export function failureOf(error: unknown): KafkaFailure {
  const codes = new Set<string>()
  const messages: string[] = []
  let wrongLogin = false
  const visit = (current: unknown) => {
    if (!(current instanceof Error)) return
    if (current.message !== '') messages.push(current.message)
    if ('apiId' in current) codes.add(String(current.apiId))
    if ('code' in current) codes.add(String(current.code))
    if (current instanceof AuthenticationError) wrongLogin = true
    if ('serverErrorMessage' in current && typeof current.serverErrorMessage === 'string') {
      messages.push(current.serverErrorMessage)
    }
    if (current instanceof AggregateError) for (const inner of current.errors) visit(inner)
    visit(current.cause)
  }
  visit(error)
  return { codes, wrongLogin, messages }
}
