/** @module Messages as events: any number of them may be on display at a time. */

import type { MessagingProgram, TextMessage } from '../model/messaging.ts'
import type { ProgramEvent } from './program-event.ts'

/** What a device reads of one program. */
export interface MessagingDocuments {
  readonly program: MessagingProgram
  readonly messages: readonly TextMessage[]
}

/** The target of each is its own mRID, so that none supersedes another. */
export function messageEvents(programs: readonly MessagingDocuments[]): ProgramEvent<TextMessage>[] {
  return programs.flatMap(({ program, messages }) =>
    messages.map((event) => ({
      event,
      programMrid: program.mRID,
      primacy: program.primacy,
      targets: [event.mRID],
      rejection: null,
      content: event,
    })),
  )
}
