import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CertificatePaths } from '../../pki/certificate-paths.ts'
import { HYBRID_METER } from '../mirrors/meter.fixture.ts'
import { MIRRORED_QUANTITIES, type MirrorKind } from '../mirrors/mirrored-quantities.ts'
import { removeCertificates, TestUtilityServer, testCertificates, xml } from '../utility-server.fixture.ts'
import { feed, MRIDS, type RunningAgent, risingReadings, startAgent, until } from './agent.fixture.ts'
import { requireValid } from './sent-documents.fixture.ts'

/** On a whole quarter of an hour. */
const START_MS = Date.UTC(2026, 2, 15, 5)

let paths: CertificatePaths
let server: TestUtilityServer
const running: RunningAgent[] = []

beforeAll(async () => {
  paths = await testCertificates([HYBRID_METER.meterId])
})
beforeEach(async () => {
  server = new TestUtilityServer(paths)
  await server.start()
})
afterEach(async () => {
  for (const each of running.splice(0)) each.stop()
  await server.stop()
  requireValid(server.requests)
})
afterAll(() => removeCertificates(paths))

function start(changes: Parameters<typeof startAgent>[1] = {}, isRegistered = true): RunningAgent {
  const started = startAgent(server, { startMs: START_MS, ...changes })
  running.push(started)
  if (isRegistered) server.devices.add(started.lfdi)
  return started
}

const mirrorOf = ({ lfdi }: RunningAgent, kind: MirrorKind) => server.mirror(MRIDS.create(lfdi, kind))
const quantity = ({ lfdi }: RunningAgent, kind: MirrorKind, name: string) => MRIDS.create(lfdi, kind, name)
const sent = (method: string, path: string) =>
  server.requests.filter((each) => each.method === method && each.path === path)
const isReady = ({ agent }: RunningAgent) => agent.status.state === 'ready'

/** Values of a quantity by the start of their periods. */
function valuesOf(started: RunningAgent, kind: MirrorKind, name: string): [start: number, value: number][] {
  const mrid = quantity(started, kind, name)
  const { readings, intervals } = mirrorOf(started, kind)
  return [...readings, ...intervals]
    .filter(([key]) => key.startsWith(mrid))
    .map(([key, value]): [number, number] => [Number(key.split(' ')[1]), value])
    .sort(([a], [b]) => a - b)
}

describe('a meter', () => {
  it('finds its way by links alone, in the order of the standard', async () => {
    const started = start()
    await until(() => isReady(started))
    expect(started.states).toEqual(['discovering', 'ready'])
    const [capability, ...others] = server.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)
    expect([capability, ...others]).toEqual([
      'GET /dcap',
      'GET /tm',
      'GET /edev',
      'GET /edev/1/rg',
      'GET /edev/1/fsa',
      'PUT /edev/1/di',
      'GET /edev/1/der',
      'PUT /edev/1/der/1/dercap',
      'PUT /edev/1/der/1/derg',
      'POST /mup',
      'POST /mup',
      'POST /mup',
      'GET /mup/1',
      'GET /mup/2',
      'GET /mup/3',
    ])
    expect(server.handshakes).toBe(1)
    expect(started.notices).toEqual([])
    for (const kind of ['site', 'solar', 'battery'] as const) {
      expect(mirrorOf(started, kind).document.MirrorMeterReading).toHaveLength(MIRRORED_QUANTITIES[kind].length)
    }
  })

  it('registers itself only where that is wanted', async () => {
    const unknown = start({}, false)
    await until(() => unknown.agent.status.state === 'unregistered')
    expect(unknown.notices[0]).toContain(`does not know the device with SFDI`)
    expect(sent('POST', '/edev')).toHaveLength(0)
    unknown.stop()
    const known = start({ settings: { registersItself: true } }, false)
    await until(() => isReady(known))
    expect(sent('POST', '/edev')).toHaveLength(1)
  })

  it('is found as soon as it was registered', async () => {
    const started = start({}, false)
    await until(() => started.agent.status.state === 'unregistered')
    server.devices.add(started.lfdi)
    await until(() => isReady(started))
    expect(started.states).toEqual(['discovering', 'unregistered', 'discovering', 'ready'])
  })

  it('refuses a server with another PIN, and says so', async () => {
    const started = start({ pin: 111_115 })
    await until(() => started.agent.status.state === 'refused')
    expect(started.notices[0]).toMatch(/PIN \d{6} for this meter, whose PIN is 111115: refused/)
    expect(server.mirrors.size).toBe(0)
    expect(server.requests.some(({ method }) => method !== 'GET')).toBe(false)
  })

  it('makes do with a server that offers hardly anything', async () => {
    server.answer('GET', '/dcap', { status: 200, body: xml('DeviceCapability', '') })
    const started = start()
    await until(() => isReady(started))
    feed(started.agent, risingReadings(START_MS, 60))
    expect(started.notices).toEqual([expect.stringContaining('offers no mirrors')])
  })

  it('says when the clock of the server is off', async () => {
    const started = start({ speed: 1 })
    server.nowS = () => Math.floor(started.clock.nowMs() / 1000) + 3600
    await until(() => isReady(started))
    expect(started.notices).toEqual([expect.stringMatching(/3[56]\d\d s ahead/)])
    expect(started.agent.status.clockOffsetSeconds).toBeGreaterThan(3590)
  })
})

