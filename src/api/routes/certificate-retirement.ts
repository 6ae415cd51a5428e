/** @module The owner of a certificate uses it up, since an operator says so. */

import * as z from 'zod'
import { certificateId } from '../../certificates/certificate.ts'
import type { CertificateRecord } from '../../certificates/certificate-record.ts'
import { isCertificateRecord } from '../../certificates/is-certificate-record.ts'
import { UNIT_WH } from '../../certificates/issuance.ts'
import { LIFE_CYCLE, STATUS_AFTER } from '../../certificates/life-cycle.ts'
import type { RouteContext } from '../api-context.ts'
import { ApiProblem, badRequest } from '../api-problem.ts'
import { eventsOf, partsOf } from '../recorded/certificate-events.ts'
import { requireDone } from '../require-done.ts'
import { defineRoute } from '../route.ts'
import { certificatePath } from './certificates.ts'
import { requireMeters } from './control-fault.ts'

const retirementSchema = z.strictObject({
  beneficiary: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The meter on whose behalf; the account that holds it unless given.'),
  energy_wh: z
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('How much of it, from its first unit on; all of it unless given. Unit: Wh.'),
})

const acceptedSchema = z
  .strictObject({
    certificate_id: z.string().describe('The certificate that is going to be retired: the part that is split off.'),
    owner: z.string(),
    beneficiary: z.string(),
    energy_wh: z.int().describe('Unit: Wh.'),
  })
  .meta({ id: 'AcceptedRetirement', description: 'What is retired with the next tick.' })

export const retireCertificateRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/certificates/{certificate_id}/retire',
  operationId: 'retireCertificate',
  tag: 'Certificates',
  summary: 'Retire a certificate, or a part of it, for good',
  description:
    'Its owner does so with the next tick: a part is split off first, and the ledger seals it. It is a command: recorded in ' +
    '`commands.jsonl`, and the same in every run of them. What the ledger refuses by then, such as a certificate that ' +
    'expired in the same moment, is told by the log of the run.',
  controls: true,
  params: certificatePath,
  body: retirementSchema,
  result: acceptedSchema,
  status: 202,
  problems: [404, 409, 422, 503],
  async handle({ params: { certificate_id }, body, by }, context) {
    const certificate = await retirable(context, certificate_id)
    const { beneficiary = certificate.owner, energy_wh = certificate.energy_wh } = body
    requireMeters(context, 'beneficiary', [beneficiary])
    requirePart(context, energy_wh, certificate)
    const command = {
      kind: 'retire_certificate',
      certificateId: certificate_id,
      beneficiary,
      energyWh: energy_wh,
    } as const
    const commands = [{ command, origin: { source: 'api', reference: '' } }] as const
    const asked = { certificate_id, ...body }
    const told = { action: 'retire_certificate', asked, commands, fromMs: null } as const
    requireDone('body', await context.control.ask({ kind: 'commands', told, by }))
    return { certificate_id: partId(certificate, energy_wh), owner: certificate.owner, beneficiary, energy_wh }
  },
})

/** @throws ApiProblem when there is no such certificate, or it cannot be retired any more */
async function retirable({ live, recorded }: RouteContext, id: string): Promise<CertificateRecord> {
  const last = (await eventsOf(recorded, id)).at(-1)
  if (last === undefined || !isCertificateRecord(last))
    throw new ApiProblem(503, `What was recorded of ${id} cannot be read.`)
  const parts = await partsOf(recorded, live.facts.run.run_id, id, last.meter_id)
  const status = parts.length > 0 ? 'Split' : STATUS_AFTER[last.event]
  const from: readonly string[] = LIFE_CYCLE.retire.from
  if (from.includes(status)) return last
  const expected = `a certificate that is ${from.join(' or ')}`
  const instead = parts.length > 0 ? `: retire ${parts.join(' or ')}` : ''
  throw new ApiProblem(409, `certificate_id: expected ${expected}; this one is ${status}${instead}.`, {
    errors: [{ in: 'path', field: 'certificate_id', value: id, expected }],
  })
}

/** @throws ApiProblem when the certificate has not as much, or not in such units */
function requirePart({ live }: RouteContext, wh: number, { energy_wh }: CertificateRecord): void {
  const unitWh = UNIT_WH[live.facts.terms.certificateUnit]
  if (wh <= energy_wh && wh % unitWh === 0) return
  const units = unitWh === 1 ? '' : `, in units of ${unitWh}`
  const expected = `at most the ${energy_wh} Wh of the certificate${units}`
  throw badRequest([{ in: 'body', field: 'energy_wh', value: String(wh), expected }])
}

/** What a part of a certificate is called once it is split off. */
function partId({ certificate_id, meter_id, interval_start, ...whole }: CertificateRecord, wh: number): string {
  if (wh === whole.energy_wh) return certificate_id
  return certificateId(meter_id, Date.parse(interval_start), whole.serial_start, whole.serial_start + wh - 1)
}
