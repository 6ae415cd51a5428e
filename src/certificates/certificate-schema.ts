/** @module JSON Schema of a certificate event, derived from its fields. */

import { recordSchema } from '../json/record-schema.ts'
import { CERTIFICATE_FIELDS } from './certificate-fields.ts'

/** JSON Schema of one event. */
export const CERTIFICATE_SCHEMA = recordSchema(
  'Certificate event',
  'What happened to one renewable energy certificate: one entry of a hash chain.',
  CERTIFICATE_FIELDS,
)