describe('mirrors', () => {
  it('get averages of whole windows, registers and intervals', async () => {
    const started = start()
    await until(() => isReady(started))
    feed(started.agent, risingReadings(START_MS, 120))
    await until(() => valuesOf(started, 'site', 'imported-interval').length === 2)
    const begin = START_MS / 1000
    // 12.345 Wh in 15 s are 2962.8 W; 60 of them 740.7 Wh, 120 of them 1481.4 Wh.
    expect(valuesOf(started, 'site', 'active-power-average')).toEqual(
      [0, 300, 600, 900, 1200, 1500].map((offset) => [begin + offset, 2963]),
    )
    expect(valuesOf(started, 'site', 'imported-interval')).toEqual([
      [begin, 740],
      [begin + 900, 741],
    ])
    expect(valuesOf(started, 'site', 'imported-register').at(-1)).toEqual([begin + 1800, 1481])
  })

  it('follow the post rate of the server, and its changes', async () => {
    server.postRate = 60
    const started = start()
    await until(() => isReady(started))
    feed(started.agent, risingReadings(START_MS, 20))
    await until(() => valuesOf(started, 'site', 'active-power-average').length === 5)
    expect(mirrorOf(started, 'site').document.postRate).toBe(60)
    const averages = mirrorOf(started, 'site').document.MirrorMeterReading.map(
      ({ ReadingType }) => ReadingType?.intervalLength,
    )
    expect(averages).toContain(60)
    server.postRate = 900
    await until(() => mirrorOf(started, 'site').document.postRate === 900)
  })

  it('take a post rate of 0 for none', async () => {
    server.postRate = 0
    const started = start()
    await until(() => isReady(started))
    feed(started.agent, risingReadings(START_MS, 20))
    await until(() => valuesOf(started, 'site', 'active-power-average').length === 1)
    expect(mirrorOf(started, 'site').document.postRate).toBe(300)
  })

  it('are made anew when the server has lost them', async () => {
    const started = start()
    await until(() => isReady(started))
    server.mirrors.clear()
    feed(started.agent, risingReadings(START_MS, 60))
    await until(() => server.mirrors.size === 3 && valuesOf(started, 'site', 'imported-interval').length === 1)
    expect(valuesOf(started, 'site', 'active-power-average')).toHaveLength(3)
  })

  it('get what was measured while the server was away, once', async () => {
    const started = start()
    await until(() => isReady(started))
    const all = risingReadings(START_MS, 240)
    feed(started.agent, all.slice(0, 60))
    await until(() => valuesOf(started, 'site', 'imported-interval').length === 1)
    await server.stop()
    feed(started.agent, all.slice(60))
    await until(() => started.agent.status.state === 'retrying')
    expect(started.agent.status.lastFault?.fault).toBe('connection')
    await server.start()
    await until(() => valuesOf(started, 'site', 'imported-interval').length === 4)
    await until(() => isReady(started))
    expect(valuesOf(started, 'site', 'active-power-average')).toHaveLength(12)
    expect(valuesOf(started, 'site', 'imported-interval').reduce((sum, [, value]) => sum + value, 0)).toBe(
      Math.floor(240 * 12.345),
    )
  })

  it('are the same for a meter that was started anew', async () => {
    const all = risingReadings(START_MS, 240)
    const first = start()
    await until(() => isReady(first))
    feed(first.agent, all.slice(0, 130))
    await until(() => valuesOf(first, 'site', 'imported-interval').length === 2)
    first.stop()
    const second = start({ memory: first.agent.memory })
    feed(second.agent, all)
    await until(() => valuesOf(second, 'site', 'imported-interval').length === 4)
    expect(server.mirrors.size).toBe(3)
    expect(valuesOf(second, 'site', 'active-power-average')).toHaveLength(12)
    expect(valuesOf(second, 'site', 'imported-register').at(-1)?.[1]).toBe(Math.floor(240 * 12.345))
  })
})

