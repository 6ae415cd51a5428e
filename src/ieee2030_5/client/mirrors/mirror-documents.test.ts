import { describe, expect, it } from 'vitest'
import type { MirrorMeterReading, MirrorMeterReadingList } from '../../model/mirror-usage-point.ts'
import { mirrorMeterReadingList, mirrorUsagePoint } from '../../model/mirror-usage-point.ts'
import { mridFactory } from '../../model/mrid.ts'
import { writeDocument } from '../../xml/write-document.ts'
import { HYBRID_METER, quietReading } from './meter.fixture.ts'
import { MeterBacklog } from './meter-backlog.ts'
import { type MirroredReading, meterSample } from './meter-sample.ts'
import { mirrorDocument, mirrorReadings } from './mirror-documents.ts'
import { MIRROR_KINDS, MIRRORED_QUANTITIES, type MirrorKind, mirrorsOf } from './mirrored-quantities.ts'

const NOON_MS = Date.UTC(2026, 2, 15, 5)
const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'
const owner = { lfdi: LFDI, meter: HYBRID_METER, mrids: mridFactory(32_473) }
const lengths = { windowMs: 300_000, blockMs: 900_000 }

/** A quarter of an hour at 14.4 kW from the grid, 9.6 kW generated and 2.4 kW discharged; the last reading is `last`. */
function quarterHour(last: Partial<MirroredReading> = {}) {
  const backlog = new MeterBacklog(15_000, 900_000, null)
  for (let tick = 1; tick <= 60; tick++) {
    const reading = quietReading(NOON_MS + tick * 15_000, {
      energy_imported: 0.06,
      energy_generated: 0.04,
      battery_discharged: 0.01,
      import_register: 123_456.789 + 60 * tick,
      generation_register: 1000.5 + 40 * tick,
      voltage: tick % 2 === 0 ? 231 : 230.5,
      current: 21.5,
      power_factor: 0.8,
      frequency: 49.98,
      battery_level: 62.5,
      ...(tick === 60 && last),
    })
    backlog.take(meterSample(reading))
  }
  const post = backlog.next()
  if (post === null) throw new Error('nothing to post')
  return post
}

function posted(mirror: MirrorKind, last: Partial<MirroredReading> = {}): MirrorMeterReadingList {
  const list = mirrorReadings(owner, mirror, quarterHour(last))
  if (list === null) throw new Error('nothing to post')
  return list
}

function readingOf(list: MirrorMeterReadingList, mirror: MirrorKind, name: string): MirrorMeterReading {
  const mRID = owner.mrids.create(LFDI, mirror, name)
  const found = list.MirrorMeterReading.find((each) => each.mRID === mRID)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

const postedValue = (mirror: MirrorKind, name: string) => readingOf(posted(mirror), mirror, name).Reading?.value

describe('values', () => {
  // 60 Wh in 15 s are 60 × 240 = 14400 W; of 14400 W at power factor 0.8 go 14400 × 0.75 = 10800 var.
  it.each([
    ['site', 'active-power-average', 14_400],
    ['site', 'active-power-now', 14_400],
    ['site', 'reactive-power-average', 10_800],
    ['site', 'voltage-average', 2308],
    ['site', 'frequency-average', 4998],
    ['site', 'current-now', 2150],
    ['site', 'power-factor-now', 80],
    ['site', 'imported-register', 127_056],
    ['site', 'exported-register', 0],
    ['solar', 'active-power-average', 9600],
    ['solar', 'generated-register', 3400],
    ['battery', 'active-power-average', 2400],
    ['battery', 'discharged-register', 600],
    ['battery', 'stored-energy-now', 25_000],
  ] as const)('of %s: %s = %i', (mirror, name, value) => {
    expect(postedValue(mirror, name)).toBe(value)
  })

  it('of an average stand at its window, those of a register at the moment', () => {
    const list = posted('site')
    const start = NOON_MS / 1000
    expect(readingOf(list, 'site', 'active-power-average').Reading?.timePeriod).toEqual({ duration: 900, start })
    expect(readingOf(list, 'site', 'imported-register').Reading?.timePeriod).toEqual({
      duration: 0,
      start: start + 900,
    })
  })

  it('of an interval are a set with one reading', () => {
    const { MirrorReadingSet: sets } = readingOf(posted('site'), 'site', 'imported-interval')
    const timePeriod = { duration: 900, start: NOON_MS / 1000 }
    expect(sets).toEqual([
      {
        mRID: owner.mrids.create(LFDI, 'site', 'imported-interval', String(NOON_MS / 1000)),
        timePeriod,
        Reading: [{ qualityFlags: 1, timePeriod, value: 3600, localID: 0 }],
      },
    ])
  })

  it('keep to 48 bits', () => {
    const broken = posted('site', { energy_imported: 1e15, import_register: 1e18 })
    expect(readingOf(broken, 'site', 'imported-register').Reading?.value).toBe(2 ** 47 - 1)
    expect(() => writeDocument(mirrorMeterReadingList, broken)).not.toThrow()
  })

  it.each([
    ['good', 0x01, 0x01],
    ['estimated', 0x04, 0x04],
    ['suspect', 0x10, 0x10],
  ] as const)('of a %s reading say so', (quality, now, average) => {
    const list = posted('site', { quality })
    expect(readingOf(list, 'site', 'active-power-now').Reading?.qualityFlags).toBe(now)
    expect(readingOf(list, 'site', 'active-power-average').Reading?.qualityFlags).toBe(average)
  })
})

describe('a mirror', () => {
  it.each([
    ['site', 0x0013],
    ['solar', 0x0049],
    ['battery', 0x0049],
  ] as const)('of the %s has its role and every quantity with its type', (mirror, roleFlags) => {
    const document = mirrorDocument(owner, mirror, lengths)
    expect(document).toMatchObject({ roleFlags, serviceCategoryKind: 0, status: 1, deviceLFDI: LFDI, postRate: 300 })
    expect(document.MirrorMeterReading).toHaveLength(MIRRORED_QUANTITIES[mirror].length)
    expect(document.MirrorMeterReading.every(({ ReadingType }) => ReadingType?.uom !== undefined)).toBe(true)
    expect(() => writeDocument(mirrorUsagePoint, document)).not.toThrow()
  })

  it('has mRIDs that nothing else has, and ends them with the enterprise number', () => {
    const mrids = MIRROR_KINDS.flatMap((mirror) => {
      const { mRID, MirrorMeterReading } = mirrorDocument(owner, mirror, lengths)
      return [mRID, ...MirrorMeterReading.map((each) => each.mRID)]
    })
    expect(new Set(mrids).size).toBe(mrids.length)
    expect(mrids.every((mrid) => mrid.endsWith('00007ED9'))).toBe(true)
  })

  it('says how long its windows and intervals are', () => {
    const lengthsOf = mirrorDocument(owner, 'site', lengths).MirrorMeterReading.map(
      ({ ReadingType }) => ReadingType?.intervalLength,
    )
    expect(lengthsOf).toEqual([undefined, 900, undefined, 900, 300, 0, 300, 300, 300, 0, 0])
  })

  it('is there of what a meter has', () => {
    expect(mirrorsOf(HYBRID_METER)).toEqual(['site', 'solar', 'battery'])
    expect(mirrorsOf({ pv: null, battery: null })).toEqual(['site'])
    expect(mirrorsOf({ pv: null, battery: HYBRID_METER.battery })).toEqual(['site', 'battery'])
  })
})
