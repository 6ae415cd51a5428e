import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { MARKET_MECHANISMS } from '../../src/config/settings.ts'
import { JOURNAL_STREAMS, type JournalStream, streamPath } from '../../src/journal/journal-streams.ts'
import type { RunSummary } from '../../src/simulation/summary.ts'
import { CAMPUS_FILE, CAMPUS_METERS, runArguments, START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { linesOf, numberOf, type Reading, readingsOf } from './journal.ts'
import { ROOT, runProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'
import { slotFiguresOf } from './slot-audit.ts'

const DAYS = 7
const SLOTS = DAYS * 96

let folder: string
let output: string
/** The campus's week, once for all tests that read it. */
let readings: Reading[]
let streams: Record<JournalStream, Reading[]>

beforeAll(async () => {
  folder = temporaryFolder()
  output = join(folder, 'meter_readings.jsonl')
  // A month ends within the week.
  const start = '2025-01-28T00:00:00+07:00'
  const summary = join(folder, 'summary.json')
  const args = ['--start', start, '--interval', '900', '--seed', '42', '--no-server', '--quiet']
  await succeed(['run', ...args, '--duration', `${DAYS}d`, '--output', output, '--summary', summary], { cwd: ROOT })
  readings = readingsOf(output)
  const read = (stream: JournalStream): Reading[] => readingsOf(streamPath(output, stream))
  streams = {
    trading_opportunities: read('trading_opportunities'),
    trades: read('trades'),
    settlements: read('settlements'),
    market_slots: read('market_slots'),
    bills: read('bills'),
    renewable_certificates: read('renewable_certificates'),
  }
})

/** What a bill and a settlement both have: the one is the sum of the other. */
const BILLED_AS_SETTLED = [
  'energy_bought',
  'energy_sold',
  'paid',
  'received',
  'network_fee',
  'grid_paid',
  'grid_received',
  'balance',
  'grid_only_balance',
  'saving',
]

/** A number of kilowatt-hours or money as the whole milliwatt-hours or micro-units it stands for. */
const millionths = (record: Reading, field: string): number => Math.round(numberOf(record, field) * 1e6)

const sum = (records: readonly Reading[], field: string): number =>
  records.reduce((total, record) => total + millionths(record, field), 0)

function groupBy(records: readonly Reading[], field: string): Map<string, Reading[]> {
  const groups = new Map<string, Reading[]>()
  for (const record of records) {
    const key = String(record[field])
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  return groups
}

/** Every record is one by docs/schemas. */
function expectValid(records: readonly Reading[], name: string): void {
  const schema: object = JSON.parse(readFileSync(join(ROOT, 'docs', 'schemas', `${name}.schema.json`), 'utf8'))
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema)
  for (const record of records) {
    if (!validate(record)) expect({ record, errors: validate.errors }).toBeNull()
  }
}

describe('the streams of a week of the campus', () => {
  it.each([
    ['trading_opportunities', 'opportunity'],
    ['trades', 'trade'],
    ['settlements', 'settlement'],
    ['market_slots', 'market-slot'],
    ['bills', 'bill'],
    ['renewable_certificates', 'certificate'],
  ] as const)('%s: every line is one by docs/schemas/%s.schema.json', (stream, name) => {
    expect(streams[stream].length).toBeGreaterThan(
      stream === 'bills' ? 0 : stream === 'market_slots' ? SLOTS - 1 : 1000,
    )
    expectValid(streams[stream], name)
  })

  it('go through the slots in order', () => {
    for (const stream of JOURNAL_STREAMS.filter((name) => name !== 'bills')) {
      const times = streams[stream].map(({ timestamp }) => String(timestamp))
      expect(times).toEqual(times.toSorted())
    }
    expect(groupBy(streams.settlements, 'timestamp').size).toBe(SLOTS)
  })

  it('settle exactly the energy that went through the meters', () => {
    const settled = new Map(streams.settlements.map((record) => [`${record.timestamp} ${record.meter_id}`, record]))
    let found = 0
    for (const reading of readings) {
      const settlement = settled.get(`${reading.timestamp} ${reading.meter_id}`)
      const imported = millionths(reading, 'energy_imported')
      const exported = millionths(reading, 'energy_exported')
      if (settlement === undefined) {
        expect([imported, exported]).toEqual([0, 0])
        continue
      }
      found++
      expect(millionths(settlement, 'energy_bought') + millionths(settlement, 'energy_from_grid')).toBe(imported)
      expect(millionths(settlement, 'energy_sold') + millionths(settlement, 'energy_to_grid')).toBe(exported)
    }
    expect(found).toBe(streams.settlements.length)
  })

  it('balance in every slot: bought is sold, what one pays another gets, to the last micro-unit', () => {
    const tradesOf = groupBy(streams.trades, 'timestamp')
    for (const [slot, settlements] of groupBy(streams.settlements, 'timestamp')) {
      const trades = tradesOf.get(slot) ?? []
      const traded = sum(trades, 'energy')
      expect([sum(settlements, 'energy_bought'), sum(settlements, 'energy_sold')]).toEqual([traded, traded])
      const network = sum(trades, 'network_fee')
      const operator = sum(trades, 'buyer_amount') - sum(trades, 'seller_amount')
      const grid = sum(settlements, 'grid_paid') - sum(settlements, 'grid_received')
      expect(sum(settlements, 'balance') + network + operator + grid).toBe(0)
      // The call auction keeps nothing for itself.
      expect(operator).toBe(0)
    }
  })

  it('leave nobody worse off than the grid alone, in no slot and not by a trade', () => {
    const tradesOf = groupBy(streams.trades, 'timestamp')
    for (const record of streams.settlements) {
      const trades = (tradesOf.get(String(record.timestamp)) ?? []).filter(
        ({ buyer_id, seller_id }) => buyer_id === record.meter_id || seller_id === record.meter_id,
      )
      // Every amount is rounded once: the first costs nothing, each further one half a micro-unit at most.
      const saving = millionths(record, 'balance') - millionths(record, 'grid_only_balance')
      expect(saving).toBe(millionths(record, 'saving'))
      expect(saving).toBeGreaterThanOrEqual(-trades.length / 2)
    }
    for (const [, ofMeter] of groupBy(streams.settlements, 'meter_id')) {
      expect(sum(ofMeter, 'balance')).toBeGreaterThanOrEqual(sum(ofMeter, 'grid_only_balance'))
    }
  })

  it('trade within the quotes the readings show, and never beyond the grid', () => {
    const quotes = new Map(readings.map((reading) => [`${reading.timestamp} ${reading.meter_id}`, reading]))
    const half = 0.5e-6
    for (const trade of streams.trades) {
      const buyer = quotes.get(`${trade.timestamp} ${trade.buyer_id}`) ?? {}
      const seller = quotes.get(`${trade.timestamp} ${trade.seller_id}`) ?? {}
      const energy = numberOf(trade, 'energy')
      const all = numberOf(trade, 'buyer_amount') + numberOf(trade, 'network_fee')
      expect(all).toBeLessThanOrEqual(numberOf(buyer, 'max_buy_price') * energy + 1.01 * half)
      expect(numberOf(trade, 'seller_amount')).toBeGreaterThanOrEqual(
        numberOf(seller, 'max_sell_price') * energy - 1.01 * half,
      )
      expect(numberOf(buyer, 'max_buy_price')).toBeLessThanOrEqual(numberOf(buyer, 'grid_purchase_rate'))
      expect(numberOf(seller, 'max_sell_price')).toBeGreaterThanOrEqual(numberOf(seller, 'grid_feed_in_rate'))
    }
  })

  it('publish opportunities by rank, each kilowatt-hour once, fifty a slot at most', () => {
    const energyOf = new Map(readings.map((reading) => [`${reading.timestamp} ${reading.meter_id}`, reading]))
    for (const [slot, opportunities] of groupBy(streams.trading_opportunities, 'timestamp')) {
      expect(opportunities.map(({ rank }) => rank)).toEqual(opportunities.map((_, i) => i + 1))
      expect(opportunities.length).toBeLessThanOrEqual(50)
      const scores = opportunities.map((record) => numberOf(record, 'score'))
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      for (const [who, field] of [
        ['seller_id', 'energy_exported'],
        ['buyer_id', 'energy_imported'],
      ] as const) {
        for (const [meter, ofMeter] of groupBy(opportunities, who)) {
          const reading = energyOf.get(`${slot} ${meter}`) ?? {}
          expect(sum(ofMeter, 'energy')).toBeLessThanOrEqual(millionths(reading, field))
        }
      }
    }
  })

  it('bill every meter for both months, as its settlements add up', () => {
    expect(streams.bills).toHaveLength(2 * CAMPUS_METERS)
    for (const [k, [month, from, until]] of [
      ['2025-01', '2025-01-27T17:00:00Z', '2025-01-31T17:00:00Z'],
      ['2025-02', '2025-01-31T17:00:00Z', '2025-02-03T17:00:00Z'],
    ].entries()) {
      const ofMeter = groupBy(
        streams.settlements.filter(({ slot_start }) => String(slot_start) >= from && String(slot_start) < until),
        'meter_id',
      )
      const bills = streams.bills.slice(k * CAMPUS_METERS, (k + 1) * CAMPUS_METERS)
      expect(new Set(bills.map(({ meter_id }) => meter_id)).size).toBe(CAMPUS_METERS)
      for (const bill of bills) {
        expect(bill).toMatchObject({ month, from, until, complete: false })
        const settlements = ofMeter.get(String(bill.meter_id)) ?? []
        for (const field of BILLED_AS_SETTLED) {
          expect(millionths(bill, field)).toBe(sum(settlements, field))
        }
        const imported = sum(settlements, 'energy_bought') + sum(settlements, 'energy_from_grid')
        expect(millionths(bill, 'energy_imported')).toBe(imported)
        const exported = sum(settlements, 'energy_sold') + sum(settlements, 'energy_to_grid')
        expect(millionths(bill, 'energy_exported')).toBe(exported)
      }
    }
  })

  it('certify every generated watt-hour once, in a chain that shows when it is broken', () => {
    let head = '0'.repeat(64)
    const certified = new Map<string, number>()
    for (const line of linesOf(streamPath(output, 'renewable_certificates'))) {
      // By the documentation alone: SHA-256 of the previous hash and the entry as it stands, without its two hashes.
      const [, text, previous, hash] = /^(.*),"previous_hash":"(.{64})","hash":"(.{64})"\}$/.exec(line) ?? []
      expect(previous).toBe(head)
      head = createHash('sha256').update(`${head}${text}}`).digest('hex')
      expect(hash).toBe(head)
    }
    for (const record of streams.renewable_certificates.filter(({ event }) => event === 'issued')) {
      const meter = String(record.meter_id)
      expect(numberOf(record, 'serial_start')).toBe((certified.get(meter) ?? 0) + 1)
      certified.set(meter, numberOf(record, 'serial_end'))
    }
    // The week ends with an hour: less than a watt-hour of each meter waits for the next one.
    for (const reading of readings.slice(-CAMPUS_METERS)) {
      const generatedWh = numberOf(reading, 'generation_register')
      const waiting = generatedWh - (certified.get(String(reading.meter_id)) ?? 0)
      expect(waiting).toBeGreaterThanOrEqual(0)
      expect(waiting).toBeLessThan(1)
    }
  })

  it('say of every slot what its readings, trades and settlements come to', async () => {
    const audited = join(folder, 'audited.jsonl')
    // With the smallest trade there is, the best allocation leaves no pair out.
    const env = { MARKET_SMALLEST_TRADE: '0.000001' }
    await succeed(runArguments(audited, '--duration', '3d', '--quiet'), { cwd: ROOT, env })
    const bySlot = (path: string) => groupBy(readingsOf(path), 'timestamp')
    const readingsIn = bySlot(audited)
    const opportunitiesOf = bySlot(streamPath(audited, 'trading_opportunities'))
    const tradesOf = bySlot(streamPath(audited, 'trades'))
    const settlementsOf = bySlot(streamPath(audited, 'settlements'))
    const slots = readingsOf(streamPath(audited, 'market_slots'))
    expect(slots).toHaveLength(3 * 96)
    expect(slots.some(({ trades }) => trades === 0)).toBe(true)
    for (const { timestamp, slot_start, mechanism, ...figures } of slots) {
      const slot = String(timestamp)
      expect([Date.parse(slot) - Date.parse(String(slot_start)), mechanism]).toEqual([900_000, 'call-auction'])
      const expected = slotFiguresOf({
        readings: readingsIn.get(slot) ?? [],
        opportunities: opportunitiesOf.get(slot) ?? [],
        trades: tradesOf.get(slot) ?? [],
        settlements: settlementsOf.get(slot) ?? [],
      })
      expect(Object.keys(figures)).toEqual(Object.keys(expected))
      for (const [name, value] of Object.entries(expected)) {
        const figure = figures[name]
        if (value === null || figure === null) expect({ slot, [name]: figure }).toEqual({ slot, [name]: value })
        // Rounded to six decimals.
        else expect(Math.abs(Number(figure) - value), `${name} of ${slot}`).toBeLessThan(0.501e-6)
      }
    }
  })

  it('have slots that come to what the summary says of the run', () => {
    const slots = streams.market_slots
    const summary: RunSummary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'))
    const all = (field: string): number => sum(slots, field) / 1e6
    expect(summary).toMatchObject({
      energy: {
        generatedKwh: all('energy_generated'),
        consumedKwh: all('energy_consumed'),
        importedKwh: all('energy_imported'),
        exportedKwh: all('energy_exported'),
      },
      market: {
        slots: slots.length,
        clearedSlots: slots.filter(({ trades }) => numberOf({ trades }, 'trades') > 0).length,
        trades: all('trades'),
        tradedKwh: all('energy_traded'),
        networkFees: all('network_fees'),
        operatorBalance: all('operator_balance'),
        bill: all('bill'),
        gridOnlyBill: all('grid_only_bill'),
        saving: all('saving'),
      },
    })
    /** Σ of a ratio's parts, each slot's ratio times what it is a share of; 0 where it is null. */
    const parts = (share: string, of: (slot: Reading) => number): number =>
      slots.reduce((total, slot) => total + (slot[share] === null ? 0 : numberOf(slot, share) * of(slot)), 0)
    const tradable = (slot: Reading): number =>
      Math.min(numberOf(slot, 'energy_imported'), numberOf(slot, 'energy_exported'))
    const { market } = summary
    const lesser = slots.reduce((total, slot) => total + tradable(slot), 0)
    const ratios: readonly (readonly [figure: number | null, part: number, whole: number])[] = [
      [market.meanPrice, parts('price', (slot) => numberOf(slot, 'energy_traded')), all('energy_traded')],
      [market.efficiency, all('welfare'), all('maximal_welfare')],
      [market.priceOfFairness, all('maximal_welfare') - all('welfare'), all('maximal_welfare')],
      [market.localShares.ofImports, all('energy_traded'), all('energy_imported')],
      [market.localShares.ofExports, all('energy_traded'), all('energy_exported')],
      [market.localShares.ofTradable, all('energy_traded'), lesser],
      [
        summary.campusSelfConsumption,
        parts('campus_self_consumption', (slot) => numberOf(slot, 'energy_generated')),
        all('energy_generated'),
      ],
      [
        summary.campusSelfSufficiency,
        parts('campus_self_sufficiency', (slot) => numberOf(slot, 'energy_consumed')),
        all('energy_consumed'),
      ],
    ]
    for (const [figure, part, whole] of ratios) {
      expect(part / whole).toBeCloseTo(figure ?? Number.NaN, 6)
    }
  })

  it('are what the summary sums up', () => {
    const summary: unknown = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'))
    expect(summary).toMatchObject({
      market: {
        mechanism: 'call-auction',
        currency: 'USD',
        slots: SLOTS,
        trades: streams.trades.length,
        tradedKwh: sum(streams.trades, 'energy') / 1e6,
        networkFees: sum(streams.trades, 'network_fee') / 1e6,
        operatorBalance: 0,
        saving: sum(streams.settlements, 'saving') / 1e6,
        worseOff: 0,
      },
    })
  })
})

describe('claims', () => {
  it('match every hour with certificates of that hour, and the summary has their sums', async () => {
    const claimed = join(folder, 'claimed.jsonl')
    const summary = join(folder, 'claimed.json')
    const env = { CERTIFICATE_CLAIMS: 'matched' }
    await succeed(runArguments(claimed, '--duration', '2d', '--quiet', '--summary', summary), { cwd: ROOT, env })
    const keptWh = new Map<string, number>()
    for (const reading of readingsOf(claimed)) {
      const hour = Math.ceil(Date.parse(String(reading.timestamp)) / 3_600_000)
      const wh =
        numberOf(reading, 'energy_generated') +
        numberOf(reading, 'energy_imported') -
        numberOf(reading, 'energy_exported')
      const key = `${reading.meter_id} ${hour}`
      keptWh.set(key, (keptWh.get(key) ?? 0) + 1000 * wh)
    }
    const events = readingsOf(streamPath(claimed, 'renewable_certificates'))
    const claims = events.filter(({ event }) => event === 'claimed')
    const claimedWh = new Map<string, number>()
    for (const claim of claims) {
      expect([claim.consumption_start, claim.consumption_end]).toEqual([claim.interval_start, claim.interval_end])
      const key = `${claim.owner} ${Date.parse(String(claim.interval_end)) / 3_600_000}`
      claimedWh.set(key, (claimedWh.get(key) ?? 0) + numberOf(claim, 'energy_wh'))
    }
    expect(claimedWh.size).toBeGreaterThan(100)
    for (const [key, wh] of claimedWh) {
      expect(wh).toBeLessThan(Math.max(0, keptWh.get(key) ?? 0) + 1)
    }
    // Some of it was made elsewhere: buyers claim what they bought.
    expect(claims.some(({ owner, meter_id }) => owner !== meter_id)).toBe(true)
    const issued = events
      .filter(({ event }) => event === 'issued')
      .reduce((sum, e) => sum + numberOf(e, 'energy_wh'), 0)
    const total = claims.reduce((sum, claim) => sum + numberOf(claim, 'energy_wh'), 0)
    expect(JSON.parse(readFileSync(summary, 'utf8'))).toMatchObject({
      certificates: {
        issuedKwh: issued / 1000,
        claimedKwh: total / 1000,
        activeKwh: (issued - total) / 1000,
        expiredKwh: 0,
      },
    })
  })
})

describe('--market', () => {
  it.each(MARKET_MECHANISMS)('%s runs a day, and its books balance', async (mechanism) => {
    const day = join(folder, `${mechanism}.jsonl`)
    await succeed(runArguments(day, '--duration', '1d', '--quiet', '--market', mechanism), { cwd: ROOT })
    const trades = readingsOf(streamPath(day, 'trades'))
    const settlements = readingsOf(streamPath(day, 'settlements'))
    expect(trades.length > 0).toBe(mechanism !== 'grid-only')
    expect(new Set(trades.map((trade) => trade.mechanism))).toEqual(new Set(trades.length > 0 ? [mechanism] : []))
    const network = sum(trades, 'network_fee')
    const operator = sum(trades, 'buyer_amount') - sum(trades, 'seller_amount')
    const grid = sum(settlements, 'grid_paid') - sum(settlements, 'grid_received')
    expect(sum(settlements, 'balance') + network + operator + grid).toBe(0)
    // The two rules that are known for what they keep, and the one that is for its deficit.
    expect(Math.sign(operator)).toBe(['mcafee', 'huang'].includes(mechanism) ? 1 : mechanism === 'vcg' ? -1 : 0)
    const slots = readingsOf(streamPath(day, 'market_slots'))
    expect(slots).toHaveLength(96)
    expectValid(slots, 'market-slot')
    expect(new Set(slots.map((slot) => slot.mechanism))).toEqual(new Set([mechanism]))
    expect(sum(slots, 'operator_balance')).toBe(operator)
    expect(sum(slots, 'network_fees')).toBe(network)
    expect(sum(slots, 'saving')).toBe(sum(settlements, 'saving'))
  })
})

describe('bad market settings are told in one line each', () => {
  const day = ['run', '--start', START, '--duration', '1d', '--no-server', '--quiet', '--config', CAMPUS_FILE]

  it.each<[name: string, flags: string[], problem: string[]]>([
    ['an unknown mechanism', ['--market', 'auction'], ['--market = auction', 'call-auction', 'grid-only']],
    ['k above 1', ['--k', '1.5'], ['--k = 1.5', 'a number from 0 to 1']],
    ['a negative k', ['--k', '-0.1'], ['--k = -0.1', 'a number from 0 to 1']],
    ['k that is no number', ['--k', 'NaN'], ['--k = NaN', 'a number from 0 to 1']],
    [
      'a slot of no whole intervals',
      ['--slot', '1000', '--interval', '15'],
      ['--slot = 1000', 'a multiple of --interval', '960 s and 1080 s'],
    ],
    [
      'a slot that divides no day',
      ['--slot', '1050', '--interval', '15'],
      ['--slot = 1050', 'divides a day', '960 s and 1080 s'],
    ],
    ['a tariff that is not there', ['--tariff', 'none.json'], ['none.json', 'a readable tariff file']],
  ])('%s', async (_, flags, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await runProgram([...day, ...flags], { cwd }), [problem])
    expect(readdirSync(cwd)).toEqual([])
  })

  it.each<[name: string, env: Record<string, string>, problem: string[]]>([
    ['a fee that leaves nothing', { NETWORK_FEE_SAME_ZONE: '0.2' }, ['NETWORK_FEE_SAME_ZONE = 0.2', 'which is 0.16']],
    ['a negative fee', { NETWORK_FEE_SAME_ZONE: '-1' }, ['NETWORK_FEE_SAME_ZONE = -1', 'a number from 0']],
    ['a price that is no number', { MIN_SELL_PRICE: 'NaN' }, ['MIN_SELL_PRICE = NaN', 'a number from 0']],
    ['an unknown priority', { MARKET_MARGIN_PRIORITY: 'size' }, ['MARKET_MARGIN_PRIORITY = size', 'pro-rata', 'time']],
    ['an unknown unit', { CERTIFICATE_UNIT: 'kwh' }, ['CERTIFICATE_UNIT = kwh', 'wh', 'mwh']],
  ])('%s', async (_, env, problem) => {
    const cwd = temporaryFolder()
    expectRefused(await runProgram(day, { cwd, env }), [problem])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('a tariff with a gap, and one in another currency', async () => {
    const cwd = temporaryFolder()
    const text = readFileSync(join(ROOT, 'config', 'thai_tou_tariff.json'), 'utf8')
    const gap = text.replace('"from": "09:00"', '"from": "10:00"')
    expect(gap).not.toBe(text)
    writeFileSync(join(cwd, 'gap.json'), gap)
    writeFileSync(join(cwd, 'thai.json'), text)
    const withGap = await runProgram([...day, '--tariff', 'gap.json'], { cwd, env: { CURRENCY: 'THB' } })
    expectRefused(withGap, [['gap.json', '09:00', '10:00']])
    const inDollars = await runProgram([...day, '--tariff', 'thai.json'], { cwd })
    expectRefused(inDollars, [['thai.json', 'currency = THB', 'USD', 'CURRENCY=THB']])
    expect(readdirSync(cwd).toSorted()).toEqual(['gap.json', 'thai.json'])
  })
})

describe('market compare', () => {
  const period = ['--duration', '2d', '--interval', '900', '--start', '2025-01-28T00:00:00+07:00']

  it('shows mechanisms side by side, and writes them as JSON', async () => {
    const cwd = temporaryFolder()
    const args = ['market', 'compare', '--mechanisms', 'call-auction,grid-only,vcg', ...period, '--json', 'c.json']
    const { stdout, stderr } = await succeed([...args, '--config', CAMPUS_FILE], { cwd })
    expect(stderr).toBe('')
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(['Mechanism', 'call-auction', 'grid-only', 'vcg'])
    expect(readdirSync(cwd)).toEqual(['c.json'])
    const compared: unknown = JSON.parse(readFileSync(join(cwd, 'c.json'), 'utf8'))
    expect(compared).toMatchObject([
      { mechanism: 'call-auction', slots: 192, operatorBalance: 0, worseOff: 0 },
      { mechanism: 'grid-only', slots: 192, trades: 0, saving: 0, meanPrice: null },
      { mechanism: 'vcg', slots: 192, worseOff: 0 },
    ])
    // What a run of the same period says of itself.
    const output = join(cwd, 'run.jsonl')
    const run = ['run', ...period, '--no-server', '--quiet', '--config', CAMPUS_FILE]
    await succeed([...run, '--output', output, '--summary', 'run.json'], { cwd })
    const summary: unknown = JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8'))
    const [first] = Array.isArray(compared) ? compared : []
    expect(summary).toMatchObject({ market: first })
  })

  it('refuses unknown mechanisms before it starts', async () => {
    const cwd = temporaryFolder()
    const ended = await runProgram(['market', 'compare', '--mechanisms', 'vcg,lottery', ...period], { cwd })
    expectRefused(ended, [['--mechanisms = lottery', 'call-auction', 'grid-only']])
    expect(existsSync(join(cwd, 'data'))).toBe(false)
  })

  it('needs to be told which', async () => {
    expectRefused(await runProgram(['market', 'compare', ...period]), [['--mechanisms', 'compare needs it']])
  })
})
