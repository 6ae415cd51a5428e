import { expect, it } from 'vitest'
import type { SinkStatus } from '../../delivery/sink-status.ts'
import { alertHealths } from '../alert-health.ts'
import { testApi, testContext } from '../api.fixture.ts'

const SINK: SinkStatus = {
  name: 'kafka',
  state: 'caught up',
  sinceMs: 0,
  records: 1200,
  delivered: 1200,
  behindBytes: 0,
  latestReading: null,
  segment: null,
  failures: 3,
  lastError: null,
}

/** What alerts say of the campus and the machine while there are none. */
const WELL = alertHealths([]).map(({ component }) => ({ component, status: 'ok' }))

/** A run whose last tick was told so long ago [ms], and its sinks. */
async function api(ageMs: number, sinks: readonly SinkStatus[] = []) {
  const context = testContext()
  const live = Object.assign(context.live, { sinks })
  return testApi({ context: { ...context, live, clock: () => live.lastToldMs + ageMs } })
}

it('is well while ticks come', async () => {
  const app = await api(1000, [SINK])
  expect((await app.inject('/health/live')).json()).toEqual({ status: 'alive' })
  expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' })
  const health = await app.inject('/health')
  expect([health.statusCode, health.json()]).toMatchObject([
    200,
    { status: 'ok', components: [{ component: 'simulation' }, { component: 'kafka' }, ...WELL] },
  ])
})

it('has failed when ticks stay away, and lives on', async () => {
  const app = await api(3 * 15_000 + 10_001)
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  expect((await app.inject('/health/ready')).statusCode).toBe(503)
  const health = await app.inject('/health')
  expect([health.statusCode, health.json()]).toMatchObject([
    503,
    { status: 'failed', components: [{ component: 'simulation', last_error: 'no tick for 55 s' }, ...WELL] },
  ])
})

it('is degraded, not dead, when a destination is gone', async () => {
  const app = await api(0, [{ ...SINK, state: 'suspended', lastError: 'connection refused' }])
  const health = await app.inject('/health')
  expect([health.statusCode, health.json()]).toMatchObject([200, { status: 'degraded' }])
  expect(health.body).toContain('connection refused')
  expect((await app.inject('/health/ready')).statusCode).toBe(200)
})

it('tells Prometheus how it does', async () => {
  const app = await api(2000, [SINK])
  await app.inject('/api/v1/status')
  const { body, headers } = await app.inject('/metrics')
  expect(headers['content-type']).toContain('text/plain')
  const lines = body.split('\n')
  for (const line of [
    'gridtokenx_ticks_total 4',
    'gridtokenx_late_ticks_total 1',
    'gridtokenx_last_tick_age_seconds 2',
    'gridtokenx_generation_watts 60000',
    'gridtokenx_battery_watts -5000',
    'gridtokenx_state_of_charge_ratio 0.5',
    'gridtokenx_sink_up{sink="kafka"} 1',
    'gridtokenx_sink_records_total{sink="kafka"} 1200',
    'gridtokenx_sink_failures_total{sink="kafka"} 3',
    'gridtokenx_http_request_duration_seconds_count{method="GET",route="/api/v1/status",status="200"} 1',
  ]) {
    expect(lines).toContain(line)
  }
  // Read again, a counter has not grown.
  expect((await app.inject('/metrics')).body).toContain('gridtokenx_ticks_total 4\n')
  // There is no market: no price is told.
  expect(lines.filter((line) => line.startsWith('gridtokenx_market_price'))).toEqual([])
})
