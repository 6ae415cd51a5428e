import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import { OperationError } from '../../ieee2030_5/utility/operation.ts'
import { createProgram, fieldOf, METER_A, programServer } from '../../ieee2030_5/utility/programs.fixture.ts'
import type { TestUtility } from '../../ieee2030_5/utility/utility.fixture.ts'
import { TOKEN, testApi, testContext } from '../api.fixture.ts'
import { listOf, objectOf } from '../json-object.ts'
import type { RunControl } from '../run-control.ts'

const OPERATIONS = '/api/v1/ieee2030_5/operations'
const BEARER = { authorization: `Bearer ${TOKEN}` }

/** Asks a utility server in this thread, as the owner of a run does with one in another. */
function controlOf(server: TestUtility): RunControl {
  return {
    async ask(request) {
      if (request.kind !== 'operate') return { kind: 'refused', reason: 'not of the utility server' }
      try {
        return { kind: 'done', output: server.operate(request.request.name, request.request.input) }
      } catch (error) {
        if (!(error instanceof OperationError)) throw error
        return { kind: 'refused', fault: error.fault, field: error.field, reason: error.message }
      }
    },
  }
}

let server: TestUtility
let app: FastifyInstance
beforeEach(async () => {
  server = programServer()
  app = await testApi({ context: { ...testContext(), control: controlOf(server) } })
})

function read(name: string, input?: string) {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(input)}`
  return app.inject(`${OPERATIONS}/${name}${query}`)
}

function operate(name: string, payload: object, headers: Record<string, string> = BEARER) {
  return app.inject({ method: 'POST', url: `${OPERATIONS}/${name}`, payload, headers })
}

describe('the operations', () => {
  it('are listed with their inputs', async () => {
    const items = listOf(objectOf((await app.inject(OPERATIONS)).json()).items).map(objectOf)
    const byName = new Map(items.map((item) => [item.name, item]))
    expect(new Set(byName.keys())).toEqual(new Set(server.utility.operations.keys()))
    expect(byName.get('devices.list')).toMatchObject({ reads: true })
    expect(byName.get('controls.create')).toMatchObject({
      reads: false,
      input: { required: ['program', 'durationSeconds', 'control'] },
    })
  })

  it('that change nothing are had with GET and no token', async () => {
    const devices = await read('devices.list')
    expect(devices.statusCode).toBe(200)
    expect(devices.json()).toMatchObject({ output: [{ meterId: METER_A }, {}] })
    createProgram(server, 'der')
    const program = createProgram(server, 'der')
    server.operate('controls.create', { program, durationSeconds: 60, control: { opModConnect: false } })
    expect((await read('events.list', JSON.stringify({ program }))).json()).toMatchObject({ output: [{ program }] })
    expect((await read('events.list', '{"program":"/derp/1"}')).json()).toEqual({ output: [] })
  })

  it('that change something are done with POST and the token', async () => {
    const made = await operate('programs.create', { kind: 'der', primacy: 7 })
    expect(made.statusCode).toBe(200)
    const program = fieldOf(objectOf(made.json()).output, 'program')
    expect(server.operate('programs.list', {})).toMatchObject([{ program, primacy: 7, devices: 2 }])
  })

  it('are not done without the token, nor with another', async () => {
    for (const headers of [{}, { authorization: 'Bearer of-something-else-entirely' }]) {
      expect((await operate('programs.create', { kind: 'der', primacy: 7 }, headers)).statusCode).toBe(401)
    }
    expect(server.operate('programs.list', {})).toEqual([])
  })
})

describe('a refusal', () => {
  it.each([
    ['an operation that is not there', 'POST', 'controls.make', {}, 404, 'name'],
    ['reading what changes something', 'GET', 'programs.create', { kind: 'der', primacy: 7 }, 404, 'name'],
    ['a program that is not there', 'POST', 'programs.delete', { program: '/derp/9' }, 404, 'program'],
    ['a field of another type', 'POST', 'programs.create', { kind: 'der', primacy: 'high' }, 400, 'primacy'],
    ['a field that is not known', 'POST', 'programs.create', { kind: 'der', primacy: 7, name: 'x' }, 400, 'name'],
    ['a field that is missing', 'POST', 'programs.create', { kind: 'der' }, 400, 'primacy'],
    ['what does not go together', 'POST', 'programs.create', { kind: 'messaging', primacy: 7 }, 400, 'locale'],
    ['a limit beyond the most', 'GET', 'events.list', { limit: 1001 }, 400, 'limit'],
  ] as const)('of %s names the field', async (_what, method, name, input, status, field) => {
    const response = method === 'GET' ? await read(name, JSON.stringify(input)) : await operate(name, input)
    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ status, errors: [{ field }] })
    expect(objectOf(response.json()).detail).toContain(field)
  })

  it('says what is accepted, by the operation or by its schema', async () => {
    const control = await operate('controls.create', { program: '/derp/1', durationSeconds: 0, control: {} })
    expect(control.json()).toMatchObject({
      detail: expect.stringContaining('durationSeconds = 0: expected a whole number from 1 to '),
    })
    const cancelled = await operate('events.cancel', { event: 'none' })
    expect(cancelled.json()).toMatchObject({
      detail: 'event = none: expected the mRID of an event, 32 hexadecimal digits',
    })
  })

  it('of what does not fit what is there is a conflict', async () => {
    const program = createProgram(server, 'der')
    const made = server.operate('controls.create', { program, durationSeconds: 60, control: { opModConnect: false } })
    const event = fieldOf(made, 'mrid')
    expect((await operate('events.cancel', { event })).statusCode).toBe(200)
    const again = await operate('events.cancel', { event })
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ detail: `event = ${event}: it is cancelled`, errors: [{ field: 'event' }] })
  })

  it('of an input that is no JSON names it', async () => {
    const response = await read('events.list', '{limit')
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ errors: [{ in: 'query', field: 'input', expected: 'JSON' }] })
  })

  it('of a run without a utility server says so', async () => {
    const alone = await testApi()
    expect((await alone.inject('/api/v1/ieee2030_5')).json()).toEqual({ server: null, clients: null })
    const response = await alone.inject(`${OPERATIONS}/devices.list`)
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ detail: 'it stands still' })
  })
})
