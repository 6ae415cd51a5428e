import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BuildingType } from '../../src/campus/building-type.ts'
import { WEATHER_CONDITIONS } from '../../src/config/settings.ts'
import { BUILDING_CONSTANTS } from '../../src/physics/load/building-constants.ts'
import { isThaiPublicHoliday } from '../../src/physics/load/thai-holidays.ts'
import { Random, STREAM } from '../../src/random/random.ts'
import type { RunSummary } from '../../src/simulation/summary.ts'
import { CAMPUS, CAMPUS_METERS, runArguments, START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { linesOf, numberOf, parseReading, type Reading } from './journal.ts'
import { ROOT, succeed } from './program.ts'
import { ReadingAudit } from './reading-audit.ts'

const INTERVAL_SECONDS = 900
const TICKS = 365 * 96
const HOURS = 8760
const DEFAULT_WEIGHTS: Readonly<Record<string, number>> = {
  Sunny: 0.4,
  Partly_Cloudy: 0.3,
  Cloudy: 0.15,
  Overcast: 0.1,
  Rainy: 0.05,
}
/** Relaxation time of the weather chain with these weights [h], see docs/models.md. */
const RELAXATION_HOURS = 2.06
/** Share of the readings validated against the schema; all of the first and the last tick are. */
const VALIDATED_SHARE = 0.05

const START_MS = Date.parse(START)
const LOCAL_OFFSET_MS = 7 * 3_600_000

let output: string
let summary: RunSummary
let audit: ReadingAudit
let firstReading: Reading
let secondReading: Reading
const schemaFaults: string[] = []
/** Per tick, of the campus: load [kW], ambient temperature [°C]. */
const loadKw = new Float64Array(TICKS)
const ambientC = new Float64Array(TICKS)
const weatherTicks = new Map<string, number>()

beforeAll(async () => {
  const folder = temporaryFolder()
  output = join(folder, 'year.jsonl')
  const summaryFile = join(folder, 'year.json')
  await succeed(runArguments(output, '--duration', '365d', '--fresh', '--quiet', '--summary', summaryFile))
  summary = JSON.parse(readFileSync(summaryFile, 'utf8'))
  audit = new ReadingAudit(START_MS, INTERVAL_SECONDS)
  const isValid = compileSchema()
  const random = new Random(1)
  for (const line of linesOf(output)) {
    const tick = Math.floor(audit.count / CAMPUS_METERS)
    const reading = parseReading(line)
    if (audit.count === 0) firstReading = reading
    if (audit.count === 1) secondReading = reading
    const isEdge = tick === 0 || tick === TICKS - 1
    if (isEdge || random.uniform(STREAM.strategy, 0, audit.count) < VALIDATED_SHARE) {
      if (!isValid(reading)) schemaFaults.push(`${JSON.stringify(isValid.errors)}: ${line}`)
    }
    loadKw[tick] += numberOf(reading, 'energy_consumed') * (3600 / INTERVAL_SECONDS)
    ambientC[tick] = numberOf(reading, 'temperature')
    if (audit.count % CAMPUS_METERS === 0) {
      const weather = String(reading.weather_condition)
      weatherTicks.set(weather, (weatherTicks.get(weather) ?? 0) + 1)
    }
    audit.add(reading)
  }
  rmSync(output)
  reportFigures()
})

/** The figures the tests below bound, for people. */
function reportFigures(): void {
  const { pv, batteries, surplusShare, peakLoad, weatherShares, byBuildingType } = summary
  const buildings = Object.entries(byBuildingType).map(
    ([type, { energyIntensityKwhPerM2, loadFactor }]) =>
      `${type} ${energyIntensityKwhPerM2?.toFixed(0)} kWh/m² ${loadFactor?.toFixed(2)}`,
  )
  const weather = Object.entries(weatherShares).map(([name, share]) => `${name} ${(100 * share).toFixed(1)} %`)
  process.stdout.write(
    `a year: ${pv.specificYieldKwhPerKwp?.toFixed(0)} kWh/kWp, surplus ${(100 * (surplusShare ?? 0)).toFixed(1)} %, ` +
      `cycles ${batteries.minCycles?.toFixed(0)} to ${batteries.maxCycles?.toFixed(0)}, ` +
      `peak ${peakLoad?.kw.toFixed(0)} kW at ${peakLoad?.time}; ${weather.join(', ')}; ${buildings.join(', ')}\n`,
  )
}

function compileSchema(): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'schemas', 'reading.schema.json'), 'utf8'))
  return new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
}

/** Wall-clock fields of the campus, which knows no summer time. */
function local(timeMs: number): { year: number; month: number; day: number; weekday: number; hour: number } {
  const date = new Date(timeMs + LOCAL_OFFSET_MS)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours() + date.getUTCMinutes() / 60,
  }
}

