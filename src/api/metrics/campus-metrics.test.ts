import { describe, expect, it } from 'vitest'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import { FACTS, SNAPSHOT, testApi, testContext } from '../api.fixture.ts'
import { ToldCampus } from '../live-campus.ts'
import { KAFKA, MEASURES } from './metrics.fixture.ts'

const METERS = Array.from(
  { length: 3 },
  (_, i): MeterEntry => ({
    meter_id: `M${i}`,
    meter_type: i === 0 ? 'Solar_Prosumer' : 'Grid_Consumer',
    user_type: 'Prosumer',
    location: 'Here',
    building: null,
    zone: null,
    pv_capacity_kw: 1,
    battery_capacity_kwh: 0,
  }),
)

/** A run of three meters after its fourth tick. */
async function told(change: Partial<ToldCampus> = {}) {
  const live = new ToldCampus({ ...FACTS, run: { ...FACTS.run, meters: METERS } })
  Object.assign(live, {
    lastTick: { state: 'live', lateTicks: 1, snapshot: SNAPSHOT },
    lastToldMs: FACTS.startedMs + 60_000,
    sinks: [KAFKA],
    measures: MEASURES,
    ...change,
  })
  const app = await testApi({ context: { ...testContext(), live } })
  const read = async (query = ''): Promise<string[]> => (await app.inject(`/metrics${query}`)).body.split('\n')
  return { app, read }
}

