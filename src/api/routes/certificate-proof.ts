/** @module The proof of a certificate: its entries in the ledger as anybody can hash them, and the entries they follow. */

import * as z from 'zod'
import { canonicalText } from '../../certificates/certificate-record.ts'
import { GENESIS_HASH } from '../../certificates/hash-chain.ts'
import { isCertificateRecord } from '../../certificates/is-certificate-record.ts'
import { platformSha256 } from '../../run/certificate-stream.ts'
import { utcText } from '../../time/utc-text.ts'
import { certificateSchema } from '../published-records.ts'
import { eventsOf, partsOf } from '../recorded/certificate-events.ts'
import type { RecordedRun } from '../recorded/recorded-run.ts'
import { textLiteral } from '../recorded/sql-text.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { certificatePath } from './certificates.ts'

const followedSchema = z
  .strictObject({
    timestamp: instant,
    event: z.string(),
    certificate_id: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'FollowedEntry', description: 'An entry of the ledger, by its hash.' })

const entrySchema = z
  .strictObject({
    event: certificateSchema,
    sealed_text: z.string().describe('`hash` is SHA-256 of `previous_hash` followed by this text, in UTF-8.'),
    is_sealed: z.boolean().describe('Whether it is: the entry is as it was when it was sealed.'),
    follows: followedSchema
      .nullable()
      .describe('The entry whose hash is `previous_hash`; null for the first of the ledger, and where it is missing.'),
    is_linked: z.boolean().describe('Whether the entry it follows is there, or it is the first of the ledger.'),
  })
  .meta({ id: 'ProofEntry' })

const proofSchema = z
  .strictObject({
    certificate_id: z.string(),
    parent_id: z.string().nullable().describe('The certificate it was split from.'),
    parts: z.array(z.string()).describe('The certificates it was split into.'),
    algorithm: z.literal('SHA-256'),
    entries: z.array(entrySchema).describe('All that happened to it, the first first.'),
    head: followedSchema
      .nullable()
      .describe('The last entry of the ledger; keep its hash to see later that none is gone.'),
    is_intact: z.boolean().describe('Whether every entry is sealed and linked.'),
  })
  .meta({ id: 'CertificateProof', description: 'The entries of a certificate in the hash chain of the ledger.' })

export const certificateProofRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/certificates/{certificate_id}/proof',
  operationId: 'getCertificateProof',
  tag: 'Certificates',
  summary: 'The ledger proof of a certificate: the text of each entry that its hash seals, and the entry it follows',
  description:
    'Whoever keeps the hash of the ledger’s last entry can check the whole chain up to it with `/certificates?order=oldest`: ' +
    'each entry seals the one before.',
  params: certificatePath,
  result: proofSchema,
  problems: [422, 503],
  async handle({ params }, { live, recorded }) {
    const { certificate_id } = params
    const events = await eventsOf(recorded, certificate_id)
    const { run_id } = live.facts.run
    const [followed, parts] = await Promise.all([
      entriesByHash(
        recorded,
        run_id,
        events.map(({ previous_hash }) => String(previous_hash)),
      ),
      partsOf(recorded, run_id, certificate_id, String(events[0]?.meter_id)),
    ])
    const entries = events.map((event) => {
      const previous = String(event.previous_hash)
      const text = isCertificateRecord(event) ? canonicalText(event) : ''
      const follows = followed.get(previous) ?? null
      return {
        event,
        sealed_text: text,
        is_sealed: platformSha256(previous + text) === event.hash,
        follows,
        is_linked: follows !== null || previous === GENESIS_HASH,
      }
    })
    const [head] = recorded.latestOf('renewable_certificates', 1)
    const parent = events[0]?.parent_id
    return {
      certificate_id,
      parent_id: typeof parent === 'string' ? parent : null,
      parts,
      algorithm: 'SHA-256' as const,
      entries,
      head: head === undefined ? null : nameOf(head),
      is_intact: entries.every(({ is_sealed, is_linked }) => is_sealed && is_linked),
    }
  },
})

async function entriesByHash(recorded: RecordedRun, runId: string, hashes: readonly string[]) {
  const rows = await recorded.rows(
    'renewable_certificates',
    `select "time" as timestamp, event, certificate_id, hash from renewable_certificates where run_id = ${textLiteral(runId)} ` +
      `and hash in (${hashes.map(textLiteral).join(', ')})`,
  )
  return new Map(rows.map((row) => [String(row.hash), nameOf(row)]))
}

function nameOf({
  timestamp,
  event,
  certificate_id,
  hash,
}: Readonly<Record<string, unknown>>): z.input<typeof followedSchema> {
  return {
    timestamp: utcText(Date.parse(String(timestamp))),
    event: String(event),
    certificate_id: String(certificate_id),
    hash: String(hash),
  }
}
