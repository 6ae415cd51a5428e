import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import { TOKEN, testApi, testCampus, testContext } from '../api.fixture.ts'
import type { ControlAnswer, ControlRequest } from '../run-control.ts'

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
      components: [{ component: 'simulation', status: 'degraded', last_error: null }],
    })
    expect((await ask('/health/ready')).statusCode).toBe(200)
    // It owes nothing for the time it stood still.
    live.pace = { isPaused: false, speed: 60, sinceMs: clock() }
    expect((await ask('/health')).json()).toMatchObject({ status: 'ok', paused: false })
  })
})
