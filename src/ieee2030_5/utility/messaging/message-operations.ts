/** @module Messages as operators write them. */

import * as z from 'zod'
import { MESSAGE_PRIORITY } from '../../model/messaging.ts'
import { shortened, string20, unlimitedText } from '../../model/texts.ts'
import { defineOperation } from '../define-operation.ts'
import { programAt, programInput } from '../programs/program-inputs.ts'
import { eventView } from '../scheduling/event-view.ts'
import { scheduleOf, scheduleShape } from '../scheduling/schedule-input.ts'
import { addEvent } from '../scheduling/scheduled-event.ts'

/** More than this no display shows. */
const MOST_CHARACTERS = 2000
const ORIGINATOR_BYTES = 20

const originatorInput = z
  .string()
  .refine((text) => shortened(text, ORIGINATOR_BYTES) === text && string20.write(text) !== undefined, {
    error: `expected a text of at most ${ORIGINATOR_BYTES} bytes that XML can carry`,
  })

const textInput = z
  .string()
  .min(1)
  .max(MOST_CHARACTERS)
  .refine((text) => unlimitedText.write(text) !== undefined, { error: 'expected a text that XML can carry' })

export const messageOperations = [
  defineOperation({
    name: 'messages.create',
    summary: 'Shows a message to the users of the devices of a messaging program for some time.',
    input: z.strictObject({
      program: programInput('messaging'),
      ...scheduleShape,
      text: textInput.describe('The message, at most 2000 characters.'),
      priority: z.enum(Object.keys(MESSAGE_PRIORITY) as (keyof typeof MESSAGE_PRIORITY)[]).optional(),
      originator: originatorInput.describe('Who says it, at most 20 bytes.').optional(),
    }),
    apply(context, { program: href, text, priority = 'normal', originator, ...times }) {
      programAt(context.state, 'messaging', href)
      const schedule = scheduleOf(context, href, times)
      const own = {
        ...(originator === undefined ? {} : { originator }),
        priority: MESSAGE_PRIORITY[priority],
        textMessage: text,
      }
      const event = addEvent(context, { kind: 'message', container: href, ...schedule, own })
      return eventView({ event, superseding: { at: null, possibleSince: null } }, context.now)
    },
  }),
]
