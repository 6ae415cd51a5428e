import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFleet } from '../campus/create-fleet.ts'
import { CERTIFICATE_CLAIMS, type Settings } from '../config/settings.ts'
import { testSettings, utccCampusFile } from '../run/run-inputs.fixture.ts'
import { LocalClock } from '../time/local-clock.ts'
import { utcText } from '../time/utc-text.ts'
import { MILLI_WH_PER_WH } from '../units/energy.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { CertificateSession } from './certificate-session.ts'
import { constantEmissions } from './emission-factors.ts'
import { verifyChain } from './hash-chain.ts'
import { readBack, readLine } from './ledger.fixture.ts'
import type { ExchangedEnergy } from './matched-claims.ts'
import type { SoldEnergy } from './trade-transfer.ts'

const METERS = 6
const SLOT_MS = 900_000
const START_MS = Date.parse('2025-03-10T00:00:00+07:00')
const WH = MILLI_WH_PER_WH

function sessionOf(changes: Partial<Settings> = {}, startMs = START_MS): CertificateSession {
  const settings = testSettings({ meters: METERS, meterTypeShares: [0.5, 0.25, 0.25, 0], ...changes })
  const fleet = createFleet(settings, utccCampusFile())
  const emissions = constantEmissions(settings.carbonOffsetRate)
  return new CertificateSession({ fleet, settings, startMs, clock: new LocalClock('Asia/Bangkok'), emissions })
}

/** Which meters of the fleet have PV. */
const SETTINGS = testSettings({ meters: METERS, meterTypeShares: [0.5, 0.25, 0.25, 0] })
const FLEET = createFleet(SETTINGS, utccCampusFile())
const SOLAR = Array.from({ length: METERS }, (_, i) => i).filter((i) => FLEET.meter(i).pv !== null)
const BUYER = Array.from({ length: METERS }, (_, i) => i).find((i) => FLEET.meter(i).pv === null) ?? 0

interface Slot {
  /** By meter, of which only those with PV generate [mWh]. */
  readonly generated: readonly number[]
  readonly trades: SoldEnergy
  readonly exchanged: ExchangedEnergy
}

function slotOf(generated: readonly number[], sales: readonly (readonly [seller: number, energy: number])[]): Slot {
  const sold = new Float64Array(METERS)
  const bought = new Float64Array(METERS)
  for (const [seller, energy] of sales) {
    sold[seller] += energy
    bought[BUYER] += energy
  }
  const none = new Float64Array(METERS)
  return {
    generated: generated.map((energy, i) => (SOLAR.includes(i) ? energy : 0)),
    exchanged: { bought, sold, fromGrid: none, toGrid: none },
    trades: {
      size: sales.length,
      seller: Int32Array.from(sales, ([seller]) => seller),
      buyer: new Int32Array(sales.length).fill(BUYER),
      quantity: Float64Array.from(sales, ([, energy]) => energy),
    },
  }
}

/** Slots of a quarter of an hour in which nobody passes the rating of its inverter: 1 kW at least. */
const anySlots = (slots: number): fc.Arbitrary<Slot[]> => {
  const energy = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 250_000 }))
  const sale = fc.tuple(fc.constantFrom(...SOLAR), fc.integer({ min: 1, max: 300_000 }))
  return fc.array(
    fc
      .tuple(fc.array(energy, { minLength: METERS, maxLength: METERS }), fc.array(sale, { maxLength: 3 }))
      .map(([generated, sales]) => slotOf(generated, sales)),
    { minLength: slots, maxLength: slots },
  )
}

/** Closes slots, the registers running on from `registers`; slot `first` is counted from the start. */
function close(
  session: CertificateSession,
  slots: readonly Slot[],
  registers: Float64Array,
  first = 0,
  startMs = START_MS,
): CertificateRecord[] {
  return slots.flatMap(({ generated, trades, exchanged }, i) => {
    generated.forEach((energy, meter) => {
      registers[meter] += energy
    })
    return session.closeSlot(startMs + (first + i + 1) * SLOT_MS, trades, exchanged, registers).map(readLine)
  })
}

const pendingOf = (session: CertificateSession): Float64Array =>
  session.columns().get('certificatesPending') ?? new Float64Array(0)

function issuedWh(records: readonly CertificateRecord[], meterId: string): number {
  return records.reduce(
    (sum, { event, meter_id, energy_wh }) => sum + (event === 'issued' && meter_id === meterId ? energy_wh : 0),
    0,
  )
}

