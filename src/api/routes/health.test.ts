import { expect, it } from 'vitest'
import type { SinkStatus } from '../../delivery/sink-status.ts'
import { testApi, testContext } from '../api.fixture.ts'
import { judgeAlerts } from '../health/judge-alerts.ts'

const SINK: SinkStatus = {
  name: 'kafka',
  state: 'caught up',
  sinceMs: 0,
  records: 1200,
  readings: 1000,
  delivered: 1200,
  behindBytes: 0,
  latestReading: null,
  segment: null,
  failures: 3,
  errors: 3,
  retries: 3,
  lastError: null,
}

/** What alerts say of the campus and the machine while there are none. */
const WELL = judgeAlerts([]).map(({ component }) => ({ component, status: 'ok' }))

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
    { status: 'ok', components: [{ component: 'simulation' }, { component: 'kafka', status: 'ok' }, ...WELL] },
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

it('does not live when the thread that makes the ticks has not moved for a minute', async () => {
  const context = testContext()
  const runThread = {
    delay: { bounds: [], counts: [0], sumSeconds: 0 },
    activeSeconds: 0,
    idleSeconds: 0,
    heapUsedBytes: 0,
  }
  const live = Object.assign(context.live, { runThread, runThreadToldMs: 0 })
  const alive = async (nowMs: number): Promise<unknown[]> => {
    const app = await testApi({ context: { ...context, live, clock: () => nowMs } })
    const answer = await app.inject('/health/live')
    return [answer.statusCode, answer.json()]
  }
  expect(await alive(60_000)).toEqual([200, { status: 'alive' }])
  expect(await alive(60_001)).toEqual([503, { status: 'stuck' }])
})
