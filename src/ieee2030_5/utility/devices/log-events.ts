/**
 * @module LogEvent: what devices report to have happened to them.
 *
 * @see IEEE Std 2030.5-2018, 10.9 (Log Events)
 */

import { type LogEvent, logEvent, logEventList } from '../../model/log-event.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import { ofDevice } from '../access.ts'
import type { Device } from '../device.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document, keptDocument, type Reply } from '../reply.ts'
import { type CollectionKey, NUMBERS, nextNumber } from '../utility-state.ts'
import { deviceOf } from './end-devices.ts'

/** Of one device; the oldest give way. */
const MOST_EVENTS = 100

interface KeptEvent {
  readonly lfdi: string
  readonly event: LogEvent
}

/** By address. */
const LOG_EVENTS: CollectionKey<KeptEvent> = { name: 'log-events', groupOf: ({ lfdi }) => lfdi }

export const logEventFunctionSet: FunctionSet = {
  collections: [LOG_EVENTS],
  routes: [
    { path: '/edev/{device}/lel', audience: ofDevice, get: readEvents, post: addEvent },
    { path: '/edev/{device}/lel/{event}', audience: ofDevice, get: readEvent, delete: deleteEvent },
  ],
  deviceLinks: ({ state }, { lfdi, number }) => ({
    LogEventListLink: { href: `/edev/${number}/lel`, all: state.at(LOG_EVENTS).group(lfdi).size },
  }),
  forget(state, device) {
    for (const address of state.at(LOG_EVENTS).group(device.lfdi).keys()) {
      state.at(LOG_EVENTS).delete(address)
    }
    state.at(NUMBERS).delete(series(device))
  },
}

function series({ number }: Device): string {
  return `edev/${number}/lel`
}

function readEvents(exchange: Exchange): Reply {
  const kept = [...exchange.state.at(LOG_EVENTS).group(deviceOf(exchange).lfdi).values()]
  const events = kept.map(({ event }) => event).sort(byTime)
  const page = pageOf(events, exchange.query, ({ createdDateTime }) => createdDateTime)
  return document(logEventList, {
    href: exchange.path,
    pollRate: pollRateOf(exchange),
    subscribable: SUBSCRIBABLE.none,
    all: page.all,
    results: page.results,
    LogEvent: page.entries,
  })
}

function byTime(a: LogEvent, b: LogEvent): number {
  return a.createdDateTime - b.createdDateTime || a.logEventID - b.logEventID
}

function addEvent(exchange: Exchange): Reply {
  const { state, path } = exchange
  const { value } = exchange.body([logEvent])
  const device = deviceOf(exchange)
  const events = state.at(LOG_EVENTS)
  const address = `${path}/${nextNumber(state, series(device))}`
  events.set(address, { lfdi: device.lfdi, event: { ...value, href: address } })
  const group = events.group(device.lfdi)
  if (group.size > MOST_EVENTS) {
    const [oldest] = group.keys()
    events.delete(oldest)
  }
  return created(address)
}

function readEvent(exchange: Exchange): Reply {
  const kept = exchange.state.at(LOG_EVENTS).get(exchange.path)
  if (kept === undefined) throw new Refusal(404, `${exchange.path} is not there`)
  return keptDocument(logEvent, kept.event)
}

function deleteEvent(exchange: Exchange): Reply {
  if (!exchange.state.at(LOG_EVENTS).delete(exchange.path)) throw new Refusal(404, `${exchange.path} is not there`)
  return changed()
}
