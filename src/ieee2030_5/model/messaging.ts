/** @module Messages to people. */

import { event } from './event.ts'
import { code, primacy } from './integers.ts'
import { listLink, pollRate, subscribableIdentifiedObject, subscribableList } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import { locale, string20, unlimitedText } from './texts.ts'
import type { TypeOf } from './type-of.ts'

export const MESSAGE_PRIORITY = { low: 0, normal: 1, high: 2, critical: 3 } as const

export const textMessage = extend(event, 'TextMessage', {
  originator: optional(string20),
  priority: required(code('PriorityType')),
  textMessage: required(unlimitedText),
})
export const textMessageList = extend(subscribableList, 'TextMessageList', { TextMessage: many(textMessage) })

export const messagingProgram = extend(subscribableIdentifiedObject, 'MessagingProgram', {
  ActiveTextMessageListLink: optional(listLink),
  locale: required(locale),
  primacy: required(primacy),
  TextMessageListLink: optional(listLink),
})
export const messagingProgramList = extend(
  subscribableList,
  'MessagingProgramList',
  { MessagingProgram: many(messagingProgram) },
  pollRate,
)

export type TextMessage = TypeOf<typeof textMessage>
export type TextMessageList = TypeOf<typeof textMessageList>
export type MessagingProgram = TypeOf<typeof messagingProgram>
export type MessagingProgramList = TypeOf<typeof messagingProgramList>