describe('every reading of a year of the campus', () => {
  it('is there', () => {
    expect(audit.count).toBe(TICKS * CAMPUS_METERS)
    expect(summary).toMatchObject({ ticks: TICKS, meters: CAMPUS_METERS, readings: TICKS * CAMPUS_METERS })
  })

  it('balances, adds up to its registers and keeps to what its devices can do', () => {
    expect(audit.findings).toEqual([])
  })

  it('would be found out if it did not', () => {
    const faults = [{ energy_imported: 1e6 }, { import_register: -1 }, { current: 1e6 }, { meter_id: 'X' }]
    for (const fault of faults) {
      const strict = new ReadingAudit(START_MS, INTERVAL_SECONDS)
      strict.add(firstReading)
      expect(strict.findings).toEqual([])
      strict.add({ ...secondReading, ...fault })
      expect(strict.findings).not.toEqual([])
    }
  })

  it('follows the published schema', () => {
    expect(schemaFaults).toEqual([])
  })
})

describe('the summary of a year', () => {
  it('tells what the readings add up to', () => {
    const kwh = (field: 'generated' | 'consumed' | 'charged' | 'discharged' | 'imported' | 'exported'): number =>
      audit.sums.reduce((sum, sums) => sum + sums[field], 0) / 1e6
    const { energy } = summary
    expect(energy.generatedKwh).toBeCloseTo(kwh('generated'), 5)
    expect(energy.consumedKwh).toBeCloseTo(kwh('consumed'), 5)
    expect(energy.chargedKwh).toBeCloseTo(kwh('charged'), 5)
    expect(energy.dischargedKwh).toBeCloseTo(kwh('discharged'), 5)
    expect(energy.importedKwh).toBeCloseTo(kwh('imported'), 5)
    expect(energy.exportedKwh).toBeCloseTo(kwh('exported'), 5)
  })

  it('tells the highest load and when it was', () => {
    const peak = loadKw.reduce((a, b) => Math.max(a, b))
    expect(summary.peakLoad?.kw).toBeCloseTo(peak, 5)
    const endMs = START_MS + (loadKw.indexOf(peak) + 1) * INTERVAL_SECONDS * 1000
    expect(Date.parse(summary.peakLoad?.time ?? '')).toBe(endMs)
  })

  it('tells the weather of the readings', () => {
    for (const condition of WEATHER_CONDITIONS) {
      expect(summary.weatherShares[condition]).toBeCloseTo((weatherTicks.get(condition) ?? 0) / TICKS, 10)
    }
  })

  it('tells the cycles of the readings', () => {
    const cycles = CAMPUS.meters.flatMap(({ battery }, i) =>
      battery === undefined
        ? []
        : [audit.sums[i].discharged / 1e6 / (battery.capacity_kwh * (battery.soc_max - battery.soc_min))],
    )
    expect(summary.batteries.count).toBe(cycles.length)
    expect(summary.batteries.minCycles).toBeCloseTo(Math.min(...cycles), 6)
    expect(summary.batteries.maxCycles).toBeCloseTo(Math.max(...cycles), 6)
  })
})

