import { describe, expect, it } from 'vitest'
import type { Settings } from '../config/settings.ts'
import type { GridPriceControl } from '../simulation/commands/fleet-controls.ts'
import { CampusSimulation, type SavedSimulation } from './campus-simulation.ts'
import { START_MS, testInputs } from './run-inputs.fixture.ts'

/** Three intervals make a market slot. */
const INTERVAL_SECONDS = 300
const HOUR_MS = 3_600_000
const FROM_MS = START_MS + 10 * HOUR_MS
/** As the default settings have them. */
const [PURCHASE, FEED_IN] = [0.28, 0.12]

interface Line {
  readonly grid_purchase_rate: number
  readonly grid_feed_in_rate: number
  readonly max_sell_price: number
  readonly max_buy_price: number
}

async function begin(settings: Partial<Settings> = {}, saved: SavedSimulation | null = null) {
  const inputs = testInputs({ intervalSeconds: INTERVAL_SECONDS, ...settings })
  const simulation = await CampusSimulation.create(inputs, FROM_MS, saved, true)
  if (simulation === null) throw new Error('it fits')
  return simulation
}

function tell({ controls, tick }: CampusSimulation, prices: GridPriceControl): void {
  controls?.apply({ kind: 'grid_prices', ...prices }, tick + 1)
}

async function advance(simulation: CampusSimulation): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  await simulation.advance()
  await simulation.write((lines) => {
    text += decoder.decode(lines, { stream: true })
  })
  return text
}

const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line) as Line)

/** A copy of what a checkpoint would hold. */
function saved(simulation: CampusSimulation): SavedSimulation {
  const columns = [...simulation.save()].map(([name, column]): [string, Uint8Array] => [
    name,
    new Uint8Array(column.buffer, column.byteOffset, column.byteLength).slice(),
  ])
  return { tick: simulation.tick, columns: new Map(columns) }
}

describe('grid prices somebody gives', () => {
  it('hold from the next market slot on: in readings, quotes and settlement; and are taken back', async () => {
    const simulation = await begin()
    const rates: [number, number][] = []
    for (let tick = 1; tick <= 9; tick++) {
      if (tick === 2) tell(simulation, { purchaseRate: 0.5, feedInRate: 0.3 })
      if (tick === 5) tell(simulation, { purchaseRate: null, feedInRate: null })
      const lines = linesOf(await advance(simulation))
      const [{ grid_purchase_rate: purchase, grid_feed_in_rate: feedIn }] = lines
      rates.push([purchase, feedIn])
      for (const line of lines) {
        expect(line.max_sell_price).toBeGreaterThanOrEqual(feedIn)
        expect(line.max_buy_price).toBeLessThanOrEqual(purchase)
      }
      const outcome = simulation.slotOutcome
      expect(outcome === null).toBe(tick % 3 !== 0)
      if (outcome !== null) {
        expect(outcome.prices).toEqual({ purchase: Math.round(purchase * 1e6), feedIn: Math.round(feedIn * 1e6) })
      }
    }
    const tariff: [number, number] = [PURCHASE, FEED_IN]
    const told: [number, number] = [0.5, 0.3]
    expect(rates).toEqual([tariff, tariff, tariff, told, told, told, tariff, tariff, tariff])
  })

  it('may be one of the two; the grid never pays more than it charges', async () => {
    const simulation = await begin()
    tell(simulation, { purchaseRate: 0.1, feedInRate: null })
    const [line] = linesOf(await advance(simulation))
    expect(line).toMatchObject({ grid_purchase_rate: 0.1, grid_feed_in_rate: 0.1 })
  })

  it('reach readings where nobody trades', async () => {
    const simulation = await begin({ marketMechanism: 'none' })
    await advance(simulation)
    tell(simulation, { purchaseRate: 0.5, feedInRate: null })
    const rates: number[] = []
    for (let tick = 2; tick <= 4; tick++) rates.push(linesOf(await advance(simulation))[0].grid_purchase_rate)
    expect(rates).toEqual([PURCHASE, PURCHASE, 0.5])
  })

  it('reach batteries that trade', async () => {
    // Among generated meters storage trades.
    const [usual, told] = [await begin({ meters: 60 }), await begin({ meters: 60 })]
    tell(told, { purchaseRate: 0.9, feedInRate: 0.9 })
    for (const simulation of [usual, told]) await advance(simulation)
    // They sell while the grid pays well.
    expect(told.snapshot().batteryKw).toBeLessThan(usual.snapshot().batteryKw - 5)
  })

  it('wait for their slot also in a run that is continued within one', async () => {
    for (const stop of [1, 2, 3, 4, 5]) {
      const simulation = await begin()
      for (let tick = 1; tick <= stop; tick++) {
        if (tick === 2) tell(simulation, { purchaseRate: 0.5, feedInRate: 0.3 })
        await advance(simulation)
      }
      const resumed = await begin({}, saved(simulation))
      for (let tick = stop + 1; tick <= 8; tick++) {
        if (tick === 2) for (const each of [simulation, resumed]) tell(each, { purchaseRate: 0.5, feedInRate: 0.3 })
        expect(await advance(resumed)).toBe(await advance(simulation))
      }
    }
  })
})

describe('a saved state', () => {
  it('of a run that nobody could tell anything continues as one that can be told', async () => {
    const inputs = testInputs({ intervalSeconds: INTERVAL_SECONDS })
    const silent = await CampusSimulation.create(inputs, FROM_MS, null)
    if (silent === null) throw new Error('it fits')
    await advance(silent)
    const resumed = await begin({}, saved(silent))
    expect(await advance(resumed)).toBe(await advance(silent))
  })

  it('with a part of its controls missing is refused', async () => {
    const simulation = await begin()
    await advance(simulation)
    const { tick, columns } = saved(simulation)
    const inputs = testInputs({ intervalSeconds: INTERVAL_SECONDS })
    for (const name of ['controls.maxLimit', 'controls.voltVar', 'controls.common', 'before.voltage']) {
      const without = new Map([...columns].filter(([each]) => each !== name))
      expect(without.size).toBe(columns.size - 1)
      expect(await CampusSimulation.create(inputs, FROM_MS, { tick, columns: without }, true)).toBeNull()
    }
  })
})