describe('a session of certificates', () => {
  it('certifies every generated milliwatt-hour once, or keeps it for later', () => {
    fc.assert(
      fc.property(anySlots(9), (slots) => {
        const session = sessionOf()
        const registers = new Float64Array(METERS)
        const records = close(session, slots, registers)
        expect(verifyChain(records)).toBeNull()
        const pending = pendingOf(session)
        for (let i = 0; i < METERS; i++) {
          expect(issuedWh(records, FLEET.meter(i).meterId) * WH + pending[i]).toBe(registers[i])
        }
        // Nothing is retired by itself: all that was issued is active, whoever owns it.
        const issued = records.reduce((sum, { event, energy_wh }) => sum + (event === 'issued' ? energy_wh : 0), 0)
        expect(session.ledger.energyWh('Active')).toBe(issued)
      }),
      { numRuns: 60 },
    )
  })

  it('continues from its columns, what is owed and its entries as if nothing had happened', () => {
    const claims = fc.constantFrom(...CERTIFICATE_CLAIMS)
    fc.assert(
      fc.property(anySlots(10), fc.integer({ min: 0, max: 10 }), claims, (slots, stop, certificateClaims) => {
        const whole = sessionOf({ certificateClaims })
        const expected = close(whole, slots, new Float64Array(METERS))

        const before = sessionOf({ certificateClaims })
        const registers = new Float64Array(METERS)
        const records = close(before, slots.slice(0, stop), registers)
        const after = sessionOf({ certificateClaims })
        for (const [name, column] of after.columns()) {
          column.set(before.columns().get(name) ?? [])
        }
        after.restore(before.saveOwed(), readBack(records))
        records.push(...close(after, slots.slice(stop), registers, stop))
        expect(records).toEqual(expected)
        expect(after.saveOwed()).toEqual(whole.saveOwed())
        expect(after.ledger.head).toBe(whole.ledger.head)
      }),
      { numRuns: 40 },
    )
  })

  it('claims what was kept, in the interval it was generated in and never more', () => {
    fc.assert(
      fc.property(anySlots(12), (slots) => {
        const session = sessionOf({ certificateClaims: 'matched' })
        const records = close(session, slots, new Float64Array(METERS))
        expect(verifyChain(records)).toBeNull()
        for (let i = 0; i < METERS; i++) {
          const account = FLEET.meter(i).meterId
          const claims = records.filter(({ event, owner }) => event === 'claimed' && owner === account)
          for (let hour = 0; hour < 3; hour++) {
            const startMs = START_MS + hour * 4 * SLOT_MS
            const kept = slots
              .slice(hour * 4, hour * 4 + 4)
              .reduce((sum, { generated, exchanged: { bought, sold } }) => sum + generated[i] + bought[i] - sold[i], 0)
            const ofHour = claims.filter(({ interval_start }) => Date.parse(interval_start) === startMs)
            const claimed = ofHour.reduce((sum, { energy_wh }) => sum + energy_wh * WH, 0)
            // Less than a watt-hour may wait from the hour before.
            expect(claimed).toBeLessThan(Math.max(0, kept) + WH)
            for (const { beneficiary, consumption_start, consumption_end } of ofHour) {
              expect(beneficiary).toBe(account)
              expect(consumption_start).toBe(utcText(startMs))
              expect(consumption_end).toBe(utcText(startMs + 4 * SLOT_MS))
            }
          }
        }
        const { issuedKwh, activeKwh, claimedKwh } = session.summary()
        expect(activeKwh + claimedKwh).toBeCloseTo(issuedKwh, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('claims all generation of a meter that keeps it, and all its buyer bought', () => {
    const session = sessionOf({ certificateClaims: 'matched' })
    const [seller, keeper] = SOLAR
    const sunny = slotOf(
      Array.from({ length: METERS }, (_, i) => (i === seller || i === keeper ? 100_000 : 0)),
      [[seller, 60_000]],
    )
    const records = close(session, [sunny, sunny, sunny, sunny], new Float64Array(METERS))
    const claimed = records.filter(({ event }) => event === 'claimed').map(({ owner, energy_wh }) => [owner, energy_wh])
    const [sellerId, keeperId, buyerId] = [seller, keeper, BUYER].map((i) => FLEET.meter(i).meterId)
    expect(new Map(claimed.map(([owner, wh]) => [owner, wh]))).toEqual(
      new Map([
        [sellerId, 160],
        [keeperId, 400],
        [buyerId, 240],
      ]),
    )
    expect(session.summary()).toEqual({
      issuedKwh: 0.8,
      activeKwh: 0,
      retiredKwh: 0,
      claimedKwh: 0.8,
      expiredKwh: 0,
      uncertifiedKwh: 0,
    })
  })

  it('lets a certificate expire in the first interval that ends after its time', () => {
    const session = sessionOf({ certificateLifetimeDays: 1 })
    const sunny = slotOf(Array(METERS).fill(100_000), [])
    const dark = slotOf(Array(METERS).fill(0), [])
    const registers = new Float64Array(METERS)
    const issued = close(session, Array(4).fill(sunny), registers)
    expect(close(session, Array(92).fill(dark), registers, 4)).toEqual([])
    const expired = close(session, Array(8).fill(dark), registers, 96)
    expect(new Set(expired.map(({ event, timestamp }) => `${event} ${timestamp}`))).toEqual(
      new Set([`expired ${utcText(START_MS + 86_400_000 + 4 * SLOT_MS)}`]),
    )
    expect(expired.map(({ certificate_id }) => certificate_id)).toEqual(
      issued.map(({ certificate_id }) => certificate_id),
    )
    expect(session.summary()).toMatchObject({ activeKwh: 0, expiredKwh: (SOLAR.length * 400) / 1000 })
  })

  it('has a certificate retired by whoever holds it, whole or in part, once', () => {
    const session = sessionOf()
    const [seller] = SOLAR
    const sunny = slotOf(
      Array.from({ length: METERS }, (_, i) => (i === seller ? 100_000 : 0)),
      [[seller, 60_000]],
    )
    const records = close(session, [sunny, sunny, sunny, sunny], new Float64Array(METERS))
    const bought = records.at(-1)
    const [buyerId, sellerId] = [BUYER, seller].map((i) => FLEET.meter(i).meterId)
    expect(bought).toMatchObject({ event: 'transferred', owner: buyerId, energy_wh: 240 })
    const retirement = { certificateId: bought?.certificate_id ?? '', beneficiary: sellerId, energyWh: 40 }
    const atMs = START_MS + 5 * SLOT_MS
    const retired = session.retire(retirement, atMs).map(readLine)
    expect(verifyChain([...records, ...retired])).toBeNull()
    expect(retired.map(({ event, energy_wh }) => [event, energy_wh])).toEqual([
      ['split', 40],
      ['split', 200],
      ['retired', 40],
    ])
    expect(retired[2]).toMatchObject({
      owner: buyerId,
      actor: buyerId,
      beneficiary: sellerId,
      timestamp: utcText(atMs),
    })
    expect(() => session.retire(retirement, atMs)).toThrow('this one is Split')
    const rest = { certificateId: retired[1]?.certificate_id ?? '', beneficiary: null, energyWh: null }
    expect(() => session.retire({ ...rest, energyWh: 201 }, atMs)).toThrow('energy_wh = 201: expected at most')
    expect(() => session.retire({ ...rest, beneficiary: 'NOBODY' }, atMs)).toThrow('beneficiary = NOBODY')
    expect(session.retire(rest, atMs).map(readLine)).toMatchObject([{ event: 'retired', beneficiary: buyerId }])
    expect(session.summary()).toMatchObject({ issuedKwh: 0.4, activeKwh: 0.16, retiredKwh: 0.24, claimedKwh: 0 })
  })

  it('refuses entries that form no chain', () => {
    const session = sessionOf()
    const sunny = slotOf(Array(METERS).fill(200_000), [])
    const records = close(session, [sunny, sunny, sunny, sunny], new Float64Array(METERS))
    expect(records.length).toBeGreaterThan(1)
    expect(() => sessionOf().restore(new Float64Array(0), records.slice(1))).toThrow('previous_hash')
  })

  it('issues on the hour, and passes on what was sold with its energy', () => {
    const session = sessionOf()
    const [seller] = SOLAR
    const registers = new Float64Array(METERS)
    const sunny = slotOf(Array(METERS).fill(100_500), [[seller, 60_250]])
    expect(close(session, [sunny, sunny, sunny], registers)).toEqual([])
    const records = close(session, [sunny], registers, 3)
    const sold = records.filter(({ event }) => event === 'transferred')
    const [buyerId, sellerId] = [BUYER, seller].map((i) => FLEET.meter(i).meterId)
    // 4 · 60.25 Wh are 241 Wh.
    expect(sold.map(({ owner, actor, energy_wh }) => [owner, actor, energy_wh])).toEqual([[buyerId, sellerId, 241]])
    expect(issuedWh(records, sellerId)).toBe(402)
    expect(records[0]).toMatchObject({
      timestamp: '2025-03-09T18:00:00Z',
      interval_start: '2025-03-09T17:00:00Z',
      interval_end: '2025-03-09T18:00:00Z',
      emission_factor: SETTINGS.carbonOffsetRate,
    })
  })

  it('of a run that began askew issues at the first slot end after each hour, without a gap', () => {
    const startMs = START_MS + 7.5 * 60_000
    const session = sessionOf({}, startMs)
    const sunny = slotOf(Array(METERS).fill(100_000), [])
    const records = close(session, Array(9).fill(sunny), new Float64Array(METERS), 0, startMs)
    const intervals = [...new Set(records.map((record) => `${record.interval_start} ${record.interval_end}`))]
    expect(intervals).toEqual([
      '2025-03-09T17:07:30Z 2025-03-09T18:07:30Z',
      '2025-03-09T18:07:30Z 2025-03-09T19:07:30Z',
    ])
  })

  it('counts whole megawatt-hours where they are the unit', () => {
    const session = sessionOf({ certificateUnit: 'mwh' })
    const sunny = slotOf(Array(METERS).fill(250_000), [])
    const registers = new Float64Array(METERS)
    expect(close(session, Array(96).fill(sunny), registers)).toEqual([])
    expect(pendingOf(session)[SOLAR[0]]).toBe(96 * 250_000)
  })
})