describe('a year of the campus is plausible', () => {
  it('PV yields 1200 to 1600 kWh/kWp, as in Bangkok', () => {
    const { specificYieldKwhPerKwp, annualYieldKwhPerKwp } = summary.pv
    expect(specificYieldKwhPerKwp).toBeGreaterThan(1200)
    expect(specificYieldKwhPerKwp).toBeLessThan(1600)
    expect(annualYieldKwhPerKwp).toBe(specificYieldKwhPerKwp)
  })

  it.each(WEATHER_CONDITIONS)('%s weather is as frequent as its weight, within sampling error', (condition) => {
    // The autocorrelation of a reversible chain decays at least as fast as exp(−t/τ) with its relaxation time τ, so the
    // mean over a time T has at most the variance of T/(2τ) independent draws: here about 2100 of them.
    const weight = DEFAULT_WEIGHTS[condition]
    const independentDraws = HOURS / (2 * RELAXATION_HOURS)
    const sigma = Math.sqrt((weight * (1 - weight)) / independentDraws)
    expect(Math.abs(summary.weatherShares[condition] - weight)).toBeLessThan(3.5 * sigma)
  })

  const buildingTypes = [...new Set(CAMPUS.meters.map((meter): BuildingType => meter.building_type))]

  it.each(buildingTypes)('%s: energy intensity and load factor are within published ranges', (type) => {
    const { energyIntensityKwhPerM2, loadFactor } = BUILDING_CONSTANTS[type]
    const building = summary.byBuildingType[type]
    expect(building?.energyIntensityKwhPerM2).toBeGreaterThan(energyIntensityKwhPerM2.min)
    expect(building?.energyIntensityKwhPerM2).toBeLessThan(energyIntensityKwhPerM2.max)
    expect(building?.loadFactor).toBeGreaterThan(loadFactor.min)
    expect(building?.loadFactor).toBeLessThan(loadFactor.max)
  })

  it.each(buildingTypes)('%s: every meter by itself has such an intensity, and a peak near its capacity', (type) => {
    const { energyIntensityKwhPerM2, noise } = BUILDING_CONSTANTS[type]
    // The capacity is the design peak: a year comes near it, and passes it by what log-normal noise does once in a while.
    const highestPeak = Math.exp(5 * Math.hypot(noise.fastSigma, noise.slowSigma))
    CAMPUS.meters.forEach((meter, i) => {
      if (meter.building_type !== type || meter.capacity_kw === 0) return
      const { consumed, peakConsumed } = audit.sums[i]
      const intensity = consumed / 1e6 / meter.floor_area_m2
      expect(intensity, meter.meter_id).toBeGreaterThan(energyIntensityKwhPerM2.min)
      expect(intensity, meter.meter_id).toBeLessThan(energyIntensityKwhPerM2.max)
      const peakKw = (peakConsumed / 1e6) * (3600 / INTERVAL_SECONDS)
      expect(peakKw / meter.capacity_kw, meter.meter_id).toBeGreaterThan(0.7)
      expect(peakKw / meter.capacity_kw, meter.meter_id).toBeLessThan(highestPeak)
    })
  })

  it('each battery does 100 to 400 equivalent full cycles', () => {
    expect(summary.batteries.minCycles).toBeGreaterThan(100)
    expect(summary.batteries.maxCycles).toBeLessThan(400)
  })

  it('the campus peaks on a hot semester weekday between 10:00 and 16:00', () => {
    const endMs = Date.parse(summary.peakLoad?.time ?? '')
    const { year, month, day, weekday, hour } = local(endMs)
    expect(hour).toBeGreaterThan(10)
    expect(hour).toBeLessThanOrEqual(16)
    expect(weekday).toBeGreaterThanOrEqual(1)
    expect(weekday).toBeLessThanOrEqual(5)
    expect(isThaiPublicHoliday(year, month, day)).toBe(false)
    // Semesters with their examinations: 10 January to 15 May without Songkran, and 1 August to 15 December.
    const monthDay = month * 100 + day
    const isSemester = (monthDay >= 110 && monthDay <= 515) || (monthDay >= 801 && monthDay <= 1215)
    expect(isSemester && !(monthDay >= 412 && monthDay <= 416)).toBe(true)
    // Hot: warmer than the mean of the month's same hours.
    const sameHours = ambientC.filter((_, tick) => {
      const at = local(START_MS + (tick + 1) * INTERVAL_SECONDS * 1000)
      return at.month === month && at.hour === hour
    })
    const mean = sameHours.reduce((sum, value) => sum + value, 0) / sameHours.length
    const tick = (endMs - START_MS) / (INTERVAL_SECONDS * 1000) - 1
    expect(ambientC[tick]).toBeGreaterThan(mean)
  })

  it('15 to 45 % of the generation is surplus at the meter that made it', () => {
    expect(summary.surplusShare).toBeGreaterThan(0.15)
    expect(summary.surplusShare).toBeLessThan(0.45)
  })
})

describe('the market of a year', () => {
  const stream = (name: string): string => output.replace(/\.jsonl$/, `.${name}.jsonl`)
  /** Money of a record in whole micro-units. */
  const micro = (record: Reading, field: string): number => Math.round(numberOf(record, field) * 1e6)

  it('leaves every meter a bill no higher than with the grid alone, and loses no micro-unit', () => {
    const saved = new Map<string, number>()
    let everybody = 0
    for (const line of linesOf(stream('settlements'))) {
      const settlement = parseReading(line)
      const meter = String(settlement.meter_id)
      saved.set(meter, (saved.get(meter) ?? 0) + micro(settlement, 'saving'))
      everybody += micro(settlement, 'balance')
      // What the grid gained.
      everybody += micro(settlement, 'grid_paid') - micro(settlement, 'grid_received')
    }
    for (const line of linesOf(stream('trades'))) {
      const trade = parseReading(line)
      // What the network and the operator gained.
      everybody += micro(trade, 'network_fee') + micro(trade, 'buyer_amount') - micro(trade, 'seller_amount')
    }
    expect(saved.size).toBe(CAMPUS_METERS)
    for (const saving of saved.values()) expect(saving).toBeGreaterThan(0)
    expect(everybody).toBe(0)
  })

  it('bills every meter for each whole month, none of them higher than with the grid alone', () => {
    const bills = [...linesOf(stream('bills'))].map(parseReading)
    expect(bills).toHaveLength(12 * CAMPUS_METERS)
    expect(new Set(bills.map(({ month }) => month)).size).toBe(12)
    expect(new Set(bills.map(({ complete }) => complete))).toEqual(new Set([true]))
    // Each rounded amount may cost half a micro-unit: a thousandth of the currency at most in a month.
    for (const bill of bills) expect(numberOf(bill, 'saving')).toBeGreaterThan(-0.001)
  })

  it('certifies all that was generated, to the watt-hour', () => {
    let issuedWh = 0
    for (const line of linesOf(stream('renewable_certificates'))) {
      const entry = parseReading(line)
      if (entry.event === 'issued') issuedWh += numberOf(entry, 'energy_wh')
    }
    const waitingWh = summary.energy.generatedKwh * 1000 - issuedWh
    expect(waitingWh).toBeGreaterThanOrEqual(-1e-6)
    expect(waitingWh).toBeLessThan(CAMPUS_METERS)
  })
})
