import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FleetLayout, FleetRange } from '../simulation/fleet-layout.ts'
import { CampusSimulation, type SavedSimulation } from './campus-simulation.ts'
import { START_MS, testInputs } from './run-inputs.fixture.ts'
import type { RunInputs } from './run-inputs.ts'
import { TestEngine } from './test-engine.fixture.ts'

const HOUR_MS = 3_600_000

/** Cuts a fleet behind the given feeders. */
function cutBehind(feeders: readonly number[]): (layout: FleetLayout) => FleetRange[] {
  return ({ fleet: { feeders: all, feederStart }, batteryStart }) => {
    const cuts = [0, ...new Set(feeders.map((f) => 1 + (f % all.length))), all.length]
    const ends = [...new Set(cuts)].sort((a, b) => a - b)
    return ends.slice(1).map((to, k) => ({
      feeders: [ends[k], to],
      meters: [feederStart[ends[k]], feederStart[to]],
      batteries: [batteryStart[ends[k]], batteryStart[to]],
    }))
  }
}

/** Every byte of columns, state and totals. */
function bytes({ memory: { columns, state }, totals }: TestEngine): string {
  const hash = createHash('sha256')
  const all: Record<string, ArrayBufferView> = { ...columns, ...state, totals }
  for (const column of Object.values(all)) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}

function run(engine: TestEngine, ticks: number): string {
  for (let tick = 0; tick < ticks; tick++) {
    engine.advance()
  }
  return bytes(engine)
}

async function lines(simulation: CampusSimulation, ticks: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for (let tick = 0; tick < ticks; tick++) {
    await simulation.advance()
    await simulation.write((part) => {
      text += decoder.decode(part, { stream: true })
    })
  }
  return text
}

async function begin(inputs: RunInputs, startMs = START_MS): Promise<CampusSimulation> {
  const simulation = await CampusSimulation.create(inputs, startMs, null)
  if (simulation === null) throw new Error('a new simulation always fits')
  return simulation
}

/** What a checkpoint would hold. */
function saved(simulation: CampusSimulation): SavedSimulation {
  const columns = [...simulation.save()].map(([name, column]): [string, Uint8Array] => [
    name,
    new Uint8Array(column.buffer, column.byteOffset, column.byteLength).slice(),
  ])
  return { tick: simulation.tick, columns: new Map(columns) }
}

describe('splitting a fleet', () => {
  it.each([
    ['the UTCC campus', testInputs({ intervalSeconds: 900 })],
    ['a generated fleet of seven feeders', testInputs({ meters: 250, intervalSeconds: 300 })],
  ])('at any feeders changes no bit of %s', (_, inputs) => {
    const startMs = START_MS + 10 * HOUR_MS
    const whole = run(new TestEngine(inputs, startMs), 12)
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 6 }), (feeders) => {
        expect(run(new TestEngine(inputs, startMs, cutBehind(feeders)), 12)).toBe(whole)
      }),
      { numRuns: 12 },
    )
  })
})

