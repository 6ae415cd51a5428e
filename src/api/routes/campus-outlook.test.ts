import { describe, expect, it, onTestFinished } from 'vitest'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { START_MS } from '../../run/run-inputs.fixture.ts'
import { TOKEN, testApi } from '../api.fixture.ts'
import { createApi } from '../create-api.ts'
import { listOf, objectOf } from '../json-object.ts'
import { ToldCampus } from '../live-campus.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'

const campus = useRecordedCampus()
const HOUR_MS = 3_600_000
const NOON_MS = START_MS + 36 * HOUR_MS

const readings = (): readonly JournalRecord[] => campus().records.get('readings') ?? []
const at = (ms: number): string => new Date(ms).toISOString()
const sum = (from: readonly JournalRecord[], field: string): number =>
  from.reduce((total, record) => total + Number(record[field]), 0)

async function get(path: string, { app } = campus()): Promise<Record<string, unknown>> {
  const response = await app.inject(`/api/v1/${path}`)
  expect(response.statusCode, response.body).toBe(200)
  return { ...objectOf(response.json()) }
}

/** The same run as it stood at an instant. */
async function campusAt(timeMs: number, changes: { readonly market?: string } = {}) {
  const { context, records } = campus()
  const { facts, lastTick } = context.live
  if (lastTick === null) throw new Error('the run has no tick')
  const live = new ToldCampus({ ...facts, run: { ...facts.run, ...changes } })
  live.lastTick = { ...lastTick, snapshot: { ...lastTick.snapshot, timeMs } }
  const options = { token: TOKEN, isOpen: false, version: '0.0.0' }
  const app = await createApi({ ...options, context: { ...context, live } })
  onTestFinished(() => app.close())
  return { app, context, records }
}

