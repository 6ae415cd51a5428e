/** @module The fields of a certificate event, in their order: the one table that schema and documentation come from. */

import {
  amountField,
  choiceField,
  countField,
  instantField,
  nullable,
  type RecordField,
  textField,
} from '../json/record-fields.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { CERTIFICATE_EVENTS } from './life-cycle.ts'

const SHA_256 = '^[0-9a-f]{64}$'

export const CERTIFICATE_FIELDS: readonly RecordField<keyof CertificateRecord>[] = [
  instantField('timestamp', 'When it happened, ISO 8601 in UTC.'),
  choiceField('event', CERTIFICATE_EVENTS, 'What happened; a split makes one event for each of its two parts.'),
  textField('certificate_id', 'The certificate: its meter, the begin of its interval and its serial numbers.'),
  nullable(textField('parent_id', 'The certificate it was split from; null for one as issued.')),
  textField('meter_id', 'The meter that measured the generation.'),
  textField('owner', 'The account that holds the certificate after the event.'),
  textField('actor', 'The account that acted: the owner, the beneficiary or the issuer.'),
  nullable(textField('beneficiary', 'On whose behalf it was retired; null before.')),
  instantField('interval_start', 'Begin of the time of generation, ISO 8601 in UTC.'),
  instantField('interval_end', 'End of the time of generation, ISO 8601 in UTC.'),
  countField('serial_start', '', "First serial number; every watt-hour certified at a meter has the meter's next one."),
  countField('serial_end', '', 'Last serial number.'),
  countField('energy_wh', 'Wh', 'Face value: serial_end − serial_start + 1.'),
  {
    name: 'emission_factor',
    type: 'number',
    unit: 'kg CO2e/kWh',
    minimum: 0,
    description: 'Emissions of the grid per energy, the mean over the time of generation.',
  },
  amountField('carbon_offset_kg', 'kg CO2e', 9, 'Emissions avoided: energy_wh × emission_factor ÷ 1000.'),
  nullable(
    instantField('consumption_start', 'Begin of the consumption the certificate was claimed for; null otherwise.'),
  ),
  nullable(instantField('consumption_end', 'End of the consumption the certificate was claimed for; null otherwise.')),
  textField('previous_hash', 'Hash of the entry before; 64 zeros for the first.', SHA_256),
  textField('hash', 'SHA-256 of previous_hash and the other fields as JSON without blanks, in this order.', SHA_256),
]
