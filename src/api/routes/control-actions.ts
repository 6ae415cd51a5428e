/** @module What operators did to the run, and who they were. */

import * as z from 'zod'
import type { PlacedAction } from '../../journal/action-journal.ts'
import { controlActionSchema } from '../../journal/control-action.ts'
import { badRequest } from '../api-problem.ts'
import { firstPage, type PageCursor, pageOf, pageParameters } from '../page.ts'
import { defineRoute } from '../route.ts'

const actionSchema = controlActionSchema.meta({
  id: 'ControlAction',
  description: 'Something an operator did to the run, or tried to.',
})

export const controlActionsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/control/actions',
  operationId: 'listControlActions',
  tag: 'Control',
  summary: 'What operators did to the run, the newest first',
  description: 'Also what was refused. It needs the token at a loopback address, too, since it tells who it was.',
  controls: true,
  query: z.strictObject(pageParameters),
  result: pageOf(actionSchema),
  handle({ query: { limit, after } }, { recorded }) {
    const found: PlacedAction[] = []
    for (const placed of recorded.actions(after === undefined ? undefined : offsetOf(after))) {
      found.push(placed)
      if (found.length > limit) break
    }
    const { items, next } = firstPage(found, limit, placeOf)
    return { items: items.map(({ action }) => action), next }
  },
})

function placeOf({ offset, action }: PlacedAction): PageCursor {
  return [Date.parse(action.timestamp), offset]
}

function offsetOf([, offset]: PageCursor): number {
  if (typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0) return offset
  throw badRequest([{ in: 'query', field: 'after', expected: '`next` of an earlier answer to the same question' }])
}
