import { describe, expect, it } from 'vitest'
import { applyAction } from './apply-action.ts'
import { CertificateError, type CertificateFault } from './certificate-error.ts'
import {
  HOME,
  HOUR_MS,
  ISSUER,
  issueOf,
  ledgerOf100Wh,
  NOON_MS,
  perform,
  RULES,
  SUN_1,
  SUN_2,
} from './ledger.fixture.ts'
import { Ledger } from './ledger.ts'
import type { BundleAction, CertificateAction } from './life-cycle.ts'

const AT = NOON_MS + HOUR_MS
const LATER = AT + RULES.lifetimeMs

/** The refusal of an action, after checking that it left no trace. */
function refusal(ledger: Ledger, action: CertificateAction): CertificateFault | null {
  const before = JSON.stringify([ledger.head, [...ledger.certificates()]])
  try {
    applyAction(ledger, action)
    return null
  } catch (error) {
    expect(JSON.stringify([ledger.head, [...ledger.certificates()]])).toBe(before)
    if (error instanceof CertificateError) {
      expect(error.problem).toMatchObject({ source: 'certificate ledger', key: expect.stringMatching(/^[a-z_]+$/) })
      return error.code
    }
    throw error
  }
}

const transfer = (certificateId: string, more: Partial<BundleAction & { type: 'transfer' }> = {}): BundleAction => ({
  type: 'transfer',
  by: SUN_1,
  atMs: AT,
  certificateId,
  to: HOME,
  ...more,
})
const retire = (certificateId: string, more: Partial<BundleAction & { type: 'retire' }> = {}): BundleAction => ({
  type: 'retire',
  by: SUN_1,
  atMs: AT,
  certificateId,
  beneficiary: SUN_1,
  ...more,
})
const claim = (certificateId: string, by = SUN_1): BundleAction => ({
  type: 'claim',
  by,
  atMs: AT,
  certificateId,
  consumptionStartMs: NOON_MS,
  consumptionEndMs: AT,
})
const simple = (type: 'reserve' | 'lock' | 'release' | 'withdraw' | 'expire', certificateId: string, by = SUN_1) =>
  ({ type, by, atMs: AT, certificateId }) as const

