import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ERROR_REASON } from '../model/error.ts'
import { logEvent } from '../model/log-event.ts'
import { timeResource } from '../model/time.ts'
import { ofDevice } from './access.ts'
import type { FunctionSet } from './function-set.ts'
import { OperationError } from './operation.ts'
import { Refusal } from './refusal.ts'
import { changed, created, document, keptDocument } from './reply.ts'
import { respond } from './respond.ts'
import { LFDI_A, LFDI_B, LFDI_STRANGER, NOW, TestUtility } from './utility.fixture.ts'
import type { CollectionKey } from './utility-state.ts'

const NOTES: CollectionKey<string> = { name: 'notes' }
const KEPT = { currentTime: 7, dstEndTime: 0, dstOffset: 0, dstStartTime: 0, quality: 7, tzOffset: 0 }
const EVENT = {
  createdDateTime: 1,
  functionSet: 0,
  logEventCode: 0,
  logEventID: 0,
  logEventPEN: 0,
  profileID: 0,
}

const notes: FunctionSet = {
  collections: [NOTES],
  routes: [
    { path: '/kept', audience: 'anyone', get: () => keptDocument(timeResource, KEPT) },
    {
      path: '/time',
      audience: 'anyone',
      get: ({ now }) => document(timeResource, { ...KEPT, currentTime: now }),
    },
    {
      path: '/edev/{device}/note',
      audience: ofDevice,
      get: ({ params, query }) => document(timeResource, { ...KEPT, currentTime: Number(params.device) + query.limit }),
      post: ({ state, body, path }) => {
        state.at(NOTES).set('a', 'half done')
        body([logEvent])
        return created(`${path}/1`)
      },
      put: ({ state }) => {
        state.at(NOTES).set('a', 'replaced')
        throw new Refusal(409, 'no', { reasonCode: ERROR_REASON.tooFrequent, retryAfterSeconds: 30 })
      },
      delete: () => changed('/gone'),
    },
    { path: '/readable', audience: () => 'readable', get: () => changed(), put: () => changed() },
    { path: '/hidden', audience: () => 'hidden', get: () => changed(), put: () => changed() },
    { path: '/edev/{device}/note/last', audience: 'registered', get: () => changed() },
    { path: '/fault', audience: 'anyone', get: () => document(timeResource, { ...KEPT, quality: -1 }) },
  ],
  operations: [
    {
      name: 'notes.set',
      summary: 'Writes a note.',
      input: z.object({ text: z.string().max(5), inner: z.object({ deep: z.number() }).optional() }),
      apply({ state, now }, { text }: { text: string }) {
        state.at(NOTES).set('a', text)
        if (text === 'no') throw new OperationError('conflict', 'text', 'text: no')
        return { text, now }
      },
    },
  ],
}

let test: TestUtility

beforeEach(() => {
  test = new TestUtility([notes])
  test.register(LFDI_A)
  test.register(LFDI_B)
  test.state.takeChanges()
})

const CALLERS = { unregistered: LFDI_STRANGER, other: LFDI_B, own: LFDI_A }

