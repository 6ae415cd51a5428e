/** @module Goes over a journal reading by reading and notes every one that contradicts physics or itself. */

import { CAMPUS } from './campus.ts'
import { numberOf, type Reading } from './journal.ts'
import { sunElevationDeg } from './sun.ts'

type CampusMeter = (typeof CAMPUS.meters)[number]

/** Findings kept: enough to see the pattern. */
const MOST_FINDINGS = 10
/** The sun's disc and the refraction at the horizon show its rim when its centre is 0.83° below. */
const SUN_SURELY_DOWN_DEG = -1
const SUN_WELL_UP_DEG = 10
/** DC nameplate over AC rating where the campus file names no inverter. */
const DC_TO_AC_RATIO = 1.1
const EMISSION_FACTOR = 0.7

/** What a meter has added up to so far, in whole milliwatt-hours. */
interface MeterSums {
  imported: number
  exported: number
  generated: number
  consumed: number
  charged: number
  discharged: number
  peakConsumed: number
}

/** Checks the readings of the shipped campus in the order in which they were written. */
export class ReadingAudit {
  readonly findings: string[] = []
  readonly sums: readonly MeterSums[] = CAMPUS.meters.map(() => ({
    imported: 0,
    exported: 0,
    generated: 0,
    consumed: 0,
    charged: 0,
    discharged: 0,
    peakConsumed: 0,
  }))
  readonly #startMs: number
  readonly #intervalSeconds: number
  #count = 0
  #isSunDown = false
  #isSunUp = false
  #first: Reading | null = null

  constructor(startMs: number, intervalSeconds: number) {
    this.#startMs = startMs
    this.#intervalSeconds = intervalSeconds
  }

  get count(): number {
    return this.#count
  }