describe('a server that misbehaves', () => {
  it.each([
    ['garbage', { status: 200, body: '<<<' }, 'document'],
    ['a redirect to another host', { status: 302, headers: { Location: 'https://198.51.100.7/edev' } }, 'redirect'],
    ['a fault of its own', { status: 500 }, 'status'],
  ] as const)('with %s is told, and asked again until it answers', async (_name, given, kind) => {
    server.answer('GET', '/edev', given)
    const started = start()
    await until(() => started.agent.status.lastFault !== null)
    expect(started.agent.status.lastFault?.fault).toBe(kind)
    expect(started.notices).toHaveLength(1)
    server.routes.length = 0
    await until(() => isReady(started))
    expect(started.states.at(-2)).toBe('discovering')
  })

  it('with mirrors only is told, and everything else goes on', async () => {
    server.answer('POST', '/mup/1', { status: 413 })
    const started = start()
    await until(() => isReady(started))
    feed(started.agent, risingReadings(START_MS, 40))
    await until(() => started.agent.status.dropped === 2)
    server.routes.length = 0
    feed(started.agent, risingReadings(START_MS, 60))
    await until(() => valuesOf(started, 'site', 'imported-interval').length === 1)
    expect(started.agent.status.state).toBe('ready')
  })
})

describe('reports', () => {
  it('follow what the meter does', async () => {
    const started = start()
    const [reading] = risingReadings(START_MS, 1)
    feed(started.agent, [{ ...reading, battery_level: 62.5, energy_generated: 0.01, battery_charged: 0.005 }])
    await until(() => sent('PUT', '/edev/1/der/1/ders').length > 0)
    const [{ body }] = sent('PUT', '/edev/1/der/1/ders')
    expect(body).toContain(
      '<stateOfChargeStatus><dateTime>1773550815</dateTime><value>6250</value></stateOfChargeStatus>',
    )
    // 52.5 % of 40 kWh above the reserve at 10 kW, and 27.5 % below the top.
    await until(() => sent('PUT', '/edev/1/der/1/dera').length > 0)
    expect(sent('PUT', '/edev/1/der/1/dera')[0]?.body).toContain('<availabilityDuration>7182</availabilityDuration>')
    expect(sent('PUT', '/edev/1/ps')[0]?.body).toContain('<estimatedChargeRemaining>6250</estimatedChargeRemaining>')
  })

  it('of alarms go into the log when they come and when they end', async () => {
    const started = start()
    await until(() => isReady(started))
    const [normal, high, again] = risingReadings(START_MS, 3)
    feed(started.agent, [normal, { ...high, voltage: 254 }, again])
    await until(() => sent('POST', '/edev/1/lel').length === 2)
    const codes = sent('POST', '/edev/1/lel').map(({ body }) => /<logEventCode>(\d+)</.exec(body)?.[1])
    // Codes of the standard are under its own number, whoever sends them.
    const numbers = sent('POST', '/edev/1/lel').map(({ body }) => /<logEventPEN>(\d+)</.exec(body)?.[1])
    expect(new Set(numbers)).toEqual(new Set(['40732']))
    expect(codes).toEqual(['2', '3'])
  })
})