describe('a saved state', () => {
  it('taken at any tick continues with the same bytes, state and summary', async () => {
    const inputs = testInputs({ intervalSeconds: 900 })
    const startMs = START_MS + 7 * HOUR_MS
    for (const stop of [0, 1, 20, 67, 68, 69]) {
      const uninterrupted = await begin(inputs, startMs)
      await lines(uninterrupted, stop)
      const state = saved(uninterrupted)
      const resumed = await CampusSimulation.create(inputs, startMs, state)
      if (resumed === null) throw new Error('the state fits')
      expect(resumed.tick).toBe(stop)
      expect(await lines(resumed, 30)).toBe(await lines(uninterrupted, 30))
      expect(saved(resumed)).toEqual(saved(uninterrupted))
      expect(resumed.summary()).toEqual(uninterrupted.summary())
      expect(resumed.snapshot()).toEqual(uninterrupted.snapshot())
    }
  })

  it('remembers what batteries that trade have learned of prices', async () => {
    // Three intervals a slot: saved within one, after a day of learning.
    const inputs = testInputs({ meters: 60, intervalSeconds: 300 })
    const uninterrupted = await begin(inputs)
    const day = 288
    await lines(uninterrupted, day + 151)
    const state = saved(uninterrupted)
    const forgetful = new Map(state.columns)
    const learned = state.columns.get('marketBuyShare')
    if (learned === undefined) throw new Error('the shares are saved')
    forgetful.set('marketBuyShare', new Uint8Array(new Float64Array(learned.length / 8).fill(1).buffer))
    const rest = await lines(uninterrupted, day)
    for (const [columns, same] of [
      [state.columns, true],
      [forgetful, false],
    ] as const) {
      const resumed = await CampusSimulation.create(inputs, START_MS, { ...state, columns })
      if (resumed === null) throw new Error('the state fits')
      expect((await lines(resumed, day)) === rest).toBe(same)
    }
  })

  it('of another fleet, or with a column missing, is refused', async () => {
    const simulation = await begin(testInputs({ meters: 50 }))
    await lines(simulation, 2)
    const state = saved(simulation)
    expect(await CampusSimulation.create(testInputs({ meters: 51 }), START_MS, state)).toBeNull()
    expect(await CampusSimulation.create(testInputs({ meters: 81 }), START_MS, state)).toBeNull()
    for (const name of state.columns.keys()) {
      const columns = new Map(state.columns)
      columns.delete(name)
      expect(await CampusSimulation.create(testInputs({ meters: 50 }), START_MS, { tick: 2, columns })).toBeNull()
    }
  })
})

describe('a meter', () => {
  it('measures the same in a fleet of 100 and of 1000', () => {
    const few = new TestEngine(testInputs({ meters: 100, intervalSeconds: 900 }), START_MS + 9 * HOUR_MS)
    const many = new TestEngine(testInputs({ meters: 1000, intervalSeconds: 900 }), START_MS + 9 * HOUR_MS)
    for (let tick = 0; tick < 24; tick++) {
      few.advance()
      many.advance()
      const all = many.memory.columns
      const { consumed, generated, charged, discharged, importRegister, voltage, current } = few.memory.columns
      for (const [mine, theirs] of [
        [consumed, all.consumed],
        [generated, all.generated],
        [charged, all.charged],
        [discharged, all.discharged],
        [importRegister, all.importRegister],
      ]) {
        expect(theirs.slice(0, 100)).toEqual(mine)
      }
      // The third feeder has 20 of its 40 meters in the small fleet: other cables, other voltages.
      expect(all.voltage.slice(0, 80)).toEqual(voltage.slice(0, 80))
      expect(all.current.slice(0, 80)).toEqual(current.slice(0, 80))
    }
  })

  it('measures something else with another seed', () => {
    const [one, other] = [1, 2].map((seed) => run(new TestEngine(testInputs({ meters: 10, seed }), START_MS), 1))
    expect(one).not.toBe(other)
  })
})

/**
 * One day of 25 meters, byte for byte. A change here means that runs recorded before cannot be resumed: if it is meant,
 * raise MODEL_VERSION in fingerprint.ts in the same commit, note it in the changelog, and put the reported hash here.
 */
describe('the journal', () => {
  it.each([
    ['the UTCC campus', null, 'f143e7bf996b3f7ab7c5e9f32564c4bcead267c8a6c01b2b07e89425b2878e21'],
    ['a generated fleet', 25, 'ad73603f4d750dda499dc3101f9e28c34dd37218f5ad6c7967b5615f9f2d9195'],
  ])('of a day of %s is the one this version has always written', async (_, meters, expected) => {
    const simulation = await begin(testInputs({ meters, intervalSeconds: 900, seed: 42 }))
    const text = await lines(simulation, 96)
    expect(text.split('\n')).toHaveLength(25 * 96 + 1)
    expect(createHash('sha256').update(text).digest('hex')).toBe(expected)
  })
})
