import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { derControlList } from '../../model/der-control.ts'
import { schemaValidator } from '../../model/schema-validator.fixture.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from '../../model/standard-schema.fixture.ts'
import { NOTIFICATION_STATUS, notification, subscription, subscriptionList } from '../../model/subscription.ts'
import { readDocument } from '../../xml/read-document.ts'
import { createProgram, METER_A, METER_B, programServer } from '../programs.fixture.ts'
import { LFDI_A, LFDI_B, NOW, type TestUtility } from '../utility.fixture.ts'
import {
  type DueNotification,
  dueNotifications,
  notificationTaken,
  subscriptionAbandoned,
} from './due-notifications.ts'
import { mayReach, uriFault } from './notification-uri.ts'

let server: TestUtility
let program: string
beforeEach(() => {
  server = programServer(['10.1.0.0/16', 'client.local'])
  program = createProgram(server, 'der', { meterIds: [METER_A] })
})

const URI = 'https://client.example.com/ntfy'

function subscribe(fields: object = {}, lfdi = LFDI_A, device = 1) {
  const resource = `${program}/derc`
  const value = { encoding: 0, level: '-S1', limit: 10, notificationURI: URI, subscribedResource: resource, ...fields }
  return server.send(lfdi, 'POST', `/edev/${device}/sub`, { type: subscription, value })
}

function control(start = 0): void {
  const times = { start: server.now + start, durationSeconds: 60 }
  server.operate('controls.create', { program, ...times, control: { opModMaxLimW: 5 } })
}

function due(): DueNotification[] {
  const { state, settings, functionSets } = server.utility
  return dueNotifications({ state, settings, functionSets, now: server.now })
}

function take(): DueNotification[] {
  const all = due()
  for (const entry of all) notificationTaken(server.state, entry, server.now)
  return all
}

const contentOf = ({ content }: DueNotification) => readDocument(content, [notification]).value

describe('a subscription', () => {
  it('is made, read, replaced and ended by its device', () => {
    const { status, location = '' } = subscribe()
    expect([status, location]).toEqual([201, '/edev/1/sub/1'])
    const value = { ...server.get(LFDI_A, location, subscription), limit: 1 }
    expect(server.send(LFDI_A, 'PUT', location, { type: subscription, value }).status).toBe(204)
    expect(server.get(LFDI_A, location, subscription).limit).toBe(1)
    expect(server.send(LFDI_A, 'DELETE', location).status).toBe(204)
    expect(server.get(LFDI_A, '/edev/1/sub', subscriptionList).all).toBe(0)
  })

  it('to the same resource for the same place is the same', () => {
    const { location } = subscribe()
    expect([subscribe({ limit: 3 }).status, subscribe({ limit: 3 }).location]).toEqual([204, location])
  })

  it('is hidden from others, and from whom it cannot be made', () => {
    const { location = '' } = subscribe()
    expect(server.send(LFDI_B, 'GET', location).status).toBe(404)
    expect(server.send(LFDI_B, 'DELETE', location).status).toBe(403)
    expect(subscribe({}, LFDI_B, 1).status).toBe(403)
    expect(server.get(LFDI_B, '/edev/2/sub', subscriptionList).all).toBe(0)
  })

  it.each([
    ['with a condition', { Condition: { attributeIdentifier: 0, lowerThreshold: 0, upperThreshold: 1 } }, 3],
    ['in EXI', { encoding: 1 }, 1],
    ['of another edition', { level: '-S2' }, 1],
    ['to what is not there', { subscribedResource: '/derp/99/derc' }, 1],
    ['to what cannot be subscribed to', { subscribedResource: '/dcap' }, 1],
    ['to another host', { subscribedResource: 'https://other.example.com/derp' }, 1],
    ['for a private address', { notificationURI: 'http://192.168.1.1/' }, 1],
  ])('%s is refused', (_, fields, reason) => {
    const { status, reasonCode } = subscribe(fields)
    expect([status, reasonCode]).toEqual([400, reason])
  })

  it('to a program of others is refused as if it were not there', () => {
    expect(subscribe({}, LFDI_B, 2).status).toBe(400)
  })

  it('is limited in number', () => {
    const results = Array.from({ length: 51 }, (_, index) => subscribe({ notificationURI: `${URI}/${index}` }))
    expect([results[49].status, results[50].status, results[50].reasonCode]).toEqual([201, 400, 2])
  })

  it('is seen and ended by operators', () => {
    subscribe()
    expect(server.operate('subscriptions.list', {})).toMatchObject([
      { subscription: '/edev/1/sub/1', device: LFDI_A, notificationUri: URI, notifiedAt: null },
    ])
    server.operate('subscriptions.delete', { subscription: '/edev/1/sub/1' })
    expect(server.operate('subscriptions.list', {})).toEqual([])
    expect(() => server.operate('subscriptions.delete', { subscription: '/edev/1/sub/1' })).toThrow(
      /expected the address/,
    )
  })
})

