/** @module The meters and what they measured last. */

import * as z from 'zod'
import { METER_TYPES } from '../../campus/meter.ts'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import type { ApiContext } from '../api-context.ts'
import { notFound } from '../api-problem.ts'
import { meterIdentity, meterIdentitySchema } from '../meter-identity.ts'
import { meterSchema, meterWithState, registersOf, registersSchema } from '../meter-state.ts'
import { cursorText, pageOf, pageParameters } from '../page.ts'
import { readingSchema } from '../published-records.ts'
import { defineRoute } from '../route.ts'

const name = z.string().min(1).max(200)

export const meterPath = z.strictObject({ meter_id: name.describe('Such as `AMI_METER_UTCC_001`.') })

const filters = {
  meter_type: z.enum(METER_TYPES).optional(),
  building: name.optional(),
  zone: name.optional(),
  search: name.optional().describe('Part of the identifier or the location, in any case.'),
}

type Filters = { readonly [Name in keyof typeof filters]?: z.output<(typeof filters)[Name]> }

/** Meters of a fleet in its order, so that its place is a meter's key. */
function meterPage<Entry>(
  { live }: ApiContext,
  { limit, after, ...wanted }: Filters & { readonly limit: number; readonly after?: readonly unknown[] | undefined },
  entryOf: (meter: MeterEntry) => Entry | undefined,
): { items: Entry[]; next: string | null } {
  const { meters } = live.facts.run
  const items: Entry[] = []
  const begin = after === undefined ? 0 : Number(after[1]) + 1
  for (let i = Number.isSafeInteger(begin) && begin >= 0 ? begin : meters.length; i < meters.length; i++) {
    const meter = meters[i]
    const entry = meter !== undefined && isWanted(meter, wanted) ? entryOf(meter) : undefined
    if (entry === undefined) continue
    if (items.length === limit) return { items, next: cursorText([0, i - 1]) }
    items.push(entry)
  }
  return { items, next: null }
}

function isWanted(meter: MeterEntry, { meter_type, building, zone, search }: Filters): boolean {
  return (
    (meter_type === undefined || meter.meter_type === meter_type) &&
    (building === undefined || meter.building === building) &&
    (zone === undefined || meter.zone === zone) &&
    (search === undefined || `${meter.meter_id}\n${meter.location}`.toLowerCase().includes(search.toLowerCase()))
  )
}

export const metersRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/meters',
  operationId: 'listMeters',
  tag: 'Meters',
  summary: 'The meters with what they measured last',
  query: z.strictObject({ ...filters, ...pageParameters }),
  result: pageOf(meterSchema),
  handle({ query }, context) {
    const readings = latestReadings(context)
    return meterPage(context, query, (meter) => meterWithState(meter, readings.get(meter.meter_id)))
  },
})

const meterDetailSchema = z
  .strictObject({
    ...meterSchema.shape,
    registers: registersSchema.nullable().describe('Null before the first reading.'),
    identity: meterIdentitySchema.nullable().describe('Null where the meter has no certificate.'),
  })
  .meta({ id: 'MeterDetail', description: 'A meter with its registers and its identity.' })

export const meterRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/meters/{meter_id}',
  operationId: 'getMeter',
  tag: 'Meters',
  summary: 'A meter with what it measured last, its registers and who it is for IEEE 2030.5',
  params: meterPath,
  result: meterDetailSchema,
  handle({ params }, context) {
    const meter = requireMeter(context, params.meter_id)
    const reading = latestReadings(context).get(meter.meter_id)
    const { certificatesFolder } = context.live.facts
    return {
      ...meterWithState(meter, reading),
      registers: reading === undefined ? null : registersOf(reading),
      identity: meterIdentity(certificatesFolder, meter.meter_id, context.utility),
    }
  },
})

export const readingsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/readings',
  operationId: 'listLatestReadings',
  tag: 'Meters',
  summary: 'The latest reading of each meter, with all its fields',
  query: z.strictObject({ ...filters, ...pageParameters }),
  result: pageOf(readingSchema),
  handle({ query }, context) {
    const readings = latestReadings(context)
    return meterPage(context, query, (meter) => readings.get(meter.meter_id))
  },
})

/** @throws ApiProblem when there is none of that name */
export function requireMeter({ live }: ApiContext, meterId: string): MeterEntry {
  const meter = live.meter(meterId)
  if (meter === undefined) throw notFound('meter_id', meterId, 'the identifier of a meter; /api/v1/meters lists them')
  return meter
}

function latestReadings({ live, recorded }: ApiContext) {
  return recorded.latestReadings(live.lastTick?.snapshot.tick ?? 0)
}
