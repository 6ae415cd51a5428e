import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { campusPlan } from '../../campus/campus-plan.ts'
import { certificatePaths } from '../../ieee2030_5/pki/certificate-paths.ts'
import { listCertificates } from '../../ieee2030_5/pki/list-certificates.ts'
import { makeMissing } from '../../ieee2030_5/pki/make-certificates.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { utccCampusFile } from '../../run/run-inputs.fixture.ts'
import { FACTS, TOKEN, testApi, testContext } from '../api.fixture.ts'
import { createApi } from '../create-api.ts'
import { listOf, objectOf } from '../json-object.ts'
import { ToldCampus } from '../live-campus.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'
import type { ToldUtility } from '../told-utility.ts'

const campus = useRecordedCampus()

/** The answer of the interface, with the meters put into other places. */
async function buildings(query = '', building: (place: number) => string | null = (place) => `Hall ${place % 3}`) {
  const { context } = campus()
  const meters = context.live.facts.run.meters.map((meter, place) => ({ ...meter, building: building(place) }))
  const live = new ToldCampus({ ...context.live.facts, run: { ...context.live.facts.run, meters } })
  live.lastTick = context.live.lastTick
  // An answer is made once a tick: another campus has records of its own.
  const recorded = Object.create(context.recorded) as typeof context.recorded
  Object.defineProperty(recorded, 'outputFile', { value: context.recorded.outputFile })
  recorded.latestReadings = (tick) => context.recorded.latestReadings(tick)
  recorded.latestOf = (stream, most) => context.recorded.latestOf(stream, most)
  const app = await createApi({ context: { ...context, live, recorded }, token: TOKEN, isOpen: false, version: '0' })
  const response = await app.inject(`/api/v1/buildings${query}`)
  await app.close()
  expect(response.statusCode, response.body).toBe(200)
  const { items, next } = objectOf(response.json())
  return { items: listOf(items).map(objectOf), next }
}

const last = (): readonly JournalRecord[] => (campus().records.get('readings') ?? []).slice(-8)
const sum = (records: readonly JournalRecord[], ...fields: readonly string[]): number =>
  records.reduce((total, record) => total + fields.reduce((own, field) => own + Number(record[field]), 0), 0)

describe('buildings', () => {
  it('do what their meters do together', async () => {
    const { items, next } = await buildings()
    expect(next).toBeNull()
    expect(items.map(({ building, meters }) => [building, meters])).toEqual([
      ['Hall 0', 3],
      ['Hall 1', 3],
      ['Hall 2', 2],
    ])
    for (const [place, { live }] of items.entries()) {
      const own = last().filter((_, meter) => meter % 3 === place)
      const state = objectOf(live)
      expect(state.load_kw).toBeCloseTo(sum(own, 'energy_consumed') * 4, 5)
      expect(state.grid_kw).toBeCloseTo((sum(own, 'energy_imported') - sum(own, 'energy_exported')) * 4, 5)
      expect(state.not_good).toBe(own.filter(({ quality }) => quality !== 'good').length)
    }
  })

  it('are charged as far as their batteries are together, by capacity', async () => {
    const { items } = await buildings('', () => 'All')
    const { meters } = campus().context.live.facts.run
    const charged = last().map((reading, meter) => [reading.battery_level, meters[meter]?.battery_capacity_kwh ?? 0])
    const capacity = charged.reduce((total, [level, kwh]) => total + (level === null ? 0 : Number(kwh)), 0)
    const stored = charged.reduce((total, [level, kwh]) => total + Number(level) * Number(kwh), 0)
    expect(capacity).toBeGreaterThan(0)
    expect(objectOf(items[0]?.live).state_of_charge).toBeCloseTo(stored / capacity, 5)
  })

  it('paid and earned by the kWh what the last slot settled', async () => {
    const settlements = campus().records.get('settlements') ?? []
    const slot = settlements.filter(({ timestamp }) => timestamp === settlements.at(-1)?.timestamp)
    const taken = sum(slot, 'energy_bought', 'energy_from_grid')
    const { items } = await buildings('', () => 'All')
    const settled = objectOf(items[0]?.settled)
    expect(settled).toMatchObject({ time: slot[0]?.timestamp })
    expect(settled.energy_taken).toBeCloseTo(taken, 5)
    expect(settled.buy_price).toBeCloseTo(sum(slot, 'paid', 'network_fee', 'grid_paid') / taken, 5)
  })

  it('are named for where the meter is when it is in none, and have its name when it is alone', async () => {
    const { items } = await buildings('', (place) => (place === 0 ? null : 'Rest'))
    const [first] = campus().context.live.facts.run.meters
    expect(items).toMatchObject([
      { building: first?.location, meter_id: first?.meter_id },
      { building: 'Rest', meter_id: null, meters: 7 },
    ])
  })

  it('come page by page, and as zones', async () => {
    const first = await buildings('?limit=2')
    expect(first.items).toHaveLength(2)
    const second = await buildings(`?limit=2&after=${String(first.next)}`)
    expect(second).toMatchObject({ items: [{ building: 'Hall 2' }], next: null })
    const zones = (await buildings('?by=zone')).items
    expect(zones.reduce((all, { meters }) => all + Number(meters), 0)).toBe(8)
    expect(new Set(zones.map(({ building }) => building))).toEqual(
      new Set(campus().context.live.facts.run.meters.map(({ zone }) => zone)),
    )
  })

  it('are there before the first reading', async () => {
    const meters = campus().context.live.facts.run.meters.slice(0, 2)
    const live = new ToldCampus({ ...FACTS, run: { ...FACTS.run, meters } })
    const app = await testApi({ context: { ...testContext(), live } })
    const { items } = objectOf((await app.inject('/api/v1/buildings')).json())
    expect(listOf(items).length).toBeGreaterThan(0)
    expect(listOf(items).map((item) => objectOf(item).live)).toEqual(listOf(items).map(() => null))
  })
})

