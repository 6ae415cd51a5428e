import { describe, expect, it } from 'vitest'
import type { CertificateRecord } from './certificate-record.ts'
import { IntervalClosing } from './interval-closing.ts'
import { HOME, HOUR_MS, ISSUER, issueOf, NOON_MS, perform, RULES, readLine, SUN_1, SUN_2 } from './ledger.fixture.ts'
import { Ledger } from './ledger.ts'
import { OwedCertificates } from './trade-transfer.ts'

const METERS = [SUN_1, SUN_2, HOME]
const AT = NOON_MS + HOUR_MS

type Trade = readonly [seller: number, buyer: number, milliWh: number]

const sold = (...trades: readonly Trade[]) => ({
  size: trades.length,
  seller: Int32Array.from(trades, ([seller]) => seller),
  buyer: Int32Array.from(trades, ([, buyer]) => buyer),
  quantity: Float64Array.from(trades, ([, , milliWh]) => milliWh),
})

function deliver(owed: OwedCertificates, ledger: Ledger, atMs: number = AT): CertificateRecord[] {
  const records: CertificateRecord[] = []
  const write = (line: string): unknown => records.push(readLine(line))
  owed.deliver(new IntervalClosing(ledger, atMs, (meter) => METERS[meter], write))
  return records
}

const moves = (records: readonly CertificateRecord[]) =>
  records
    .filter(({ event }) => event === 'transferred')
    .map(({ actor, owner, serial_start, serial_end }) => [actor, owner, serial_start, serial_end])

describe('certificates sold with energy', () => {
  it('cover the generation of the slot in the order of the trades, and no battery', () => {
    const owed = new OwedCertificates()
    const trades = sold([0, 2, 600], [1, 2, 100], [0, 1, 600], [0, 2, 600], [2, 0, 50])
    expect([...owed.addTrades(trades, Float64Array.of(1000, 900, 0))]).toEqual([600, 100, 400, 0, 0])
    expect([...owed.save()]).toEqual([0, 2, 600, 0, 1, 400, 1, 2, 100])
  })

  it('move after the issue, whole watt-hours to each buyer, and fractions later', () => {
    const ledger = new Ledger(RULES)
    const owed = new OwedCertificates()
    owed.addTrades(sold([0, 2, 30_500], [0, 1, 20_900]), Float64Array.of(100_000, 0, 0))
    expect(deliver(owed, ledger)).toEqual([])
    perform(ledger, issueOf(ledger, SUN_1, 100))
    expect(moves(deliver(owed, ledger))).toEqual([
      [SUN_1, HOME, 1, 30],
      [SUN_1, SUN_2, 31, 50],
    ])
    expect([...owed.save()]).toEqual([0, 2, 500, 0, 1, 900])
    owed.addTrades(sold([0, 1, 100], [0, 2, 10]), Float64Array.of(1000, 0, 0))
    expect(moves(deliver(owed, ledger))).toEqual([[SUN_1, SUN_2, 51, 51]])
    expect([...owed.save()]).toEqual([0, 2, 510])
    expect(ledger.energyWh('Active')).toBe(100)
  })

  it('come out of the newest certificates first, then out of older ones', () => {
    const ledger = new Ledger(RULES)
    const owed = new OwedCertificates()
    perform(ledger, issueOf(ledger, SUN_1, 10))
    perform(ledger, issueOf(ledger, SUN_1, 5, AT + HOUR_MS))
    owed.addTrades(sold([0, 2, 8000]), Float64Array.of(9000, 0, 0))
    expect(moves(deliver(owed, ledger, AT + HOUR_MS))).toEqual([
      [SUN_1, HOME, 11, 15],
      [SUN_1, HOME, 1, 3],
    ])
  })

  it('stay owed while the seller has none of its own left, and are served from its next', () => {
    const ledger = new Ledger(RULES)
    const owed = new OwedCertificates()
    const [{ certificate_id }] = perform(ledger, issueOf(ledger, SUN_1, 10))
    perform(ledger, { type: 'lock', by: ISSUER, atMs: AT, certificateId: certificate_id })
    const [bought] = perform(ledger, issueOf(ledger, SUN_2, 10))
    perform(ledger, { type: 'transfer', by: SUN_2, atMs: AT, certificateId: bought.certificate_id, to: SUN_1 })
    owed.addTrades(sold([0, 2, 8000]), Float64Array.of(9000, 0, 0))
    expect(deliver(owed, ledger)).toEqual([])
    perform(ledger, { type: 'release', by: SUN_1, atMs: AT, certificateId: certificate_id })
    expect(moves(deliver(owed, ledger))).toEqual([[SUN_1, HOME, 1, 8]])
    expect([...owed.save()]).toEqual([])
  })

  it('are not taken from expired certificates', () => {
    const ledger = new Ledger({ ...RULES, lifetimeMs: HOUR_MS })
    const owed = new OwedCertificates()
    perform(ledger, issueOf(ledger, SUN_1, 10))
    owed.addTrades(sold([0, 2, 8000]), Float64Array.of(9000, 0, 0))
    expect(deliver(owed, ledger, AT + HOUR_MS)).toEqual([])
  })
})
