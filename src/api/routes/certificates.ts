/** @module Renewable energy certificates: what happened to them, entry by entry of the ledger. */

import * as z from 'zod'
import { CERTIFICATE_EVENTS } from '../../certificates/life-cycle.ts'
import { pageOf, pageParameters } from '../page.ts'
import { certificateSchema } from '../published-records.ts'
import { eventsOf } from '../recorded/certificate-events.ts'
import { defineRoute, pageOfJson } from '../route.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'
import { asList, orderParameter, within } from './market.ts'

const name = z.string().min(1).max(200)

export const certificatesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/certificates',
  operationId: 'listCertificateEvents',
  tag: 'Certificates',
  summary: 'What happened to certificates: issued, split, transferred, retired',
  query: z.strictObject({
    meter_id: name.optional().describe('The meter that measured the generation.'),
    owner: name.optional().describe('The account that held the certificate after the event.'),
    event: z.enum(CERTIFICATE_EVENTS).optional(),
    ...rangeParameters,
    order: orderParameter,
    ...pageParameters,
  }),
  result: pageOf(certificateSchema),
  problems: [422, 503],
  async handle({ query }, { recorded }) {
    const { meter_id, owner, event, from, to, order, limit, after = null } = query
    requireOrder(from, to)
    const equal = { meter_id: asList(meter_id), owner: asList(owner), event: asList(event) }
    const selection = { ...within(from, to), equal, order, limit, after } as const
    return pageOfJson(await recorded.pageOfTexts('renewable_certificates', selection))
  },
})

export const certificatePath = z.strictObject({ certificate_id: name })

export const certificateRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/certificates/{certificate_id}',
  operationId: 'getCertificate',
  tag: 'Certificates',
  summary: 'A certificate: all that happened to it, the first first',
  params: certificatePath,
  result: z.strictObject({ certificate_id: z.string(), events: z.array(certificateSchema) }),
  problems: [422, 503],
  async handle({ params }, { recorded }) {
    const { certificate_id } = params
    return { certificate_id, events: [...(await eventsOf(recorded, certificate_id))] }
  },
})