describe('a certificate from issue to claim', () => {
  it('is issued, transferred in part, retired and claimed', () => {
    const { ledger, id, records } = ledgerOf100Wh()
    expect(id).toBe('SUN_1/2025-06-01T05:00:00Z/1-100')
    records.push(...perform(ledger, transfer(id, { energyWh: 30 })))
    const bought = 'SUN_1/2025-06-01T05:00:00Z/1-30'
    records.push(...perform(ledger, retire(bought, { by: HOME, beneficiary: SUN_2 })))
    records.push(...perform(ledger, claim(bought, SUN_2)))
    expect(records.map((r) => [r.event, r.certificate_id, r.owner, r.energy_wh, r.carbon_offset_kg])).toEqual([
      // 100 Wh · 0.475 kg/kWh = 47.5 g.
      ['issued', id, SUN_1, 100, 0.0475],
      ['split', bought, SUN_1, 30, 0.01425],
      ['split', 'SUN_1/2025-06-01T05:00:00Z/31-100', SUN_1, 70, 0.03325],
      ['transferred', bought, HOME, 30, 0.01425],
      ['retired', bought, HOME, 30, 0.01425],
      ['claimed', bought, HOME, 30, 0.01425],
    ])
    expect(records[5]).toMatchObject({
      beneficiary: SUN_2,
      actor: SUN_2,
      parent_id: id,
      consumption_start: '2025-06-01T05:00:00Z',
      consumption_end: '2025-06-01T06:00:00Z',
    })
    expect(ledger.certificate(bought)?.status).toBe('Claimed')
    expect(ledger.certificate(id)?.status).toBe('Split')
    expect([ledger.energyWh('Active'), ledger.energyWh('Claimed')]).toEqual([70, 30])
  })

  it('is reserved or locked and released again, by its owner or the issuer', () => {
    const { ledger, id } = ledgerOf100Wh()
    for (const by of [SUN_1, ISSUER]) {
      for (const [type, status] of [
        ['reserve', 'Reserved'],
        ['lock', 'Locked'],
      ] as const) {
        perform(ledger, simple(type, id, by))
        expect(ledger.certificate(id)?.status).toBe(status)
        perform(ledger, simple('release', id, by))
        expect(ledger.certificate(id)?.status).toBe('Active')
      }
    }
    perform(ledger, simple('reserve', id))
    perform(ledger, retire(id))
    expect(ledger.certificate(id)?.status).toBe('Retired')
  })

  it('is withdrawn by the issuer, or expires two years after its issue', () => {
    const first = ledgerOf100Wh()
    perform(first.ledger, simple('withdraw', first.id, ISSUER))
    expect(first.ledger.certificate(first.id)?.status).toBe('Withdrawn')
    const second = ledgerOf100Wh()
    perform(second.ledger, { ...simple('expire', second.id, ISSUER), atMs: LATER })
    expect(second.ledger.certificate(second.id)?.status).toBe('Expired')
  })

  it('is split by its owner into parts that tile it', () => {
    const { ledger, id } = ledgerOf100Wh()
    const parts = perform(ledger, { type: 'split', by: SUN_1, atMs: AT, certificateId: id, energyWh: 1 })
    expect(parts.map((part) => [part.parent_id, part.serial_start, part.serial_end])).toEqual([
      [id, 1, 1],
      [id, 2, 100],
    ])
  })

  it('moves in whole megawatt-hours when these are the unit', () => {
    const rules = { ...RULES, unitWh: 1_000_000, devices: new Map([[SUN_1, 5_000_000]]) }
    const ledger = new Ledger(rules)
    expect(refusal(ledger, issueOf(ledger, SUN_1, 1_500_000))).toBe('bad-quantity')
    const [{ certificate_id: id }] = perform(ledger, issueOf(ledger, SUN_1, 3_000_000))
    expect(refusal(ledger, transfer(id, { energyWh: 500_000 }))).toBe('bad-quantity')
    perform(ledger, transfer(id, { energyWh: 2_000_000 }))
    expect(ledger.certificate('SUN_1/2025-06-01T05:00:00Z/1-2000000')?.owner).toBe(HOME)
  })
})