describe('who may do what', () => {
  it.each([
    ['GET', '/time', { unregistered: 200, other: 200, own: 200 }],
    ['PUT', '/time', { unregistered: 405, other: 405, own: 405 }],
    ['GET', '/edev/1/note', { unregistered: 404, other: 404, own: 200 }],
    ['POST', '/edev/1/note', { unregistered: 404, other: 403, own: 415 }],
    ['DELETE', '/edev/1/note', { unregistered: 404, other: 403, own: 204 }],
    ['PATCH', '/edev/1/note', { unregistered: 404, other: 403, own: 405 }],
    ['GET', '/edev/3/note', { unregistered: 404, other: 404, own: 404 }],
    ['DELETE', '/edev/3/note', { unregistered: 404, other: 404, own: 404 }],
    ['GET', '/edev/1/note/last', { unregistered: 404, other: 204, own: 204 }],
    ['GET', '/readable', { unregistered: 404, other: 204, own: 204 }],
    ['PUT', '/readable', { unregistered: 404, other: 403, own: 403 }],
    ['POST', '/readable', { unregistered: 404, other: 405, own: 405 }],
    ['GET', '/hidden', { unregistered: 404, other: 404, own: 404 }],
    ['PUT', '/hidden', { unregistered: 404, other: 404, own: 404 }],
    ['GET', '/nothing', { unregistered: 404, other: 404, own: 404 }],
  ] as const)('%s %s', (method, target, expected) => {
    const statuses = Object.entries(CALLERS).map(([name, lfdi]) => [name, test.send(lfdi, method, target).status])
    expect(Object.fromEntries(statuses)).toEqual(expected)
  })

  it('knows no device that is not let in', () => {
    const device = test.register(LFDI_STRANGER)
    expect(test.send(LFDI_STRANGER, 'GET', `/edev/${device.number}/note`).status).toBe(200)
    test.state.at({ name: 'devices' }).set(LFDI_STRANGER, { ...device, enabled: false })
    expect(test.send(LFDI_STRANGER, 'GET', `/edev/${device.number}/note`).status).toBe(404)
  })
})

describe('HTTP', () => {
  it('says how long a body is, and what it is', () => {
    const { headers, text } = test.send(LFDI_A, 'GET', '/time')
    expect(headers).toEqual({ 'Content-Type': 'application/sep+xml', 'Content-Length': String(text.length) })
    expect(text).toContain(`<currentTime>${NOW}</currentTime>`)
  })

  it('answers HEAD as GET, without the body', () => {
    const get = test.send(LFDI_A, 'GET', '/time')
    expect(test.send(LFDI_A, 'HEAD', '/time')).toEqual({ ...get, text: '' })
    expect(test.send(LFDI_B, 'HEAD', '/edev/1/note')).toMatchObject({ status: 404, text: '' })
  })

  it.each([
    ['POST', '/time', 'GET, HEAD'],
    ['PATCH', '/edev/1/note', 'GET, HEAD, PUT, POST, DELETE'],
    ['OPTIONS', '/readable', 'GET, HEAD, PUT'],
    ['constructor', '/time', 'GET, HEAD'],
  ])('names the methods there are: %s %s', (method, target, allow) => {
    expect(test.send(LFDI_A, method, target)).toMatchObject({
      status: 405,
      headers: { Allow: allow, 'Content-Length': '0' },
    })
  })

  it.each(['/time?s=x', '/time?', 'https://localhost:8444/time?l=3', 'HTTP://localhost/time'])('finds %s', (target) => {
    expect(test.send(LFDI_A, 'GET', target).status).toBe(200)
  })

  it.each([
    '',
    '*',
    '/',
    '//time',
    '/time/',
    '/TIME',
    '/edev//note',
    '/edev/1/note/',
    '/edev/1',
    '/edev/%31/note',
    '/../time',
    '/__proto__',
    '/constructor',
    'time',
    'ftp://host/time',
  ])('does not find %j', (target) => {
    expect(test.send(LFDI_A, 'GET', target)).toMatchObject({
      status: 404,
      text: '',
      headers: { 'Content-Length': '0' },
    })
  })

  it('takes the query of a list where one is read', () => {
    expect(test.get(LFDI_A, '/edev/1/note?l=20', timeResource).currentTime).toBe(21)
    expect(test.send(LFDI_A, 'GET', '/edev/1/note?l=-1')).toMatchObject({ status: 400, reasonCode: ERROR_REASON.value })
  })

  it.each([
    ['application/sep-exi', 406],
    ['application/sep-exi, application/sep+xml; level=-S1', 200],
    ['text/html', 406],
    ['*/*', 200],
    [undefined, 200],
  ])('with Accept %s answers %i', (accept, status) => {
    const response = respond(test.utility, {
      method: 'GET',
      target: '/time',
      accept,
      contentType: undefined,
      body: new Uint8Array(),
      caller: { lfdi: LFDI_A, sfdi: 1 },
      now: NOW,
    })
    expect(response.status).toBe(status)
  })

  it('answers what was created with its address', () => {
    expect(test.send(LFDI_A, 'POST', '/edev/1/note', { type: logEvent, value: EVENT })).toMatchObject({
      status: 201,
      location: '/edev/1/note/1',
      headers: { 'Content-Length': '0' },
    })
    expect(test.send(LFDI_A, 'DELETE', '/edev/1/note')).toMatchObject({ status: 204, headers: { Location: '/gone' } })
  })

  it.each([
    ['no XML', 400, ERROR_REASON.format],
    ['<Time xmlns="urn:ieee:std:2030.5:ns"/>', 400, ERROR_REASON.format],
    ['<LogEvent xmlns="urn:ieee:std:2030.5:ns"><createdDateTime>x</createdDateTime></LogEvent>', 400, 1],
    [`<LogEvent xmlns="urn:ieee:std:2030.5:ns">${'<a>'.repeat(100)}`, 413, ERROR_REASON.resourceLimit],
  ])('refuses %.60s', (body, status, reasonCode) => {
    const answer = test.sendText(LFDI_A, 'POST', '/edev/1/note', body)
    expect(answer).toMatchObject({ status, reasonCode })
    expect(answer.headers['Content-Length']).toBe(String(answer.text.length))
    expect(answer.detail).toMatch(/^document: /)
  })

  it('says when to come again', () => {
    const answer = test.send(LFDI_A, 'PUT', '/edev/1/note')
    expect(answer).toMatchObject({ status: 409, reasonCode: ERROR_REASON.tooFrequent, detail: 'no' })
    expect(answer.headers['Retry-After']).toBe('30')
    expect(answer.text).toContain('<maxRetryDuration>30</maxRetryDuration>')
  })

  it('leaves a fault of the program to whoever runs it', () => {
    expect(() => test.send(LFDI_A, 'POST', '/fault')).not.toThrow()
    expect(() => test.send(LFDI_A, 'GET', '/fault')).toThrow(/Time\/quality/)
  })
})

