import { pino } from 'pino'
import { expect, it } from 'vitest'
import { CampusSimulation } from '../run/campus-simulation.ts'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { RunMeasures } from '../run/run-measures.ts'
import { logView } from './run-view.ts'

const NOON_MS = START_MS + 12 * 3_600_000

it('logs the powers of a tick in whole watts', async () => {
  const inputs = testInputs()
  const simulation = await CampusSimulation.create(inputs, NOON_MS, null)
  if (simulation === null) throw new Error('a new simulation always fits')
  await simulation.advance()
  const lines: string[] = []
  const view = logView(inputs, pino({}, { write: (line: string) => lines.push(line) }))
  const measures = new RunMeasures({ monotonicMs: () => 0 })
  view.onTick({ simulation, lastTick: null, firstTick: 0, state: 'live', lateTicks: 0, measures })
  const { tick, generationKw, loadKw, importKw, exportKw } = simulation.snapshot()
  const logged: unknown = JSON.parse(lines.join(''))
  expect(logged).toMatchObject({ tick, lateTicks: 0 })
  for (const [name, powerKw] of Object.entries({ generationKw, loadKw, importKw, exportKw })) {
    expect(logged).toHaveProperty(name, Number(powerKw.toFixed(3)))
  }
  await simulation.close()
})
