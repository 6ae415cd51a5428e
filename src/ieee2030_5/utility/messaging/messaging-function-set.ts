/**
 * @module Messages to people, by program.
 *
 * @see IEEE Std 2030.5-2018, 10.8 (messaging)
 */

import { messagingProgram, messagingProgramList, textMessage, textMessageList } from '../../model/messaging.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import type { FunctionSet } from '../function-set.ts'
import { ofProgram } from '../programs/program-audience.ts'
import { programListLink } from '../programs/program-links.ts'
import { programRoutes } from '../programs/program-routes.ts'
import { document } from '../reply.ts'
import { activeIn, currentIn } from '../scheduling/container-events.ts'
import { eventRoutes } from '../scheduling/event-routes.ts'
import { messageOperations } from './message-operations.ts'

const LINK = 'MessagingProgramListLink'

export const messagingFunctionSet: FunctionSet = {
  routes: [
    ...programRoutes({
      kind: 'messaging',
      describe: ({ href, locale }, fields, { state, now }) => ({
        ...fields,
        subscribable: SUBSCRIBABLE.unconditional,
        locale,
        ActiveTextMessageListLink: { href: `${href}/acttxt`, all: activeIn(state, href, 'message', now).length },
        TextMessageListLink: { href: `${href}/txt`, all: currentIn(state, href, 'message', now).length },
      }),
      one: (program) => document(messagingProgram, program),
      page: (fields, programs) => document(messagingProgramList, { ...fields, MessagingProgram: programs }),
    }),
    ...eventRoutes({
      kind: 'message',
      audience: ofProgram('messaging'),
      container: '/msg/{program}',
      active: 'acttxt',
      describe: ({ own }, fields) => ({ ...fields, ...own }),
      one: (message) => document(textMessage, message),
      page: (fields, messages) => document(textMessageList, { ...fields, TextMessage: messages }),
    }),
  ],
  collections: [],
  operations: messageOperations,
  capabilityLinks: (exchange) => programListLink(exchange, 'messaging', LINK),
  assignmentLinks: (exchange, device) => programListLink(exchange, 'messaging', LINK, device),
}
