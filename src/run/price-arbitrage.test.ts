import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { DispatchStrategyName, Meter } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import { parseTariffFile } from '../config/tariff-file.ts'
import { scheduleTariff } from '../market/tariff.ts'
import { CampusSimulation } from './campus-simulation.ts'
import { START_MS, testInputs } from './run-inputs.fixture.ts'

const WEEKS = 3
const TICKS = WEEKS * 7 * 96
const TARIFF_PATH = fileURLToPath(new URL('../../config/thai_tou_tariff.json', import.meta.url))
const THAI_TARIFF = scheduleTariff(parseTariffFile(readFileSync(TARIFF_PATH, 'utf8'), TARIFF_PATH))

/** The Thai tariff and prices that suit it [THB/kWh]. */
const IN_BAHT: Partial<Settings> = {
  currency: 'THB',
  tariffFile: TARIFF_PATH,
  batteryWearCost: 1,
  minSellPrice: 0,
  maxSellPrice: 10,
  minBuyPrice: 0,
  maxBuyPrice: 10,
  networkFeeSameZone: 0.05,
  networkFeeAcrossZones: 0.1,
}

interface Storage {
  /** What the storage meters gained [currency]. */
  readonly balance: number
  readonly exportedKwh: number
  readonly dischargedKwh: number
  readonly storedKwh: number
}

/** Three weeks of the storage meters of a generated fleet under a policy. */
async function storageOf(dispatch: DispatchStrategyName, changes: Partial<Settings>): Promise<Storage> {
  const inputs = testInputs({ meters: 60, intervalSeconds: 900, seed: 42, ...changes })
  const meters = Array.from({ length: inputs.fleet.size }, (_, i): Meter => {
    const meter = inputs.fleet.meter(i)
    const { meterType, battery } = meter
    return meterType === 'Battery_Storage' && battery !== null ? { ...meter, battery: { ...battery, dispatch } } : meter
  })
  const tariff = inputs.settings.tariffFile === null ? inputs.tariff : THAI_TARIFF
  const fleet = { ...inputs.fleet, meter: (i: number) => meters[i] }
  const simulation = await CampusSimulation.create({ ...inputs, tariff, fleet }, START_MS, null)
  if (simulation === null) throw new Error('a new simulation always fits')
  for (let tick = 0; tick < TICKS; tick++) await simulation.advance()
  const state = simulation.save()
  await simulation.close()
  const column = (name: string): readonly number[] => Array.from(state.get(name) ?? [], Number)
  const isStorage = meters.map(({ meterType }) => meterType === 'Battery_Storage')
  const isStorageBank = isStorage.filter((_, i) => meters[i].battery !== null)
  const sum = (name: string, counts: readonly boolean[]): number =>
    column(name).reduce((total, value, i) => total + (counts[i] ? value : 0), 0) / 1e6
  return {
    balance: sum('ledgerBalance', isStorage),
    exportedKwh: sum('exportRegister', isStorage),
    dischargedKwh: sum('dischargedTotal', isStorageBank),
    storedKwh: sum('stored', isStorageBank),
  }
}

describe('storage that trades, over three weeks of the same weather and loads', () => {
  it.each<[name: string, changes: Partial<Settings>]>([
    ['flat rates and a local market', {}],
    ['the Thai time-of-use tariff and a local market', IN_BAHT],
  ])('earns more under %s than for itself or by the periods of the tariff', async (_, changes) => {
    const trading = await storageOf('price-arbitrage', changes)
    const keeping = await storageOf('self-consumption', changes)
    const byPeriods = await storageOf('time-of-use', changes)
    expect(trading.balance).toBeGreaterThan(keeping.balance)
    expect(trading.balance).toBeGreaterThan(byPeriods.balance)
    // It does trade, and what it gained it did not take out of its store.
    expect(trading.exportedKwh).toBeGreaterThan(keeping.exportedKwh)
    expect(trading.dischargedKwh).toBeGreaterThan(10 * keeping.dischargedKwh)
    expect(trading.storedKwh).toBeGreaterThanOrEqual(keeping.storedKwh - 1)
  })

  it.each<[name: string, changes: Partial<Settings>]>([
    ['flat rates and no trade', { marketMechanism: 'grid-only' }],
    ['flat rates and no market', { marketMechanism: 'none' }],
    ['wear above any spread', { batteryWearCost: 1 }],
  ])('is self-consumption under %s', async (_, changes) => {
    expect(await storageOf('price-arbitrage', changes)).toEqual(await storageOf('self-consumption', changes))
  })
})