describe('the plan of the campus', () => {
  it('is told as the file has it, with short names', async () => {
    const plan = campusPlan(utccCampusFile(), { meters: null })
    const live = new ToldCampus({ ...FACTS, plan })
    const app = await testApi({ context: { ...testContext(), live } })
    const told = listOf(objectOf((await app.inject('/api/v1/campus')).json()).plan).map(objectOf)
    expect(told).toHaveLength(14)
    expect(told[0]).toEqual({
      building: 'Engineering Building A',
      label: 'Engineering A',
      outline: utccCampusFile().plan?.buildings[0]?.outline_m,
    })
    expect(told[7]).toMatchObject({ building: 'Dormitory A', label: 'Dormitory A' })
  })

  it('is none for a generated fleet, and where the file has none', () => {
    expect(campusPlan(utccCampusFile(), { meters: 25 })).toBeNull()
    expect(campusPlan({}, { meters: null })).toBeNull()
  })
})
const [METER, OTHER] = ['AMI_METER_001', 'AMI_METER_002']

async function certificates(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await makeMissing({
    paths: certificatePaths(folder),
    meterIds: [METER],
    hosts: ['localhost'],
    enterprise: 32_473,
    nowMs: Date.UTC(2026, 0, 1),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  return folder
}

async function meter(id: string, certificatesFolder: string, server: ToldUtility['server'] = null): Promise<unknown> {
  const { context } = campus()
  const live = new ToldCampus({ ...context.live.facts, certificatesFolder })
  live.lastTick = context.live.lastTick
  const told = { ...context, live, utility: { server, clients: null } }
  const app = await createApi({ context: told, token: TOKEN, isOpen: false, version: '0' })
  const response = await app.inject(`/api/v1/meters/${id}`)
  await app.close()
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}

function serverWith(connectedDevices: readonly string[]): ToldUtility['server'] {
  const counts = { port: 1, connections: 1, handshakes: 1, resumed: 0, requests: {}, holds: {}, lastErrors: [] }
  return { ...counts, connectedDevices }
}

describe('a meter', () => {
  it('has the registers of its last reading', async () => {
    const last = (campus().records.get('readings') ?? []).filter(({ meter_id }) => meter_id === METER).at(-1)
    expect(await meter(METER, '/nowhere')).toMatchObject({
      meter_id: METER,
      registers: {
        import_register: last?.import_register,
        export_register: last?.export_register,
        generation_register: last?.generation_register,
      },
      identity: null,
    })
  })

  it('is known by its certificate, which never ends, and neither its key nor its PIN is told', async () => {
    const folder = await certificates()
    const listed = listCertificates(certificatePaths(folder)).find(({ name }) => name === METER)
    const { lfdi = '', sfdi = 0, pin = null } = listed ?? {}
    const told = objectOf(await meter(METER, folder))
    expect(told.identity).toEqual({ lfdi, sfdi, expires: null, connected: null })
    expect(pin).not.toBeNull()
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`\\b${String(pin)}\\b|PRIVATE`))
    expect(await meter(OTHER, folder)).toMatchObject({ identity: null })
    expect(await meter(METER, folder, serverWith([lfdi]))).toMatchObject({ identity: { connected: true } })
    expect(await meter(METER, folder, serverWith([]))).toMatchObject({ identity: { connected: false } })
  })

  it('has no identity where its certificate is none', async () => {
    const folder = await certificates()
    writeFileSync(certificatePaths(folder).meter(METER).chain, 'nonsense')
    expect(await meter(METER, folder)).toMatchObject({ identity: null })
  })
})

