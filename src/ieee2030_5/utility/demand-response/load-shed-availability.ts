/** @module What devices say they could shed, and for how long. */

import {
  type LoadShedAvailability,
  loadShedAvailability,
  loadShedAvailabilityList,
} from '../../model/demand-response.ts'
import { ERROR_REASON } from '../../model/error.ts'
import { ofDevice } from '../access.ts'
import type { Exchange, Route } from '../function-set.ts'
import { listFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, document } from '../reply.ts'
import { type CollectionKey, nextNumber } from '../utility-state.ts'

interface AvailabilityRecord {
  /** Number of the device. */
  readonly device: string
  readonly href: string
  readonly availability: LoadShedAvailability
}

/** By address. */
export const LOAD_SHED_AVAILABILITIES: CollectionKey<AvailabilityRecord> = {
  name: 'loadShedAvailabilities',
  groupOf: ({ device }) => device,
}

/** Of one device. */
const MOST = 20

export const loadShedRoutes: readonly Route[] = [
  {
    path: '/edev/{device}/lsl',
    audience: ofDevice,
    get: (exchange) => {
      const records = [...exchange.state.at(LOAD_SHED_AVAILABILITIES).group(exchange.params.device).values()]
      const page = pageOf(records.map(describe), exchange.query)
      const fields = { ...listFields(exchange, page), pollRate: pollRateOf(exchange) }
      return document(loadShedAvailabilityList, { ...fields, LoadShedAvailability: page.entries })
    },
    post: (exchange) => {
      const { state, params, path } = exchange
      const records = state.at(LOAD_SHED_AVAILABILITIES)
      if (records.group(params.device).size >= MOST) {
        throw new Refusal(400, `${path} has ${MOST} entries`, { reasonCode: ERROR_REASON.resourceLimit })
      }
      const { value } = exchange.body([loadShedAvailability])
      const href = `${path}/${nextNumber(state, path)}`
      records.set(href, { device: params.device, href, availability: value })
      return created(href)
    },
  },
  {
    path: '/edev/{device}/lsl/{availability}',
    audience: ofDevice,
    get: (exchange) => document(loadShedAvailability, describe(recordAt(exchange))),
    put: (exchange) => {
      const record = recordAt(exchange)
      const { value } = exchange.body([loadShedAvailability])
      exchange.state.at(LOAD_SHED_AVAILABILITIES).set(record.href, { ...record, availability: value })
      return changed()
    },
    delete: (exchange) => {
      exchange.state.at(LOAD_SHED_AVAILABILITIES).delete(recordAt(exchange).href)
      return changed()
    },
  },
]

function recordAt({ state, path }: Exchange): AvailabilityRecord {
  const record = state.at(LOAD_SHED_AVAILABILITIES).get(path)
  if (record === undefined) throw new Refusal(404, `${path} does not exist`)
  return record
}

function describe({ availability, href }: AvailabilityRecord): LoadShedAvailability {
  return { ...availability, href }
}
