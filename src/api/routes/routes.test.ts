import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JournalRecord } from '../../journal/record-batch.ts'
import type { RecordStream } from '../../journal/record-stream.ts'
import { listOf, objectOf } from '../json-object.ts'
import { useRecordedCampus } from '../recorded-campus.fixture.ts'

const campus = useRecordedCampus()
const METER = 'AMI_METER_001'
const DAY_MS = 86_400_000

async function get(path: string): Promise<Record<string, unknown>> {
  const response = await campus().app.inject(`/api/v1/${path}`)
  expect(response.statusCode, response.body).toBe(200)
  return { ...objectOf(response.json()) }
}

const records = (stream: RecordStream): readonly JournalRecord[] => campus().records.get(stream) ?? []
const ofMeter = (stream: RecordStream): JournalRecord[] => records(stream).filter(({ meter_id }) => meter_id === METER)

/** All pages of a list. */
async function all(path: string): Promise<unknown[]> {
  const items: unknown[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}${after}`)
    items.push(...(page.items as unknown[]))
    after = typeof page.next === 'string' ? `after=${page.next}` : null
  }
  return items
}

const sum = (from: readonly JournalRecord[], field: string): number =>
  from.reduce((total, record) => total + Number(record[field]), 0)

describe('meters', () => {
  it('are those of the run, each with its last reading', async () => {
    const items = await all('meters?limit=3')
    expect(items).toHaveLength(8)
    const last = ofMeter('readings').at(-1)
    const { live } = await get(`meters/${METER}`)
    expect(items[0]).toMatchObject({ meter_id: METER, live })
    expect(live).toMatchObject({ time: last?.timestamp, voltage: last?.voltage, quality: last?.quality })
    expect(Number(objectOf(live).load_kw)).toBeCloseTo(Number(last?.energy_consumed) * 4, 5)
  })

  it('are found by type and part of the name', async () => {
    const [first] = records('readings')
    const typed = await all(`meters?meter_type=${String(first?.meter_type)}`)
    expect(typed.length).toBeGreaterThan(0)
    expect(typed.every((meter) => objectOf(meter).meter_type === first?.meter_type)).toBe(true)
    expect(await all('meters?search=meter_007')).toMatchObject([{ meter_id: 'AMI_METER_007' }])
  })

  it('have their latest readings as they were recorded', async () => {
    expect(await all('readings?limit=5')).toEqual(records('readings').slice(-8))
  })
})

describe('the history of a meter', () => {
  it('has every reading as it was recorded, page by page', async () => {
    const { start } = campus().context.live.facts.run
    expect(await all(`meters/${METER}/readings?from=${start}&limit=50`)).toEqual(ofMeter('readings'))
  })

  it('has them in the very text of the journal', async () => {
    const { app, context } = campus()
    const { body } = await app.inject(
      `/api/v1/meters/${METER}/readings?from=${context.live.facts.run.start}&limit=1000`,
    )
    expect(body).toBe(JSON.stringify({ items: ofMeter('readings'), next: null }))
  })

  it('begins behind its first instant and ends with its last', async () => {
    const times = ofMeter('readings').map(({ timestamp }) => String(timestamp))
    const items = await all(`meters/${METER}/readings?from=${times[3]}&to=${times[6]}`)
    expect(items.map((reading) => objectOf(reading).timestamp)).toEqual(times.slice(4, 7))
  })

  it.each([
    ['15m', 1],
    ['1h', 4],
    ['1d', 96],
  ])('is summed up over %s without loss', async (resolution, readings) => {
    const { start } = campus().context.live.facts.run
    const items = await all(`meters/${METER}/readings?from=${start}&resolution=${resolution}&limit=7`)
    const recorded = ofMeter('readings')
    expect(items).toHaveLength(recorded.length / readings)
    const summaries = items.map(objectOf)
    expect(summaries.map((summary) => summary.timestamp)).toEqual(
      summaries.map((_, i) => recorded[(i + 1) * readings - 1]?.timestamp),
    )
    for (const [i, summary] of summaries.entries()) {
      const part = recorded.slice(i * readings, (i + 1) * readings)
      expect(summary.readings).toBe(readings)
      expect(summary.energy_consumed).toBeCloseTo(sum(part, 'energy_consumed'), 6)
      expect(summary.voltage).toBeCloseTo(sum(part, 'voltage') / readings, 5)
      expect(summary.import_register).toBe(part.at(-1)?.import_register)
    }
  })

  it('is CSV where that is wanted, with the address of the next page', async () => {
    const url = `/api/v1/meters/${METER}/readings?format=csv&limit=2`
    const { headers, body } = await campus().app.inject(url)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const lines = body.split('\r\n')
    const recorded = ofMeter('readings').slice(-96)
    expect(lines).toHaveLength(4)
    expect(lines[0]?.split(',')).toEqual(Object.keys(recorded[0] ?? {}))
    expect(lines[1]?.split(',')[0]).toBe(recorded[0]?.timestamp)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(headers.link))?.[1] ?? ''
    const second = await campus().app.inject(next)
    expect(second.body.split('\r\n')[1]?.split(',')[0]).toBe(recorded[2]?.timestamp)
  })
})

describe('the market', () => {
  it('stands as its last slot left it', async () => {
    const market = await get('market')
    expect(market.last_slot).toEqual(records('market_slots').at(-1))
    expect(market.grid_prices).toMatchObject({ purchase: expect.any(Number) as unknown })
    const last = records('trading_opportunities').at(-1)?.timestamp
    const best = records('trading_opportunities').filter(({ timestamp }) => timestamp === last)
    expect((await get('market/opportunities?limit=1000')).items).toEqual(best)
  })

  it('has its slots and trades, in either order', async () => {
    expect(await all('market/slots?order=oldest&limit=100')).toEqual(records('market_slots'))
    expect(await all('market/slots')).toEqual(records('market_slots').toReversed())
    const trades = await all('market/trades?order=oldest&limit=11')
    expect(trades).toHaveLength(records('trades').length)
    expect(new Set(trades.map((trade) => objectOf(trade).trade_id)).size).toBe(trades.length)
  })

  it('has the trades of a meter', async () => {
    const meter = String(records('trades')[0]?.seller_id)
    const own = records('trades').filter(({ buyer_id, seller_id }) => buyer_id === meter || seller_id === meter)
    expect(await all(`market/trades?meter_id=${meter}`)).toHaveLength(own.length)
    const sold = own.filter(({ seller_id }) => seller_id === meter)
    expect(await all(`market/trades?seller_id=${meter}`)).toHaveLength(sold.length)
  })

  it('has what the scores of its opportunities are made of', async () => {
    const slot = String(records('trading_opportunities')[0]?.timestamp)
    const { items } = await get(`market/opportunities/scores?slot=${slot}&limit=1000`)
    const own = records('trading_opportunities').filter(({ timestamp }) => timestamp === slot)
    const scored = listOf(items).map(objectOf)
    expect(scored.map(({ opportunity }) => opportunity)).toEqual(own)
    for (const { opportunity, parts } of scored) {
      const { spread, energy, distance, strategy, reliability } = objectOf(parts)
      const weighted = [spread, energy, distance, strategy, reliability].map((part, i) => Number(part) * (5 - i))
      expect(weighted.reduce((a, b) => a + b) / 15).toBeCloseTo(Number(objectOf(opportunity).score), 4)
      // Nobody had an order before the first slot with opportunities but in those of this run.
      expect(Number(reliability)).toBeLessThanOrEqual(0.5)
    }
  })

  it('has a book where it clears in pools, and says so', async () => {
    const slot = records('market_slots').find(({ trades }) => Number(trades) > 0)
    const book = await get(`market/book?slot=${String(slot?.timestamp)}`)
    expect(book).toMatchObject({ slot, is_complete: true, own_zone_first: true, network_fee: 0 })
    const levels = listOf(book.levels).map((level) => ({ energy: Number(objectOf(level).energy) }))
    expect(sum(levels, 'energy')).toBeCloseTo(Number(slot?.energy_traded), 6)
  })

  it('bills a meter for what it settled', async () => {
    const bill = await get(`meters/${METER}/bill`)
    expect(bill).toMatchObject({ month: '2025-03', complete: false, meter_id: METER })
    expect(Date.parse(String(bill.until)) - Date.parse(String(bill.from))).toBe(2 * DAY_MS)
    for (const field of ['energy_bought', 'grid_paid', 'balance', 'saving']) {
      expect(bill[field]).toBeCloseTo(sum(ofMeter('settlements'), field), 6)
    }
    expect(await get(`meters/${METER}/bill?month=2025-02`)).toMatchObject({ balance: 0, complete: false })
  })
})

describe('certificates', () => {
  it('have all their events', async () => {
    const events = await all('certificates?order=oldest&limit=13')
    expect(events).toHaveLength(records('renewable_certificates').length)
    const [first] = records('renewable_certificates')
    const one = await get(`certificates/${encodeURIComponent(String(first?.certificate_id))}`)
    expect(objectOf((one.events as unknown[])[0]).hash).toBe(first?.hash)
    const issued = await all('certificates?event=issued')
    expect(issued).toHaveLength(records('renewable_certificates').filter(({ event }) => event === 'issued').length)
  })

  it('have a proof that anybody can check, and that shows what was changed', async () => {
    const moved = records('renewable_certificates').find(({ event }) => event === 'transferred')
    const id = String(moved?.certificate_id)
    const proof = await get(`certificates/${encodeURIComponent(id)}/proof`)
    expect(proof).toMatchObject({ certificate_id: id, is_intact: true })
    expect(objectOf(proof.head).hash).toBe(records('renewable_certificates').at(-1)?.hash)
    const entries = listOf(proof.entries).map(objectOf)
    expect(entries).toHaveLength(records('renewable_certificates').filter((one) => one.certificate_id === id).length)
    for (const { event, sealed_text, follows } of entries) {
      const { previous_hash, hash, ...sealed } = objectOf(event)
      expect(sealed_text).toBe(JSON.stringify(sealed))
      expect(
        createHash('sha256')
          .update(`${String(previous_hash)}${String(sealed_text)}`)
          .digest('hex'),
      ).toBe(hash)
      expect(objectOf(follows).hash).toBe(previous_hash)
    }
  })

  it('are added up by event, with the emission factor that counts', async () => {
    const totals = await get('certificates/totals')
    const own = records('renewable_certificates').filter(({ event }) => event === 'issued')
    expect(objectOf(listOf(totals.events)[0])).toMatchObject({
      event: 'issued',
      entries: own.length,
      energy: sum(own, 'energy_wh') / 1000,
    })
    expect(totals.emission_factor).toMatchObject({ setting: 'CARBON_OFFSET_RATE', name: null, kg_per_kwh: 0.7 })
    const ofMeter = own.filter(({ meter_id }) => meter_id === own[0]?.meter_id)
    const some = await get(`certificates/totals?meter_id=${String(own[0]?.meter_id)}`)
    expect(objectOf(listOf(some.events)[0]).entries).toBe(ofMeter.length)
  })
})

describe('the campus', () => {
  it('is told with what it does now, its weather, settings and runs', async () => {
    const { run } = campus().context.live.facts
    expect(await get('campus')).toMatchObject({ name: run.campus, meters: 8, now: { time: '2025-03-11T17:00:00Z' } })
    expect(await get('weather')).toMatchObject({ time: '2025-03-11T17:00:00Z', irradiance: 0 })
    expect((await get('settings')).items).toEqual([{ name: 'API_PORT', value: '8080', source: 'default' }])
    expect((await get('runs')).items).toMatchObject([{ run_id: run.run_id, is_current: true, meters: 8 }])
  })
})

describe('what there is not', () => {
  it.each([
    ['meters/NO_SUCH_METER', 404, 'meter_id'],
    ['meters/NO_SUCH_METER/readings', 404, 'meter_id'],
    ['market/trades?meter_id=NO_SUCH_METER', 404, 'meter_id'],
    ['certificates/none', 404, 'certificate_id'],
    ['certificates/none/proof', 404, 'certificate_id'],
    ['market/book?slot=2031-01-01T00:00:00Z', 404, 'slot'],
    ['market/prices?resolution=1h&from=2025-03-11T00:00:00Z&to=2025-03-10T00:00:00Z', 400, 'to'],
    [`meters/${METER}/readings?from=2025-03-11T00:00:00Z&to=2025-03-10T00:00:00Z`, 400, 'to'],
    [`meters/${METER}/readings?after=bm9uc2Vuc2U`, 400, 'after'],
    [`meters/${METER}/readings?resolution=1h&after=WzAsIiJd`, 400, 'after'],
    [`meters/${METER}/bill?month=2025-13`, 400, 'month'],
    [`market/trades?meter_id=${encodeURIComponent("'; drop table trades; --")}`, 404, 'meter_id'],
  ])('%s is a problem that names what is wrong', async (path, status, field) => {
    const response = await campus().app.inject(`/api/v1/${path}`)
    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ status, errors: [{ field }] })
  })
})