describe('what the ledger refuses', () => {
  it.each<[CertificateFault, (id: string) => CertificateAction]>([
    ['unknown-certificate', (id) => transfer(`${id}0`)],
    ['unknown-account', (id) => transfer(id, { to: 'NOBODY' })],
    ['unknown-account', (id) => retire(id, { beneficiary: 'NOBODY' })],
    ['not-allowed', (id) => transfer(id, { by: SUN_2 })],
    ['not-allowed', (id) => transfer(id, { by: ISSUER })],
    ['not-allowed', (id) => retire(id, { by: HOME })],
    ['not-allowed', (id) => simple('withdraw', id)],
    ['not-allowed', (id) => simple('lock', id, HOME)],
    ['not-allowed', (id) => ({ ...simple('expire', id), atMs: LATER })],
    ['not-retired', (id) => claim(id)],
    ['not-reserved', (id) => simple('release', id)],
    ['over-drawn', (id) => transfer(id, { energyWh: 101 })],
    ['over-drawn', (id) => retire(id, { energyWh: 101 })],
    ['over-drawn', (id) => ({ type: 'split', by: SUN_1, atMs: AT, certificateId: id, energyWh: 100 })],
    ['bad-quantity', (id) => transfer(id, { energyWh: 0 })],
    ['bad-quantity', (id) => transfer(id, { energyWh: -5 })],
    ['bad-quantity', (id) => transfer(id, { energyWh: 0.5 })],
    ['bad-quantity', (id) => transfer(id, { energyWh: Number.NaN })],
    ['bad-time', (id) => transfer(id, { atMs: AT - 1 })],
    ['bad-time', (id) => transfer(id, { atMs: Number.NaN })],
    ['expired', (id) => transfer(id, { atMs: LATER })],
    ['expired', (id) => retire(id, { atMs: LATER })],
    ['not-expired', (id) => ({ ...simple('expire', id, ISSUER), atMs: LATER - 1 })],
  ])('%s, %#', (code, action) => {
    const { ledger, id } = ledgerOf100Wh()
    expect(refusal(ledger, action(id))).toBe(code)
  })

  it('anything with a certificate that is retired or claimed, but its one claim', () => {
    const { ledger, id } = ledgerOf100Wh()
    perform(ledger, retire(id))
    expect(refusal(ledger, claim(id, HOME))).toBe('not-allowed')
    expect(refusal(ledger, { ...claim(id), consumptionEndMs: NOON_MS } as BundleAction)).toBe('bad-time')
    for (const state of ['Retired', 'Claimed']) {
      expect(ledger.certificate(id)?.status).toBe(state)
      for (const action of [transfer(id), retire(id), simple('reserve', id), simple('withdraw', id, ISSUER)]) {
        expect(refusal(ledger, action)).toBe('already-retired')
      }
      if (state === 'Retired') perform(ledger, claim(id))
    }
    expect(refusal(ledger, claim(id))).toBe('already-retired')
  })

  it('taking from a certificate that was split, or a part of a reserved one', () => {
    const { ledger, id } = ledgerOf100Wh()
    perform(ledger, transfer(id, { energyWh: 40 }))
    expect(refusal(ledger, transfer(id))).toBe('not-active')
    const rest = 'SUN_1/2025-06-01T05:00:00Z/41-100'
    perform(ledger, simple('reserve', rest))
    expect(refusal(ledger, retire(rest, { energyWh: 10 }))).toBe('not-active')
    expect(refusal(ledger, transfer(rest))).toBe('not-active')
  })

  it('issuing anything twice, out of turn, by others, or beyond what the device can generate', () => {
    const { ledger } = ledgerOf100Wh()
    const next = issueOf(ledger, SUN_1, 100, AT + HOUR_MS)
    expect(refusal(ledger, issueOf(ledger, SUN_1, 100))).toBe('already-issued')
    expect(refusal(ledger, { ...next, intervalStartMs: AT - 1 })).toBe('already-issued')
    expect(refusal(ledger, { ...next, serialStart: 100 })).toBe('already-issued')
    expect(refusal(ledger, { ...next, serialStart: 102 })).toBe('already-issued')
    expect(refusal(ledger, { ...next, serialEnd: 100 })).toBe('bad-quantity')
    expect(refusal(ledger, { ...next, by: SUN_1 })).toBe('not-allowed')
    expect(refusal(ledger, { ...next, meterId: HOME })).toBe('not-eligible')
    expect(refusal(ledger, { ...next, intervalEndMs: AT + HOUR_MS + 1 })).toBe('bad-time')
    expect(refusal(ledger, { ...next, intervalStartMs: Number.NaN })).toBe('bad-time')
    expect(refusal(ledger, { ...next, kgPerKwh: Number.NaN })).toBe('no-factor')
    // 1 kW for an hour, a tenth more, and less than one unit carried over.
    expect(refusal(ledger, issueOf(ledger, SUN_1, 1102, AT + HOUR_MS))).toBe('over-capacity')
    expect(refusal(ledger, issueOf(ledger, SUN_1, 1101, AT + HOUR_MS))).toBeNull()
  })

  it('says who could have done it', () => {
    const { ledger, id } = ledgerOf100Wh()
    expect(() => applyAction(ledger, transfer(id, { by: SUN_2 }))).toThrow(
      'certificate ledger: actor = SUN_2: expected the owner, SUN_1, to transfer it',
    )
    perform(ledger, retire(id))
    expect(() => applyAction(ledger, retire(id))).toThrow(
      `certificate_id = ${id}: expected a certificate that is Active or Reserved to retire it; this one is Retired`,
    )
  })
})