describe('the state', () => {
  it('is as before when a request is refused half way', () => {
    test.state.at(NOTES).set('a', 'before')
    test.send(LFDI_A, 'PUT', '/edev/1/note')
    test.sendText(LFDI_A, 'POST', '/edev/1/note', '<x/>')
    expect(test.state.at(NOTES).get('a')).toBe('before')
    expect(test.state.takeChanges()).toEqual([{ collection: 'notes', key: 'a', value: 'before' }])
  })

  it('loses what came to be before a refusal', () => {
    test.send(LFDI_A, 'PUT', '/edev/1/note')
    expect(test.state.at(NOTES).size).toBe(0)
    expect(test.state.takeChanges()).toEqual([])
  })
})

describe('operations', () => {
  it('are carried out', () => {
    expect(test.operate('notes.set', { text: 'hi' })).toEqual({ text: 'hi', now: NOW })
    expect(test.state.at(NOTES).get('a')).toBe('hi')
  })

  it.each([
    ['notes.set', { text: 'too long' }, 'value', 'text'],
    ['notes.set', { text: 'a', inner: { deep: 'x' } }, 'value', 'inner.deep'],
    ['notes.set', null, 'value', ''],
    ['notes.get', {}, 'missing', 'name'],
  ])('are refused with the field: %s %j', (name, input, fault, field) => {
    expect(() => test.operate(name, input)).toThrow(expect.objectContaining({ name: 'OperationError', fault, field }))
  })

  it('change nothing when they fail', () => {
    expect(() => test.operate('notes.set', { text: 'no' })).toThrow(OperationError)
    expect(test.state.at(NOTES).size).toBe(0)
  })
})