describe('the weather', () => {
  it('is summed up without loss, with what the campus made of it', async () => {
    const { items } = await get(`weather/history?from=${at(START_MS)}&to=${at(START_MS + 24 * HOUR_MS)}&resolution=1h`)
    const hours = listOf(items).map(objectOf)
    expect(hours).toHaveLength(24)
    for (const [i, hour] of hours.entries()) {
      const endMs = START_MS + (i + 1) * HOUR_MS
      const part = readings().filter(({ timestamp }) => {
        const ms = Date.parse(String(timestamp))
        return ms > endMs - HOUR_MS && ms <= endMs
      })
      expect(Date.parse(String(hour.timestamp))).toBe(endMs)
      expect(hour.generation_kw).toBeCloseTo(sum(part, 'energy_generated'), 2)
      expect(hour.temperature).toBeCloseTo(sum(part, 'temperature') / part.length, 1)
      const sensors = part.filter(({ irradiance }) => irradiance !== null)
      expect(hour.poa).toBeCloseTo(sum(sensors, 'irradiance') / sensors.length, 0)
      expect(part.map((record) => record.weather_condition)).toContain(hour.weather)
    }
  })

  it('tells of generation without a market, too', async () => {
    const path = `weather/history?from=${at(START_MS)}&to=${at(START_MS + 24 * HOUR_MS)}`
    const { items } = await get(path, await campusAt(NOON_MS, { market: 'none' }))
    expect(items).toEqual((await get(path)).items)
  })

  it('tells the irradiance on the ground from that in the planes, and is no error at night', async () => {
    const range = `from=${at(START_MS)}&to=${at(START_MS + 24 * HOUR_MS)}`
    const { items } = await get(`weather/history?${range}`)
    const sun = await get('weather/sun?date=2025-03-10')
    const clear = new Map(listOf(sun.items).map((item) => [objectOf(item).timestamp, Number(objectOf(item).ghi)]))
    for (const quarter of listOf(items).map(objectOf)) {
      const hour = (Date.parse(String(quarter.timestamp)) - START_MS) / HOUR_MS
      if (hour < 6 || hour > 19)
        expect(quarter).toMatchObject({ ghi: 0, poa: 0, generation_kw: 0, clear_sky_index: null })
      if (hour < 9 || hour > 16) continue
      // The weather model's own bounds of the index.
      expect(quarter.clear_sky_index).toBeGreaterThan(0.04)
      expect(quarter.clear_sky_index).toBeLessThan(1.11)
      const about = Number(quarter.clear_sky_index) * Number(clear.get(quarter.timestamp))
      expect(Number(quarter.ghi) / about).toBeGreaterThan(0.9)
      expect(Number(quarter.ghi) / about).toBeLessThan(1.1)
    }
  })

  it('has a sun for every day, with its times on the clock of the campus', async () => {
    const sun = await get('weather/sun?date=2025-06-21&resolution=5m')
    expect(sun).toMatchObject({ date: '2025-06-21', from: '2025-06-20T17:00:00Z', to: '2025-06-21T17:00:00Z' })
    expect(String(sun.sunrise)).toMatch(/^2025-06-21T05:5\d:\d\d\+07:00$/)
    expect(String(sun.sunset)).toMatch(/^2025-06-21T18:4\d:\d\d\+07:00$/)
    const moments = listOf(sun.items).map(objectOf)
    expect(moments).toHaveLength(289)
    // In June the sun stands in the north of Bangkok at noon.
    const highest = moments.toSorted((a, b) => Number(b.elevation) - Number(a.elevation))[0]
    expect(Math.cos((Number(highest?.azimuth) * Math.PI) / 180)).toBeGreaterThan(0.9)
    expect((await get('weather/sun')).date).toBe('2025-03-11')
  })

  it('can be asked for before the first tick', async () => {
    const app = await testApi()
    expect((await app.inject('/api/v1/weather/sun?date=2025-03-10')).statusCode).toBe(200)
  })

  it.each([
    ['weather/sun?date=2025-02-29', 'date'],
    ['weather/sun?resolution=1m', 'resolution'],
    [`weather/history?from=${at(START_MS)}&to=${at(START_MS - 1)}`, 'to'],
    [`weather/history?from=2025-01-01T00:00:00Z&to=2025-03-01T00:00:00Z&resolution=5m`, 'to'],
    [`batteries/history?from=2025-01-01T00:00:00Z&to=2025-03-01T00:00:00Z`, 'to'],
    ['batteries/history?resolution=5m', 'resolution'],
  ])('%s is refused by the name of what is wrong', async (path, field) => {
    const response = await campus().app.inject(`/api/v1/${path}`)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ field }] })
  })
})

describe('the forecast', () => {
  it('goes on from the last hour under the clear sky, and knows nothing of the future', async () => {
    const forecast = await get('forecast', await campusAt(NOON_MS))
    expect(forecast).toMatchObject({ date: '2025-03-11', method: 'smart persistence', basis: 'last hour' })
    const steps = listOf(forecast.items).map(objectOf)
    expect(steps).toHaveLength(96)
    const slots = (campus().records.get('market_slots') ?? []).filter(({ timestamp }) => {
      const ms = Date.parse(String(timestamp))
      return ms > NOON_MS - HOUR_MS && ms <= NOON_MS
    })
    const clear = steps.filter(({ timestamp }) => {
      const ms = Date.parse(String(timestamp))
      return ms > NOON_MS - HOUR_MS && ms <= NOON_MS
    })
    const index = Math.min(1, sum(slots, 'energy_generated') / (sum(clear, 'clear_sky_kw') / 4))
    expect(forecast.clear_sky_index).toBeCloseTo(index, 3)
    for (const step of steps) {
      const isPast = Date.parse(String(step.timestamp)) <= NOON_MS
      expect([step.generation_kw === null, step.consumption_kw === null]).toEqual([isPast, isPast])
      expect(Number(step.generation_kw)).toBeLessThanOrEqual(Number(step.clear_sky_kw))
    }
    const rest = steps.reduce((total, step) => total + Number(step.generation_kw) / 4, 0)
    expect(forecast.generation_rest_kwh).toBeCloseTo(rest, 1)
  })

  it('takes the climate where no database can tell what was', async () => {
    const app = await testApi()
    const forecast = (await app.inject('/api/v1/forecast')).json<Record<string, unknown>>()
    expect(forecast).toMatchObject({ basis: 'climate' })
    expect(forecast.clear_sky_index).toBeGreaterThan(0.5)
    expect(Number(forecast.consumption_rest_kwh)).toBeGreaterThan(0)
  })
})

