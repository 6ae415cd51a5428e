import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { TOKEN } from '../api.fixture.ts'
import { createApi } from '../create-api.ts'
import { ToldCampus } from '../live-campus.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'
import type { ControlAnswer, ControlRequest } from '../run-control.ts'

const campus = useRecordedCampus()

interface Retired {
  readonly status: number
  readonly body: unknown
  readonly asked: readonly ControlRequest[]
}

async function retire(id: string, payload: object = {}, unit: 'wh' | 'mwh' = 'wh'): Promise<Retired> {
  const { context } = campus()
  const asked: ControlRequest[] = []
  const control = {
    async ask(request: ControlRequest): Promise<ControlAnswer> {
      asked.push(request)
      return { kind: 'done' }
    },
  }
  const { facts } = context.live
  const live = new ToldCampus({ ...facts, terms: { ...facts.terms, certificateUnit: unit } })
  const options = { token: TOKEN, isOpen: false, version: '0.0.0', requestsPerMinute: 1e9 }
  const app = await createApi({ context: { ...context, live, control }, ...options })
  const headers = { authorization: `Bearer ${TOKEN}` }
  const url = `/api/v1/certificates/${encodeURIComponent(id)}/retire`
  const response = await app.inject({ method: 'POST', url, headers, payload })
  await app.close()
  return { status: response.statusCode, body: response.json(), asked }
}

const ledger = (): readonly JournalRecord[] => campus().records.get('renewable_certificates') ?? []

/** The last entry of a kind, and of certificates that were not split later. */
function entry(event: string): JournalRecord {
  const parents = new Set(ledger().map(({ parent_id }) => parent_id))
  const found = ledger().findLast((each) => each.event === event && !parents.has(String(each.certificate_id)))
  if (found === undefined) throw new Error(`nothing was ${event}`)
  return found
}

describe('the retirement of a certificate', () => {
  it('is a command to the run: all of it, for whoever holds it', async () => {
    const { certificate_id, owner, energy_wh } = entry('transferred')
    const { status, body, asked } = await retire(String(certificate_id))
    expect(status).toBe(202)
    expect(body).toEqual({ certificate_id, owner, beneficiary: owner, energy_wh })
    const command = {
      kind: 'retire_certificate',
      certificateId: certificate_id,
      beneficiary: owner,
      energyWh: energy_wh,
    }
    expect(asked).toMatchObject([
      {
        kind: 'commands',
        told: { action: 'retire_certificate', asked: { certificate_id }, commands: [{ command }], fromMs: null },
        by: { source: 'api' },
      },
    ])
  })

  it('is of a part, for somebody else, under the name of that part', async () => {
    const { certificate_id, meter_id, interval_start, serial_start } = entry('transferred')
    const beneficiary = String(campus().context.live.facts.run.meters[0]?.meter_id)
    const { body } = await retire(String(certificate_id), { beneficiary, energy_wh: 3 })
    expect(body).toMatchObject({
      certificate_id: `${String(meter_id)}/${String(interval_start)}/${Number(serial_start)}-${Number(serial_start) + 2}`,
      beneficiary,
      energy_wh: 3,
    })
  })

  it('is refused by field', async () => {
    const { certificate_id, energy_wh } = entry('transferred')
    const id = String(certificate_id)
    const refusals = [
      [{ energy_wh: Number(energy_wh) + 1 }, 'energy_wh', `at most the ${String(energy_wh)} Wh of the certificate`],
      [{ energy_wh: 0 }, 'energy_wh', 'a whole number from 1'],
      [{ energy_wh: 1.5 }, 'energy_wh', 'a whole number from 1'],
      [{ beneficiary: 'NOBODY' }, 'beneficiary', 'the id of a meter of this run'],
      [{ owner: 'me' }, 'owner', ''],
    ] as const
    for (const [payload, field, expected] of refusals) {
      const { status, body, asked } = await retire(id, payload)
      expect(body).toMatchObject({ errors: [{ in: 'body', field, expected: expect.stringContaining(expected) }] })
      expect([status, asked]).toEqual([400, []])
    }
    const { body } = await retire(id, { energy_wh: 1 }, 'mwh')
    expect(body).toMatchObject({
      errors: [{ field: 'energy_wh', expected: expect.stringContaining('units of 1000000') }],
    })
  })

  it('is refused of one there is not, and of one that was split', async () => {
    expect(await retire('AMI_METER_1/2025-03-10T00:00:00Z/1-2')).toMatchObject({ status: 404, asked: [] })
    const parts = ledger().filter(({ parent_id }) => parent_id !== null && parent_id === entry('split').parent_id)
    const { status, body, asked } = await retire(String(parts[0]?.parent_id))
    expect([status, asked]).toEqual([409, []])
    expect(body).toMatchObject({ detail: expect.stringMatching(/this one is Split: retire .* or .*\.$/) })
  })
})

describe('the retirement of what is used up', () => {
  const claiming = useRecordedCampus({ certificateClaims: 'matched' })

  it('is refused', async () => {
    const { app, records } = claiming()
    const claimed = records.get('renewable_certificates')?.find(({ event }) => event === 'claimed')
    const url = `/api/v1/certificates/${encodeURIComponent(String(claimed?.certificate_id))}/retire`
    const headers = { authorization: `Bearer ${TOKEN}` }
    const response = await app.inject({ method: 'POST', url, headers, payload: {} })
    expect(response.json()).toMatchObject({ status: 409, detail: expect.stringMatching(/this one is Claimed\.$/) })
  })
})