describe('the quality of readings', () => {
  it('is counted over the present day, or over what is asked for', async () => {
    const ask = async (query: string) =>
      objectOf((await campus().app.inject(`/api/v1/meters/${METER}/quality${query}`)).json())
    const readings = (campus().records.get('readings') ?? []).filter(({ meter_id }) => meter_id === METER)
    const today = await ask('')
    expect(today).toMatchObject({ from: '2025-03-10T17:00:00Z', to: '2025-03-11T17:00:00Z' })
    expect(Number(today.good) + Number(today.estimated) + Number(today.suspect)).toBe(96)
    const of = (quality: string): number => readings.filter((reading) => reading.quality === quality).length
    expect(await ask('?from=2025-03-09T00:00:00Z')).toMatchObject({
      good: of('good'),
      estimated: of('estimated'),
      suspect: of('suspect'),
    })
  })

  it.each(['?from=2025-03-11T00:00:00Z&to=2025-03-10T00:00:00Z', '?from=yesterday'])('refuses %s', async (query) => {
    expect((await campus().app.inject(`/api/v1/meters/${METER}/quality${query}`)).statusCode).toBe(400)
  })
})

describe('the history of the campus', () => {
  async function history(query: string, market?: string): Promise<Record<string, unknown>[]> {
    const { context } = campus()
    const run = { ...context.live.facts.run, ...(market !== undefined && { market }) }
    const live = new ToldCampus({ ...context.live.facts, run })
    live.lastTick = context.live.lastTick
    const app = await createApi({ context: { ...context, live }, token: TOKEN, isOpen: false, version: '0' })
    const response = await app.inject(`/api/v1/campus/history?from=${run.start}&limit=1000&${query}`)
    await app.close()
    expect(response.statusCode, response.body).toBe(200)
    return listOf(objectOf(response.json()).items).map((item) => ({ ...objectOf(item) }))
  }

  const readings = (): readonly JournalRecord[] => campus().records.get('readings') ?? []

  it.each([
    ['15m', 1],
    ['1h', 4],
    ['1d', 96],
  ])('adds up all readings over %s, from slots and without a market', async (resolution, ticks) => {
    for (const market of [undefined, 'none']) {
      const items = await history(`resolution=${resolution}`, market)
      expect(items).toHaveLength(192 / ticks)
      for (const [i, item] of items.entries()) {
        const own = readings().slice(i * ticks * 8, (i + 1) * ticks * 8)
        expect(item.timestamp).toBe(own.at(-1)?.timestamp)
        expect(item.seconds).toBe(ticks * 900)
        for (const field of ['energy_generated', 'energy_consumed', 'energy_imported', 'energy_exported']) {
          expect(item[field]).toBeCloseTo(sum(own, field), 4)
        }
        expect(item.energy_stored).toBeCloseTo(sum(own, 'battery_charged') - sum(own, 'battery_discharged'), 4)
        expect(item.load_kw).toBeCloseTo(sum(own, 'energy_consumed') / (ticks / 4), 4)
      }
    }
  })

  it('comes page by page, and as CSV', async () => {
    const { app } = campus()
    const first = await app.inject('/api/v1/campus/history?limit=2&format=csv')
    expect(first.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(first.body.split('\r\n')).toHaveLength(4)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? ''
    const second = (await app.inject(next)).body.split('\r\n')[1]?.split(',')[0]
    expect(second).toBe((await history('resolution=15m')).at(98)?.timestamp)
  })

  it('is not added up from more readings than can be gone through', async () => {
    const { context } = campus()
    const { run } = context.live.facts
    const meters = Array.from({ length: 10_000 }, () => run.meters[0]).filter((meter) => meter !== undefined)
    const live = new ToldCampus({
      ...context.live.facts,
      run: { ...run, market: 'none', interval_seconds: 15, meters },
    })
    const app = await createApi({ context: { ...context, live }, token: TOKEN, isOpen: false, version: '0' })
    const response = await app.inject('/api/v1/campus/history?from=2025-03-10T00:00:00Z&to=2025-03-11T00:00:00Z')
    await app.close()
    expect(response.statusCode).toBe(422)
  })
})
