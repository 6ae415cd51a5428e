/** @module The resources of events: the list of a container, its events one by one, and those that hold now. */

import type { Audience, Exchange, Route } from '../function-set.ts'
import { type SubscribableListFields, subscribableListFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import { activeIn, currentIn, type Standing } from './container-events.ts'
import { type EventFields, eventFields } from './event-document.ts'
import { EVENT_LISTS, type EventKind, type EventOf, eventAddress } from './scheduled-event.ts'

/** The events of a kind as resources. */
export interface EventResources<Kind extends EventKind, Document> {
  readonly kind: Kind
  readonly audience: Audience
  /** Address of what the events stand in, with parts in braces: `/derp/{program}`. */
  readonly container: string
  /** Last part of the address of the list of active ones; null where there is no such list. */
  readonly active: string | null
  describe(event: EventOf<Kind>, fields: EventFields): Document
  one(document: Document): Reply
  page(fields: SubscribableListFields, documents: readonly Document[], exchange: Exchange): Reply
}

export function eventRoutes<Kind extends EventKind, Document>(resources: EventResources<Kind, Document>): Route[] {
  const { kind, audience, container, active } = resources
  const list = EVENT_LISTS[kind]
  const pageReply = (exchange: Exchange, standings: readonly Standing<EventOf<Kind>>[]) => {
    const page = pageOf(standings, exchange.query, ({ event }) => event.start)
    const documents = page.entries.map((standing) => documentOf(resources, exchange, standing))
    return resources.page(subscribableListFields(exchange, page), documents, exchange)
  }
  const routes: Route[] = [
    {
      path: `${container}/${list}`,
      audience,
      get: (exchange) =>
        pageReply(exchange, currentIn(exchange.state, addressOf(container, exchange), kind, exchange.now)),
    },
    {
      path: `${container}/${list}/{event}`,
      audience,
      get: (exchange) => {
        const current = currentIn(exchange.state, addressOf(container, exchange), kind, exchange.now)
        const standing = current.find(({ event }) => event.mrid === exchange.params.event)
        if (standing === undefined) throw new Refusal(404, `${exchange.path} does not exist, or is over`)
        return resources.one(documentOf(resources, exchange, standing))
      },
    },
  ]
  if (active === null) return routes
  const activeRoute: Route = {
    path: `${container}/${active}`,
    audience,
    get: (exchange) =>
      pageReply(exchange, activeIn(exchange.state, addressOf(container, exchange), kind, exchange.now)),
  }
  return [...routes, activeRoute]
}

function documentOf<Kind extends EventKind, Document>(
  resources: EventResources<Kind, Document>,
  { now }: Exchange,
  { event, superseding }: Standing<EventOf<Kind>>,
): Document {
  return resources.describe(event, eventFields(event, eventAddress(event), superseding, now))
}

/** An address with the parts in braces that a request has there. */
function addressOf(pattern: string, { params }: Exchange): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => params[name])
}