describe('batteries', () => {
  it('stand as their meters and the run say', async () => {
    const { items, campus: fleet } = await get('batteries')
    const batteries = listOf(items).map(objectOf)
    expect(batteries.length).toBeGreaterThan(0)
    const midnight = START_MS + 24 * HOUR_MS
    for (const battery of batteries) {
      const own = readings().filter(({ meter_id }) => meter_id === battery.meter_id)
      const today = own.filter(({ timestamp }) => Date.parse(String(timestamp)) > midnight)
      expect(battery.state_of_charge).toBe(own.at(-1)?.battery_level)
      expect(battery.charged_today_kwh).toBeCloseTo(sum(today, 'battery_charged'), 5)
      expect(battery.discharged_today_kwh).toBeCloseTo(sum(today, 'battery_discharged'), 5)
      const usable = ((Number(battery.soc_max) - Number(battery.soc_min)) / 100) * Number(battery.capacity_kwh)
      expect(battery.full_cycles).toBeCloseTo(sum(own, 'battery_discharged') / usable, 3)
      expect(battery.health).toBeGreaterThan(99)
      expect(battery.health).toBeLessThan(100)
    }
    const stored = batteries.reduce((total, { stored_kwh }) => total + Number(stored_kwh), 0)
    expect(fleet).toMatchObject({ batteries: batteries.length })
    expect(objectOf(fleet).stored_kwh).toBeCloseTo(stored, 3)
    const { now } = await get('campus')
    expect(objectOf(fleet).state_of_charge).toBeCloseTo(Number(objectOf(now).state_of_charge), 1)
  })

  it('come page by page, the sum of all on each', async () => {
    const all = await get('batteries')
    const first = await get('batteries?limit=1')
    const second = await get(`batteries?limit=1&after=${String(first.next)}`)
    expect(first.campus).toEqual(all.campus)
    expect([...listOf(first.items), ...listOf(second.items)]).toEqual(listOf(all.items).slice(0, 2))
  })

  it.each([
    ['15m', 1],
    ['1h', 4],
  ])('have a history by %s', async (resolution, quarters) => {
    const range = `from=${at(START_MS)}&to=${at(START_MS + 24 * HOUR_MS)}`
    const summaries = listOf((await get(`batteries/history?${range}&resolution=${resolution}`)).items).map(objectOf)
    expect(summaries).toHaveLength(96 / quarters)
    const capacities = new Map(
      listOf((await get('batteries')).items).map((item) => [
        objectOf(item).meter_id,
        Number(objectOf(item).capacity_kwh),
      ]),
    )
    const whole = [...capacities.values()].reduce((total, capacity) => total + capacity, 0)
    for (const [i, summary] of summaries.entries()) {
      const endMs = START_MS + (i + 1) * quarters * 900_000
      const part = readings().filter(({ timestamp, battery_level }) => {
        const ms = Date.parse(String(timestamp))
        return battery_level !== null && ms > endMs - quarters * 900_000 && ms <= endMs
      })
      const level = part.reduce(
        (total, one) => total + Number(one.battery_level) * (capacities.get(one.meter_id) ?? 0),
        0,
      )
      expect(Date.parse(String(summary.timestamp))).toBe(endMs)
      expect(summary.state_of_charge).toBeCloseTo(level / whole / quarters, 2)
      expect(summary.charging_kw).toBeCloseTo(sum(part, 'battery_charged') / (quarters / 4), 2)
      expect(summary.discharging_kw).toBeCloseTo(sum(part, 'battery_discharged') / (quarters / 4), 2)
    }
  })
})