describe('the metrics', () => {
  it('tell how the run does', async () => {
    const { app, read } = await told()
    await app.inject('/api/v1/status')
    const lines = await read()
    for (const line of [
      `gridtokenx_build_info{version="0.0.0",node_version="${process.version}"} 1`,
      'gridtokenx_run_state{state="live"} 1',
      'gridtokenx_run_state{state="catching up"} 0',
      'gridtokenx_ticks_total 4',
      'gridtokenx_late_ticks_total 1',
      `gridtokenx_last_tick_timestamp_seconds ${FACTS.startedMs / 1000 + 60}`,
      'gridtokenx_readings_total{meter_type="Grid_Consumer"} 8',
      'gridtokenx_readings_total{meter_type="Battery_Storage"} 0',
      'gridtokenx_quality_readings_total{quality="good"} 9',
      'gridtokenx_quality_reasons_total{reason="stuck"} 2',
      'gridtokenx_generation_watts 60000',
      'gridtokenx_battery_watts -5000',
      'gridtokenx_state_of_charge_ratio 0.5',
      'gridtokenx_energy_joules_total{meter_type="Solar_Prosumer",flow="generated"} 21600000',
      'gridtokenx_energy_imbalance_joules 0',
      'gridtokenx_avoided_emissions_grams_total 250',
      'gridtokenx_market_slots_total 5',
      'gridtokenx_market_opportunities_total 12',
      'gridtokenx_market_traded_joules_total 7200000',
      'gridtokenx_certificates_issued_joules_total 21600000',
      'gridtokenx_certificates_joules{status="claimed"} 7200000',
      'gridtokenx_http_request_duration_seconds_count{method="GET",route="/api/v1/status",status="200"} 1',
    ]) {
      expect(lines).toContain(line)
    }
    // Read again, a counter has not grown.
    expect(await read()).toContain('gridtokenx_ticks_total 4')
  })

  it('tell how long ticks take, in buckets that add up', async () => {
    const lines = await (await told()).read()
    expect(lines.filter((line) => line.startsWith('gridtokenx_tick_duration_seconds'))).toEqual([
      'gridtokenx_tick_duration_seconds_bucket{le="0.01"} 2',
      'gridtokenx_tick_duration_seconds_bucket{le="0.1"} 3',
      'gridtokenx_tick_duration_seconds_bucket{le="+Inf"} 4',
      'gridtokenx_tick_duration_seconds_sum 0.75',
      'gridtokenx_tick_duration_seconds_count 4',
    ])
  })

  it('tell how each destination does', async () => {
    const lines = await (await told()).read()
    for (const line of [
      'gridtokenx_sink_up{sink="kafka"} 0',
      'gridtokenx_sink_breaker_open{sink="kafka"} 1',
      'gridtokenx_sink_state{sink="kafka",state="suspended"} 1',
      'gridtokenx_sink_queue_bytes{sink="kafka"} 77',
      // Of twelve readings it has one: eleven thirds of an interval of 15 s.
      'gridtokenx_sink_queue_readings{sink="kafka"} 11',
      'gridtokenx_sink_lag_seconds{sink="kafka"} 55',
      'gridtokenx_sink_records_total{sink="kafka"} 1200',
      'gridtokenx_sink_errors_total{sink="kafka"} 9',
      'gridtokenx_sink_retries_total{sink="kafka"} 8',
    ]) {
      expect(lines).toContain(line)
    }
  })

  it('tell no value where there is none', async () => {
    const { read } = await told({ lastTick: null, measures: null, sinks: [{ ...KAFKA, readings: null }] })
    const named = (await read()).filter((line) => line.startsWith('gridtokenx_'))
    expect(named.filter((line) => /^\S+ (NaN|null|undefined)$/.test(line))).toEqual([])
    for (const name of ['market_price', 'market_slots', 'tick_duration', 'sink_lag', 'generation', 'quality']) {
      expect(named.filter((line) => line.startsWith(`gridtokenx_${name}`))).toEqual([])
    }
  })

  it('tell of both threads', async () => {
    const runThread = {
      delay: { bounds: [1], counts: [3, 1], sumSeconds: 5 },
      activeSeconds: 4,
      idleSeconds: 6,
      heapUsedBytes: 1000,
    }
    const lines = await (await told({ runThread })).read()
    expect(lines).toContain('gridtokenx_event_loop_delay_seconds_bucket{thread="run",le="+Inf"} 4')
    expect(lines).toContain('gridtokenx_event_loop_active_seconds_total{thread="run"} 4')
    expect(lines.some((line) => line.startsWith('gridtokenx_thread_heap_used_bytes{thread="api"} '))).toBe(true)
  })

  it('are named as Prometheus has it, and are few', async () => {
    const lines = await (await told()).read()
    const types = lines.flatMap((line) => /^# TYPE (gridtokenx_\S+) (\S+)$/.exec(line)?.slice(1) ?? [])
    for (let i = 0; i < types.length; i += 2) {
      const [name = '', type] = types.slice(i)
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(name.endsWith('_total'), name).toBe(type === 'counter')
      expect(name).not.toMatch(/_(ms|milliseconds|kw|kwh|percent|minutes|hours|kilowatts|megabytes)(_|$)/)
    }
    expect(types.length / 2).toBeGreaterThan(50)
    // However many meters there are.
    expect(lines.filter((line) => line !== '' && !line.startsWith('#')).length).toBeLessThan(400)
    expect(lines.join('\n')).not.toContain('meter_id')
  })
})

describe('the metrics of each meter', () => {
  it('are refused for a very large campus', async () => {
    const run = { ...FACTS.run, meters: Array.from({ length: 10_001 }, () => METERS[0]) }
    const app = await testApi({ context: { ...testContext(), live: new ToldCampus({ ...FACTS, run }) } })
    const refused = await app.inject('/metrics?meters=true')
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { errors: [{ field: 'meters' }] }])
  })

  it('are told only when they are asked for in so many words', async () => {
    const { app } = await told()
    expect((await app.inject('/metrics?meters=yes')).statusCode).toBe(400)
    expect((await app.inject('/metrics?meters=false')).body).not.toContain('gridtokenx_meter_')
    expect((await app.inject('/metrics?meters=true')).body).toContain('# TYPE gridtokenx_meter_load_watts gauge')
  })
})
