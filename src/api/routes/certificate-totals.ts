/** @module What certificates come to: issued, retired, and the emissions they avoid. */

import * as z from 'zod'
import { EMISSION_FACTORS } from '../../certificates/emission-factors.ts'
import { CERTIFICATE_EVENTS, type CertificateEvent } from '../../certificates/life-cycle.ts'
import type { MarketTerms } from '../market-terms.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { defineRoute } from '../route.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'

const WH_PER_KWH = 1_000
const name = z.string().min(1).max(200)

const totalSchema = z
  .strictObject({
    event: z.enum(CERTIFICATE_EVENTS),
    entries: z.int().describe('Entries of the ledger.'),
    energy: z.number().describe('Their face value. Unit: kWh.'),
    carbon_offset_kg: z.number().describe('Emissions avoided by that. Unit: kg CO2e.'),
  })
  .meta({ id: 'CertificateTotal', description: 'What happened to certificates, added up by event.' })

const factorSchema = z
  .strictObject({
    setting: z.enum(['EMISSION_FACTOR', 'EMISSION_FACTOR_FILE', 'CARBON_OFFSET_RATE']),
    name: z.string().nullable().describe('Of the published factor; null for a number or a file of one’s own.'),
    kg_per_kwh: z.number().nullable().describe('Null where it changes with time. Unit: kg CO2e/kWh.'),
    source: z.string().nullable().describe('Who published it.'),
  })
  .meta({ id: 'EmissionFactor', description: 'What the grid emits per energy, as this run takes it.' })

export const certificateTotalsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/certificates/totals',
  operationId: 'getCertificateTotals',
  tag: 'Certificates',
  summary: 'What certificates come to: issued, retired, avoided emissions and by which factor',
  query: z.strictObject({
    meter_id: name.optional().describe('The meter that measured the generation.'),
    owner: name.optional().describe('The account that held the certificate after the event.'),
    ...rangeParameters,
  }),
  result: z.strictObject({
    events: z.array(totalSchema).describe('Events that happened at all.'),
    emission_factor: factorSchema,
  }),
  problems: [422, 503],
  async handle({ query }, { live, recorded }) {
    const { meter_id, owner, from, to } = query
    requireOrder(from, to)
    const { run, terms } = live.facts
    const conditions = [
      `run_id = ${textLiteral(run.run_id)}`,
      ...(meter_id === undefined ? [] : [`meter_id = ${textLiteral(meter_id)}`]),
      ...(owner === undefined ? [] : [`owner = ${textLiteral(owner)}`]),
      ...(from === undefined ? [] : [`"time" > ${instantLiteral(from)}`]),
      ...(to === undefined ? [] : [`"time" <= ${instantLiteral(to)}`]),
    ]
    const rows = await recorded.rows(
      'renewable_certificates',
      'select event, count(*) as entries, sum(energy_wh)::float8 as energy_wh, ' +
        'round(sum(carbon_offset_kg)::numeric, 6)::float8 as carbon_offset_kg ' +
        `from renewable_certificates where ${conditions.join(' and ')} group by event`,
    )
    const byEvent = new Map(rows.map((row) => [String(row.event), row]))
    const totalOf = (event: CertificateEvent) => {
      const row = byEvent.get(event)
      if (row === undefined) return []
      const energy = Number(row.energy_wh) / WH_PER_KWH
      return [{ event, entries: Number(row.entries), energy, carbon_offset_kg: Number(row.carbon_offset_kg) }]
    }
    return { events: CERTIFICATE_EVENTS.flatMap(totalOf), emission_factor: factorOf(terms) }
  },
})

function factorOf(terms: MarketTerms): z.input<typeof factorSchema> {
  const { emissionFactor, emissionFactorFile, carbonOffsetRate } = terms
  if (emissionFactorFile !== null)
    return { setting: 'EMISSION_FACTOR_FILE', name: null, kg_per_kwh: null, source: null }
  if (emissionFactor === null) {
    return { setting: 'CARBON_OFFSET_RATE', name: null, kg_per_kwh: carbonOffsetRate, source: null }
  }
  const published = EMISSION_FACTORS.find((factor) => factor.name === emissionFactor)
  return {
    setting: 'EMISSION_FACTOR',
    name: emissionFactor,
    kg_per_kwh: published?.kgPerKwh ?? null,
    source: published?.source ?? null,
  }
}
