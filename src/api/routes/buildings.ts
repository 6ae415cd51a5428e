/** @module The buildings of the campus with what their meters do together. */

import * as z from 'zod'
import { buildingSchema, buildingStates, PLACE_KINDS } from '../building-states.ts'
import { firstPage, pageOf, pageParameters } from '../page.ts'
import { defineRoute } from '../route.ts'

export const buildingsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/buildings',
  operationId: 'listBuildings',
  tag: 'Meters',
  summary: 'The buildings with what their meters do together',
  query: z.strictObject({
    by: z.enum(PLACE_KINDS).default('building').describe('`zone` gives the zones of the network instead.'),
    ...pageParameters,
  }),
  result: pageOf(buildingSchema),
  handle({ query: { by, limit, after } }, { live, recorded }) {
    const places = buildingStates(live, recorded, by).map((state, place) => ({ state, place }))
    const begin = after === undefined ? 0 : Number(after[1]) + 1
    // A place that is none begins behind the last.
    const from = Number.isSafeInteger(begin) && begin >= 0 ? begin : places.length
    const { items, next } = firstPage(places.slice(from, from + limit + 1), limit, ({ place }) => [0, place])
    return { items: items.map(({ state }) => state), next }
  },
})
