/** @module The fields of a certificate event, in their order: the one table that schema and documentation come from. */

import type { CertificateRecord } from './certificate-record.ts'
import { CERTIFICATE_EVENTS } from './life-cycle.ts'

/** One field of a certificate event. */
export interface CertificateField {
  readonly name: keyof CertificateRecord
  readonly type: 'string' | 'integer' | 'number'
  /** Unit of a number; empty for a pure number. */
  readonly unit?: string
  readonly nullable?: true
  readonly minimum?: number
  readonly values?: readonly string[]
  readonly pattern?: string
  /** One sentence. */
  readonly description: string
}

type Name = keyof CertificateRecord

const INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$'
const SHA_256 = '^[0-9a-f]{64}$'

const text = (name: Name, description: string, pattern?: string): CertificateField => ({
  name,
  type: 'string',
  ...(pattern === undefined ? {} : { pattern }),
  description,
})

const nullable = (field: CertificateField): CertificateField => ({ ...field, nullable: true })

const whole = (name: Name, unit: string, description: string): CertificateField => ({
  name,
  type: 'integer',
  unit,
  minimum: 1,
  description,
})

const amount = (name: Name, unit: string, description: string): CertificateField => ({
  name,
  type: 'number',
  unit,
  minimum: 0,
  description,
})

export const CERTIFICATE_FIELDS: readonly CertificateField[] = [
  text('timestamp', 'When it happened, ISO 8601 in UTC.', INSTANT),
  {
    name: 'event',
    type: 'string',
    values: CERTIFICATE_EVENTS,
    description: 'What happened; a split makes one event for each of its two parts.',
  },
  text('certificate_id', 'The certificate: its meter, the begin of its interval and its serial numbers.'),
  nullable(text('parent_id', 'The certificate it was split from; null for one as issued.')),
  text('meter_id', 'The meter that measured the generation.'),
  text('owner', 'The account that holds the certificate after the event.'),
  text('actor', 'The account that acted: the owner, the beneficiary or the issuer.'),
  nullable(text('beneficiary', 'On whose behalf it was retired; null before.')),
  text('interval_start', 'Begin of the time of generation, ISO 8601 in UTC.', INSTANT),
  text('interval_end', 'End of the time of generation, ISO 8601 in UTC.', INSTANT),
  whole('serial_start', '', "First serial number; every watt-hour certified at a meter has the meter's next one."),
  whole('serial_end', '', 'Last serial number.'),
  whole('energy_wh', 'Wh', 'Face value: serial_end − serial_start + 1.'),
  amount('emission_factor', 'kg CO2e/kWh', 'Emissions of the grid per energy, the mean over the time of generation.'),
  amount('carbon_offset_kg', 'kg CO2e', 'Emissions avoided: energy_wh × emission_factor ÷ 1000.'),
  nullable(
    text('consumption_start', 'Begin of the consumption the certificate was claimed for; null otherwise.', INSTANT),
  ),
  nullable(text('consumption_end', 'End of the consumption the certificate was claimed for; null otherwise.', INSTANT)),
  text('previous_hash', 'Hash of the entry before; 64 zeros for the first.', SHA_256),
  text('hash', 'SHA-256 of previous_hash and the other fields as JSON without blanks, in this order.', SHA_256),
]