describe('notifications', () => {
  it('are due when the resource has changed, until they are taken', () => {
    subscribe()
    expect(due()).toEqual([])
    control()
    const [first] = due()
    expect(contentOf(first)).toMatchObject({
      subscribedResource: `${program}/derc`,
      subscriptionURI: '/edev/1/sub/1',
      status: NOTIFICATION_STATUS.changed,
      Resource: { kind: derControlList.name, value: { all: 1, results: 1 } },
    })
    expect([first.uri, due()]).toEqual([URI, [first]])
    expect([take().length, due()]).toEqual([1, []])
  })

  it('are due when time changes what is shown', () => {
    control(50)
    subscribe()
    server.now = NOW + 49
    expect(due()).toEqual([])
    server.now = NOW + 50
    expect(take()).toHaveLength(1)
    server.now = NOW + 110
    expect(take()).toHaveLength(1)
  })

  it('have as many entries as were asked for, and none for a limit of 0', () => {
    subscribe({ limit: 2 })
    subscribe({ limit: 0, notificationURI: `${URI}/bare` })
    for (let start = 0; start < 3; start++) control(start * 100)
    const [limited, bare] = due().map(contentOf)
    expect(limited.Resource).toMatchObject({ value: { all: 3, results: 2 } })
    expect(bare.Resource).toBeUndefined()
  })

  it('do not come for what concerns others', () => {
    subscribe({ subscribedResource: '/derp' })
    createProgram(server, 'der', { meterIds: [METER_B] })
    expect(due()).toEqual([])
  })

  it('that come late tell what is there then', () => {
    subscribe()
    control()
    due()
    control(100)
    expect(due().map(contentOf)).toMatchObject([{ Resource: { value: { all: 2 } } }])
  })

  it.each([
    ['is gone', () => server.operate('programs.delete', { program })],
    [
      'is not for the device any more',
      () => server.operate('programs.change', { program, assignedTo: { lfdis: [LFDI_B] } }),
    ],
  ])('end with the resource when it %s', (_, happens) => {
    subscribe()
    happens()
    const last = due()
    expect(last.map(contentOf)).toMatchObject([{ status: NOTIFICATION_STATUS.cancelledResourceDeleted }])
    expect([last[0].digest, due()]).toEqual([null, []])
    expect(server.get(LFDI_A, '/edev/1/sub', subscriptionList).all).toBe(0)
  })

  it('wait for a device that is kept out for a while', () => {
    subscribe()
    server.operate('devices.enable', { device: LFDI_A, enabled: false })
    control()
    expect(due()).toEqual([])
    server.operate('devices.enable', { device: LFDI_A, enabled: true })
    expect(due()).toHaveLength(1)
  })

  it('end when the subscriber is given up', () => {
    subscribe()
    subscriptionAbandoned(server.state, '/edev/1/sub/1')
    control()
    expect(due()).toEqual([])
  })
})

describe.skipIf(STANDARD_SCHEMA === undefined)(`notifications against the schema${NEEDS_SCHEMA}`, () => {
  const validator = schemaValidator()
  afterAll(() => validator?.dispose())

  it.each(['/derp', '/derp/1', '/derp/1/derc', '/derp/1/actderc'])('of %s', (resource) => {
    subscribe({ subscribedResource: resource })
    control()
    server.operate('programs.change', { program, primacy: 1 })
    const [{ content }] = due()
    expect(() => validator?.validate(content)).not.toThrow()
  })
})

describe('the place of notifications', () => {
  it.each([
    ['https://client.example.com/ntfy', null],
    ['http://8.8.8.8:8080/', null],
    ['https://[2606:4700::1111]/', null],
    ['https://10.1.2.3/', null],
    ['https://client.local:8443/x', null],
    ['ftp://client.example.com/', 'expected https or http'],
    ['file:///etc/passwd', 'expected https or http'],
    ['/ntfy', 'expected an absolute URI'],
    ['https://user:secret@client.example.com/', 'expected no user name or password'],
    ['http://localhost/', 'expected a public host name'],
    ['http://LOCALHOST./', 'expected a public host name'],
    ['http://a.localhost/', 'expected a public host name'],
    ['http://metadata.google.internal/', 'expected a public host name'],
    ['http://intranet/', 'expected a public host name'],
    ['http://127.0.0.1/', 'expected a public address'],
    ['http://127.1/', 'expected a public address'],
    ['http://2130706433/', 'expected a public address'],
    ['http://0x7f.0.0.1/', 'expected a public address'],
    ['http://0.0.0.0/', 'expected a public address'],
    ['http://10.2.0.1/', 'expected a public address'],
    ['http://100.64.0.1/', 'expected a public address'],
    ['http://169.254.169.254/', 'expected a public address'],
    ['http://172.31.255.255/', 'expected a public address'],
    ['http://192.168.0.1/', 'expected a public address'],
    ['http://224.0.0.1/', 'expected a public address'],
    ['http://255.255.255.255/', 'expected a public address'],
    ['http://[::1]/', 'expected a public address'],
    ['http://[::]/', 'expected a public address'],
    ['http://[fe80::1]/', 'expected a public address'],
    ['http://[fc00::1]/', 'expected a public address'],
    ['http://[ff05::fb]/', 'expected a public address'],
    ['http://[::ffff:127.0.0.1]/', 'expected a public address'],
    ['http://[::ffff:8.8.8.8]/', null],
    ['http://[64:ff9b::10.2.0.1]/', 'expected a public address'],
    ['http://[2002:7f00:1::]/', 'expected a public address'],
    ['http://[2001:db8::1]/', 'expected a public address'],
  ])('%s', (uri, fault) => {
    expect(uriFault(uri, ['10.1.0.0/16', 'client.local'])).toBe(fault)
  })

  it.each([
    ['8.8.8.8', true],
    ['127.0.0.1', false],
    ['10.1.255.255', true],
    ['10.2.0.0', false],
    ['::1', false],
    ['fe80::1%eth0', false],
    ['2606:4700::1111', true],
    ['::ffff:10.2.0.1', false],
    ['1:2:3:4:5:6:7:8:9', false],
    ['1::2::3', false],
    ['nonsense', false],
  ])('may be resolved to %s: %s', (address, allowed) => {
    expect(mayReach(address, ['10.1.0.0/16'])).toBe(allowed)
  })
})
