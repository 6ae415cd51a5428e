/** @module Messages as events: any number of them may be on display at a time. */

import type { MessagingProgram, TextMessage } from '../model/messaging.ts'
import type { ProgramEvent } from './program-event.ts'

/** What a device reads of one program. */
export interface MessagingDocuments {
  readonly program: MessagingProgram
  readonly messages: readonly TextMessage[]
}

/** The target of each is its own mRID. */
export function messageEvents(programs: readonly MessagingDocuments[]): ProgramEvent<TextMessage>[] {
  throw new Error(`not there yet: ${programs.length}`)
}
