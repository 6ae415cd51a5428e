import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CERTIFICATE_STATUSES, type Certificate, energyWh } from './certificate.ts'
import { CertificateError } from './certificate-error.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { verifyChain } from './hash-chain.ts'
import { HOME, HOUR_MS, ISSUER, issueOf, NOON_MS, perform, RULES, readBack, SUN_1, SUN_2 } from './ledger.fixture.ts'
import { Ledger } from './ledger.ts'
import type { CertificateAction } from './life-cycle.ts'

const SOLAR = [SUN_1, SUN_2]
const ACCOUNTS = [...SOLAR, HOME, ISSUER]
const TYPES = [
  'issue',
  'split',
  'transfer',
  'retire',
  'claim',
  'reserve',
  'lock',
  'release',
  'withdraw',
  'expire',
] as const

interface Wish {
  readonly type: (typeof TYPES)[number]
  /** Picks the certificate, of those there are. */
  readonly pick: number
  /** Picks who acts; most often somebody who may. */
  readonly by: number
  readonly to: number
  readonly wh: number
  readonly hours: number
}

const wishes = fc.array(
  fc.record({
    type: fc.constantFrom(...TYPES, 'issue', 'transfer', 'retire', 'claim'),
    pick: fc.nat(1000),
    by: fc.nat(9),
    to: fc.nat(2),
    wh: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 0.5, 1200) },
    ),
    hours: fc.oneof({ weight: 40, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.constant(20_000) }),
  }),
  { minLength: 20, maxLength: 60 },
)

function actionOf(ledger: Ledger, wish: Wish, atMs: number): CertificateAction {
  const { type } = wish
  if (type === 'issue') {
    return issueOf(ledger, SOLAR[wish.pick % 2], wish.wh, atMs)
  }
  const certificates = [...ledger.certificates()].slice(-8)
  const chosen = certificates.at(wish.pick % Math.max(1, certificates.length))
  const usual =
    type === 'claim' ? chosen?.beneficiary : type === 'withdraw' || type === 'expire' ? ISSUER : chosen?.owner
  const by = (wish.by < ACCOUNTS.length - 2 ? ACCOUNTS[wish.by] : usual) ?? HOME
  const act = { by, atMs, certificateId: chosen?.id ?? 'none' }
  const part = wish.pick % 3 === 0 ? {} : { energyWh: wish.wh }
  switch (type) {
    case 'split':
      return { type, ...act, energyWh: wish.wh }
    case 'transfer':
      return { type, ...act, ...part, to: ACCOUNTS[wish.to] }
    case 'retire':
      return { type, ...act, ...part, beneficiary: ACCOUNTS[wish.to] }
    case 'claim':
      return { type, ...act, consumptionStartMs: atMs - HOUR_MS, consumptionEndMs: atMs }
    case 'reserve':
    case 'lock':
    case 'release':
    case 'withdraw':
    case 'expire':
      return { type, ...act }
  }
}

/** Serial numbers of the bundles of a meter that were not split, in their order. */
function ranges(ledger: Ledger, meterId: string): Certificate[] {
  return [...ledger.certificates()]
    .filter((certificate) => certificate.meterId === meterId && certificate.status !== 'Split')
    .toSorted((a, b) => a.serialStart - b.serialStart)
}

describe('a ledger under any actions', () => {
  it('keeps every issued watt-hour in exactly one certificate, and what is retired as it is', () => {
    const seen = { done: 0, refused: 0 }
    fc.assert(
      fc.property(wishes, (list) => {
        const ledger = new Ledger(RULES)
        const records: CertificateRecord[] = []
        const issuedWh = new Map(SOLAR.map((meterId) => [meterId, 0]))
        const final = new Map<string, Certificate>()
        const claimed = new Set<string>()
        let atMs = NOON_MS
        for (const wish of list) {
          atMs += wish.hours * HOUR_MS
          const head = ledger.head
          try {
            const action = actionOf(ledger, wish, atMs)
            const made = perform(ledger, action)
            seen.done++
            records.push(...made)
            if (action.type === 'issue') {
              issuedWh.set(action.meterId, (issuedWh.get(action.meterId) ?? 0) + made[0].energy_wh)
            }
          } catch (error) {
            if (!(error instanceof CertificateError)) throw error
            seen.refused++
            expect(ledger.head).toBe(head)
          }
          for (const [id, before] of final) {
            const after = ledger.certificate(id)
            const claim = before.status === 'Retired' && after?.status === 'Claimed'
            expect(after).toEqual(claim ? { ...before, status: 'Claimed' } : before)
          }
          for (const certificate of ledger.certificates()) {
            if (['Retired', 'Claimed', 'Expired', 'Withdrawn', 'Split'].includes(certificate.status)) {
              final.set(certificate.id, certificate)
            }
          }
        }
        for (const meterId of SOLAR) {
          let last = 0
          for (const certificate of ranges(ledger, meterId)) {
            expect(certificate.serialStart).toBe(last + 1)
            last = certificate.serialEnd
          }
          expect(last).toBe(issuedWh.get(meterId))
        }
        for (const { event, meter_id, serial_start, serial_end } of records) {
          for (let serial = serial_start; event === 'claimed' && serial <= serial_end; serial++) {
            expect(claimed.has(`${meter_id} ${serial}`)).toBe(false)
            claimed.add(`${meter_id} ${serial}`)
          }
        }
        expect(claimed.size).toBe(ledger.energyWh('Claimed'))
        const living = CERTIFICATE_STATUSES.filter((status) => status !== 'Split')
        const total = living.reduce((sum, status) => sum + ledger.energyWh(status), 0)
        expect(total).toBe([...issuedWh.values()].reduce((sum, wh) => sum + wh))
        for (const status of CERTIFICATE_STATUSES) {
          const there = [...ledger.certificates()].filter((certificate) => certificate.status === status)
          expect(ledger.energyWh(status)).toBe(there.reduce((sum, certificate) => sum + energyWh(certificate), 0))
        }
        expect(verifyChain(records, undefined, ledger.head)).toBeNull()
        expectSame(ledger, records)
      }),
      { numRuns: 150 },
    )
    // The properties say nothing about ledgers on which nothing happens.
    expect(seen.done).toBeGreaterThan(300)
    expect(seen.refused).toBeGreaterThan(300)
  })
})

/** A ledger restored from its entries is the same, also in what it would give away next. */
function expectSame(ledger: Ledger, records: readonly CertificateRecord[]): void {
  const restored = new Ledger(RULES)
  restored.append(readBack(records))
  expect([...restored.certificates()]).toEqual([...ledger.certificates()])
  expect([restored.head, restored.lastMs]).toEqual([ledger.head, ledger.lastMs])
  for (const meterId of SOLAR) {
    expect(restored.lastIssue(meterId)).toEqual(ledger.lastIssue(meterId))
    expect(restored.newestOwn(meterId)).toEqual(ledger.newestOwn(meterId))
    const own = [...ledger.certificates()].some(
      (certificate) =>
        certificate.meterId === meterId && certificate.owner === meterId && certificate.status === 'Active',
    )
    expect(ledger.newestOwn(meterId) !== undefined).toBe(own)
  }
}
