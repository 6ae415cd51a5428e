import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificateRecord } from './certificate-record.ts'
import { constantEmissions, type EmissionFactors } from './emission-factors.ts'
import { verifyChain } from './hash-chain.ts'
import { addGeneration, createIssuanceState, createIssues } from './issuance.ts'
import { type CertificateOffice, issueCertificates } from './issue-certificates.ts'
import { HOME, HOUR_MS, NOON_MS, RULES, readBack, readLine, SUN_1, SUN_2 } from './ledger.fixture.ts'
import { Ledger } from './ledger.ts'
import { OwedCertificates } from './trade-transfer.ts'

const METERS = [SUN_1, SUN_2, HOME]
const CAPACITY_W = Float64Array.of(1000, 1000, 0)
const SLOTS = 4

interface Slot {
  readonly generated: Float64Array
  readonly trades: Parameters<OwedCertificates['addTrades']>[0]
}

function openOffice(emissions: EmissionFactors = constantEmissions(0.475)): CertificateOffice {
  return {
    ledger: new Ledger(RULES),
    issuance: createIssuanceState(METERS.length, NOON_MS),
    owed: new OwedCertificates(),
    claims: null,
    emissions,
    issues: createIssues(METERS.length),
    meterId: (meter) => METERS[meter],
  }
}

/** The office after a restart: copied columns, and a ledger read back from the journal. */
function restarted(office: CertificateOffice, records: readonly CertificateRecord[]): CertificateOffice {
  const ledger = new Ledger(RULES)
  ledger.append(readBack(records))
  const owed = OwedCertificates.restore(structuredClone(office.owed.save()))
  return { ...office, ledger, issuance: structuredClone(office.issuance), owed }
}

/** Runs slots through an office; restarts it before each slot of `restarts`. */
function run(slots: readonly Slot[], restarts: ReadonlySet<number>) {
  let office = openOffice()
  const records: CertificateRecord[] = []
  const boughtMilliWh = new Map<string, number>()
  slots.forEach(({ generated, trades }, index) => {
    if (restarts.has(index)) office = restarted(office, records)
    addGeneration(office.issuance, CAPACITY_W, generated)
    office.owed.addTrades(trades, generated).forEach((milliWh, i) => {
      const pair = `${METERS[trades.seller[i]]} ${METERS[trades.buyer[i]]}`
      boughtMilliWh.set(pair, (boughtMilliWh.get(pair) ?? 0) + milliWh)
    })
    if ((index + 1) % SLOTS === 0) {
      const endMs = NOON_MS + ((index + 1) / SLOTS) * HOUR_MS
      issueCertificates(office, endMs - HOUR_MS, endMs, (line) => records.push(readLine(line)))
    }
  })
  return { office, records, boughtMilliWh }
}

const slots = fc.array(
  fc
    .record({
      generated: fc.tuple(fc.nat(250_000), fc.nat(2000)),
      trades: fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.integer({ min: 1, max: 200_000 })), { maxLength: 5 }),
    })
    .map(({ generated, trades }): Slot => {
      const real = trades.filter(([seller, buyer]) => seller !== buyer)
      return {
        generated: Float64Array.of(...generated, 0),
        trades: {
          size: real.length,
          seller: Int32Array.from(real, ([seller]) => seller),
          buyer: Int32Array.from(real, ([, buyer]) => buyer),
          quantity: Float64Array.from(real, ([, , quantity]) => quantity),
        },
      }
    }),
  { maxLength: 24 },
)

describe('issueCertificates', () => {
  it('certifies all generation once and gives every buyer the whole watt-hours it bought', () => {
    fc.assert(
      fc.property(slots, (list) => {
        const { office, records, boughtMilliWh } = run(list, new Set())
        const { ledger, issuance } = office
        METERS.forEach((meterId, meter) => {
          const generated = list.reduce((sum, slot) => sum + slot.generated[meter], 0)
          const issued = ledger.lastIssue(meterId)?.serialEnd ?? 0
          expect(issued * 1000 + issuance.pendingMilliWh[meter]).toBe(generated)
        })
        expect(ledger.energyWh('Active')).toBe(issuance.lastSerial.reduce((sum, wh) => sum + wh))
        const closed = list.length % SLOTS === 0
        for (const [pair, milliWh] of boughtMilliWh) {
          const [seller, buyer] = pair.split(' ')
          const moved = records
            .filter(({ event, actor, owner }) => event === 'transferred' && actor === seller && owner === buyer)
            .reduce((sum, { energy_wh }) => sum + energy_wh, 0)
          expect(moved).toBeLessThanOrEqual(Math.floor(milliWh / 1000))
          if (closed) expect(moved).toBe(Math.floor(milliWh / 1000))
        }
        expect(verifyChain(records, undefined, ledger.head)).toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  it('writes the same entries however often it is restarted', () => {
    fc.assert(
      fc.property(slots, fc.array(fc.nat(23)), (list, restarts) => {
        const straight = run(list, new Set())
        const interrupted = run(list, new Set(restarts))
        expect(interrupted.records).toEqual(straight.records)
        expect(interrupted.office.issuance).toEqual(straight.office.issuance)
        expect(interrupted.office.owed.save()).toEqual(straight.office.owed.save())
      }),
      { numRuns: 80 },
    )
  })

  it('takes the factor of the interval', () => {
    const office = openOffice({ meanKgPerKwh: (fromMs, toMs) => (toMs - fromMs === HOUR_MS ? 0.4 : Number.NaN) })
    addGeneration(office.issuance, CAPACITY_W, Float64Array.of(250_000, 0, 0))
    const records: CertificateRecord[] = []
    issueCertificates(office, NOON_MS, NOON_MS + HOUR_MS, (line) => records.push(readLine(line)))
    expect(records).toMatchObject([{ emission_factor: 0.4, energy_wh: 250, carbon_offset_kg: 0.1 }])
  })
})
