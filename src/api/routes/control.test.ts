import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import { FACTS, TOKEN, testApi, testCampus, testContext } from '../api.fixture.ts'
import { ToldCampus } from '../live-campus.ts'
import type { ControlAnswer, ControlRequest } from '../run-control.ts'

const ENTRY: MeterEntry = {
  meter_id: '',
  meter_type: 'Grid_Consumer',
  user_type: 'Consumer',
  location: 'Zone_1',
  building: null,
  zone: null,
  pv_capacity_kw: 0,
  battery_capacity_kwh: 0,
}
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` }

let app: FastifyInstance
let asked: ControlRequest[]
let answer: ControlAnswer
beforeEach(async () => {
  asked = []
  answer = { kind: 'done', output: { paused: true, speed: 1 } }
  const control = {
    async ask(request: ControlRequest) {
      asked.push(request)
      return answer
    },
  }
  app = await testApi({ context: { ...testContext(), control } })
})

const post = (path: string, payload?: object, headers: Record<string, string> = AUTHORIZATION) =>
  app.inject({ method: 'POST', url: `/api/v1/control/${path}`, headers, ...(payload !== undefined && { payload }) })

describe('what changes the pace', () => {
  it.each([
    ['pause', undefined, { kind: 'pause' }],
    ['resume', undefined, { kind: 'resume' }],
    ['step', { ticks: 3 }, { kind: 'step', ticks: 3 }],
    ['step', {}, { kind: 'step', ticks: 1 }],
    ['speed', { speed: 0.5 }, { kind: 'speed', speed: 0.5 }],
  ])('%s %j is asked of the run, with who asks', async (path, payload, change) => {
    const response = await post(path, payload)
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ paused: true, speed: 1 })
    expect(asked).toEqual([{ kind: 'pace', change, by: { source: 'api', address: '127.0.0.1' } }])
  })

  it('knows the commands of this program', async () => {
    await post('pause', undefined, { ...AUTHORIZATION, 'user-agent': 'gridtokenx-sim' })
    expect(asked).toMatchObject([{ by: { source: 'cli' } }])
  })

  it.each(['pause', 'resume', 'step', 'speed'])('%s needs the token, also at a loopback address', async (path) => {
    const response = await post(path, { ticks: 1, speed: 1 }, {})
    expect(response.statusCode).toBe(401)
    expect(asked).toEqual([])
  })

  it.each([
    ['step', { ticks: 0 }, 'ticks', '0', 'a whole number from 1 to 10000'],
    ['step', { ticks: 1.5 }, 'ticks', '1.5', 'a whole number from 1 to 10000'],
    ['speed', { speed: 0 }, 'speed', '0', 'a number above 0 and up to 1000000'],
    ['speed', { speed: -3 }, 'speed', '-3', 'a number above 0 and up to 1000000'],
    ['speed', { speed: 1e7 }, 'speed', '10000000', 'a number above 0 and up to 1000000'],
    ['speed', { speed: 'fast' }, 'speed', 'fast', 'a number above 0 and up to 1000000'],
  ])('%s %j is refused by field', async (path, payload, field, value, expected) => {
    const response = await post(path, payload)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ in: 'body', field, value, expected }] })
    expect(asked).toEqual([])
  })

  it('does not fit how things stand: 409 with the reason', async () => {
    answer = { kind: 'refused', fault: 'conflict', reason: 'The simulation goes: pause it before it is stepped.' }
    const response = await post('step', { ticks: 1 })
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({ detail: 'The simulation goes: pause it before it is stepped.' })
  })
})

describe('what meters are told', () => {
  const METER = { meter_id: 'M1' }
  beforeEach(async () => {
    answer = { kind: 'done' }
    const run = { ...FACTS.run, meters: ['M1', 'M2'].map((meter_id) => ({ ...ENTRY, meter_id })) }
    const live = new ToldCampus({ ...FACTS, run })
    live.lastTick = testCampus().lastTick
    const control = {
      async ask(request: ControlRequest) {
        asked.push(request)
        return answer
      },
    }
    app = await testApi({ context: { ...testContext(), live, control } })
  })

  it.each([
    [{ fault: 'gap', duration_seconds: 600 }, { kind: 'gap' }, 600, true],
    [{ fault: 'spike' }, { kind: 'spike', channel: 'consumption', factor: 10 }, null, true],
    [{ fault: 'spike', channel: 'voltage', factor: 2 }, { kind: 'spike', channel: 'voltage', factor: 2 }, null, true],
    [{ fault: 'array_outage', lost_share: 0.25 }, { kind: 'array_outage', lostShare: 0.25 }, null, true],
    [{ fault: 'array_outage', is_active: false }, { kind: 'array_outage', lostShare: 1 }, null, false],
  ])('a fault %j is a command to the run', async (payload, fault, durationSeconds, isActive) => {
    const response = await post('fault', { ...METER, ...payload })
    expect(response.json()).toEqual({ commands: 1 })
    const command = { kind: 'fault', meterId: 'M1', fault, isActive, durationSeconds }
    expect(asked).toMatchObject([
      { kind: 'commands', told: { action: 'fault', commands: [{ command, origin: { source: 'api' } }], fromMs: null } },
    ])
  })

  it.each([
    ['fault', { meter_id: 'M9', fault: 'gap' }, 'meter_id', 'the id of a meter of this run'],
    ['fault', { ...METER, fault: 'fire' }, 'fault', 'outage, gap, stuck, spike, array_outage or battery_outage'],
    ['fault', { ...METER, fault: 'gap', duration_seconds: 0 }, 'duration_seconds', 'a whole number from 1 to 31536000'],
    ['fault', { ...METER, fault: 'gap', factor: 3 }, 'factor', 'nothing where fault is gap'],
    ['fault', { ...METER, fault: 'array_outage', lost_share: 0 }, 'lost_share', 'a share above 0 and up to 1'],
    [
      'demand-response',
      { duration_seconds: 60 },
      'body',
      'at least one of duty_cycle, cooling_offset_k and load_share',
    ],
    ['demand-response', { duration_seconds: 0, load_share: 0.5 }, 'duration_seconds', 'a whole number from 1 to 86400'],
    ['demand-response', { duration_seconds: 60, load_share: 2 }, 'load_share', 'a number from 0 to 1'],
    [
      'demand-response',
      { duration_seconds: 60, load_share: 0.5, meter_ids: ['M1', 'M9'] },
      'meter_ids',
      'the id of a meter of this run',
    ],
    [
      'demand-response',
      { duration_seconds: 60, load_share: 0.5, start: '2025-03-09T00:00:00Z' },
      'start',
      'the simulated time 2025-03-10T00:01:00Z or later',
    ],
  ])('%s %j is refused by field', async (path, payload, field, expected) => {
    const response = await post(path, payload)
    expect(response.json()).toMatchObject({ status: 400, errors: [{ in: 'body', field, expected }] })
    expect(asked).toEqual([])
  })

  it('a demand-response event asks all loads, or those it names, at once or later', async () => {
    const event = { duration_seconds: 3600, duty_cycle: 0.5, reference: 'evening' }
    expect((await post('demand-response', event)).json()).toEqual({ commands: 2 })
    await post('demand-response', { ...event, meter_ids: ['M2', 'M2'], start: '2025-03-10T18:00:00+07:00' })
    const control = { dutyCycle: 0.5, coolingOffsetK: null, loadShare: null }
    const told = (meterId: string) => ({
      command: { kind: 'load_control', meterId, control, durationSeconds: 3600 },
      origin: { source: 'api', reference: 'evening' },
    })
    expect(asked).toMatchObject([
      { told: { action: 'demand_response', commands: [told('M1'), told('M2')], fromMs: null } },
      { told: { commands: [told('M2')], fromMs: Date.UTC(2025, 2, 10, 11) } },
    ])
  })
})

describe('a paused run', () => {
  it('is told by status and health, and is not dead however long nothing comes', async () => {
    const live = testCampus()
    live.pace = { isPaused: true, speed: 60, sinceMs: live.lastToldMs }
    const clock = (): number => live.lastToldMs + 86_400_000
    const paused = await testApi({ context: { ...testContext(), live, clock } })
    const ask = async (url: string) => paused.inject({ url })
    expect((await ask('/api/v1/status')).json()).toMatchObject({ paused: true, speed: 60 })
    const health = await ask('/health')
    expect(health.statusCode).toBe(200)
    expect(health.json()).toMatchObject({
      status: 'degraded',
      paused: true,
      components: expect.arrayContaining([
        expect.objectContaining({ component: 'simulation', status: 'degraded', last_error: null }),
      ]) as unknown,
    })
    expect((await ask('/health/ready')).statusCode).toBe(200)
    // It owes nothing for the time it stood still.
    live.pace = { isPaused: false, speed: 60, sinceMs: clock() }
    expect((await ask('/health')).json()).toMatchObject({ status: 'ok', paused: false })
  })
})