  add(reading: Reading): void {
    const index = this.#count % CAMPUS.meters.length
    const tick = Math.floor(this.#count / CAMPUS.meters.length) + 1
    this.#count++
    const timeMs = this.#startMs + tick * this.#intervalSeconds * 1000
    if (index === 0) {
      this.#first = reading
      this.#lookAtTheSun(timeMs)
    }
    const meter = CAMPUS.meters[index]
    const expectTrue = (holds: boolean, rule: string): void => {
      if (!holds && this.findings.length < MOST_FINDINGS) this.findings.push(`${rule}: ${JSON.stringify(reading)}`)
    }
    expectTrue(reading.meter_id === meter.meter_id, 'meters come in the order of the campus file')
    expectTrue(Date.parse(String(reading.timestamp)) === timeMs, 'ticks follow each other without a gap')
    expectTrue(reading.interval_seconds === this.#intervalSeconds, 'the interval is the one asked for')
    for (const field of ['weather_condition', 'temperature', 'frequency']) {
      expectTrue(reading[field] === this.#first?.[field], `all meters of a tick share its ${field}`)
    }
    this.#checkEnergy(reading, this.sums[index], expectTrue)
    this.#checkPv(reading, meter, expectTrue)
    this.#checkBattery(reading, meter, expectTrue)
    checkElectrical(reading, meter, this.#intervalSeconds, expectTrue)
  }

  #lookAtTheSun(endMs: number): void {
    const { latitude, longitude } = CAMPUS.campus
    const begin = sunElevationDeg(endMs - this.#intervalSeconds * 1000, latitude, longitude)
    const end = sunElevationDeg(endMs, latitude, longitude)
    this.#isSunDown = Math.max(begin, end) < SUN_SURELY_DOWN_DEG
    this.#isSunUp = Math.min(begin, end) > SUN_WELL_UP_DEG
  }

  #checkEnergy(reading: Reading, sums: MeterSums, expectTrue: (holds: boolean, rule: string) => void): void {
    const generated = milliWh(reading, 'energy_generated')
    const consumed = milliWh(reading, 'energy_consumed')
    const imported = milliWh(reading, 'energy_imported')
    const exported = milliWh(reading, 'energy_exported')
    const charged = milliWh(reading, 'battery_charged')
    const discharged = milliWh(reading, 'battery_discharged')
    const supplied = generated + discharged + imported
    const used = consumed + charged + exported
    expectTrue(supplied === used, 'energy balances')
    expectTrue(imported === 0 || exported === 0, 'import and export are never both positive')
    expectTrue(charged === 0 || discharged === 0, 'a battery never charges and discharges at once')
    expectTrue(milliWh(reading, 'surplus_energy') === Math.max(0, generated - consumed), 'surplus')
    expectTrue(milliWh(reading, 'deficit_energy') === Math.max(0, consumed - generated), 'deficit')
    expectTrue(milliWh(reading, 'energy_available_for_sale') === exported, 'what is for sale is what is exported')
    expectTrue(milliWh(reading, 'energy_needed_from_grid') === imported, 'what is needed is what is imported')
    expectTrue(reading.rec_eligible === generated > 0, 'what generates can be certified')
    const offset = numberOf(reading, 'carbon_offset')
    expectTrue(Math.abs(offset - (generated / 1e6) * EMISSION_FACTOR) <= 0.51e-6, 'carbon offset')

    sums.imported += imported
    sums.exported += exported
    sums.generated += generated
    sums.consumed += consumed
    sums.charged += charged
    sums.discharged += discharged
    sums.peakConsumed = Math.max(sums.peakConsumed, consumed)
    expectTrue(registerMilliWh(reading, 'import_register') === sums.imported, 'import register is the sum')
    expectTrue(registerMilliWh(reading, 'export_register') === sums.exported, 'export register is the sum')
    expectTrue(registerMilliWh(reading, 'generation_register') === sums.generated, 'generation register is the sum')
  }

  #checkPv(reading: Reading, { pv }: CampusMeter, expectTrue: (holds: boolean, rule: string) => void): void {
    const generated = numberOf(reading, 'energy_generated')
    if (pv === undefined) {
      expectTrue(generated === 0, 'no array, no generation')
      expectTrue(reading.irradiance === null && reading.panel_temperature === null, 'no array, no panels')
      return
    }
    const inverterKw = pv.inverter_kw ?? pv.kwp / DC_TO_AC_RATIO
    const mostKwh = (inverterKw * this.#intervalSeconds) / 3600
    expectTrue(generated <= mostKwh + 1e-6, 'an inverter never gives more than its rating')
    const irradiance = numberOf(reading, 'irradiance')
    expectTrue(irradiance < 1500, 'the sun never gives more than 1500 W/m²')
    if (this.#isSunDown) expectTrue(generated === 0 && irradiance === 0, 'no sun, no generation')
    if (this.#isSunUp) expectTrue(generated > 0 && irradiance > 0, 'under the sun there is some light')
  }

  #checkBattery(reading: Reading, { battery }: CampusMeter, expectTrue: (holds: boolean, rule: string) => void): void {
    const charged = numberOf(reading, 'battery_charged')
    const discharged = numberOf(reading, 'battery_discharged')
    if (battery === undefined) {
      expectTrue(reading.battery_level === null && charged === 0 && discharged === 0, 'no battery, no charge')
      return
    }
    const level = numberOf(reading, 'battery_level') / 100
    // The level is rounded to a tenth of a percent.
    expectTrue(level >= battery.soc_min - 0.0005 && level <= battery.soc_max + 0.0005, 'state of charge window')
    const mostKwh = (battery.power_kw * this.#intervalSeconds) / 3600
    expectTrue(charged <= mostKwh + 1e-6 && discharged <= mostKwh + 1e-6, 'battery power limit')
  }
}

/** P = V · I · pf · phases, as far as the rounding of the three allows. */
function checkElectrical(
  reading: Reading,
  { phases }: CampusMeter,
  intervalSeconds: number,
  expectTrue: (holds: boolean, rule: string) => void,
): void {
  const [volts, amperes, powerFactor] = ['voltage', 'current', 'power_factor'].map((f) => numberOf(reading, f))
  const netKwh = numberOf(reading, 'energy_imported') - numberOf(reading, 'energy_exported')
  const watts = (Math.abs(netKwh) * 3_600_000) / intervalSeconds
  const apparent = volts * amperes * phases
  const rounding =
    (0.005 * amperes * powerFactor + 0.0005 * volts * powerFactor + 0.00005 * volts * amperes) * phases * 1.001 + 1e-3
  expectTrue(Math.abs(apparent * powerFactor - watts) <= rounding, 'P = V · I · pf · phases')
  expectTrue(volts > 0.85 * 230 && volts < 1.15 * 230, 'the voltage stays near nominal')
  expectTrue(Math.abs(numberOf(reading, 'frequency') - 50) < 1, 'the frequency stays near nominal')
}

/** kWh with six decimals are whole milliwatt-hours. */
function milliWh(reading: Reading, field: string): number {
  return Math.round(numberOf(reading, field) * 1e6)
}

/** Wh with three decimals are whole milliwatt-hours. */
function registerMilliWh(reading: Reading, field: string): number {
  return Math.round(numberOf(reading, field) * 1e3)
}
