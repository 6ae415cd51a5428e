import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionJournal } from '../journal/action-journal.ts'
import type { Command, GivenCommand } from '../simulation/commands/command.ts'
import { parseCommandsFile } from '../simulation/commands/commands-file.ts'
import { type RunClock, simulatedMs } from '../time/run-clock.ts'
import type { LivePace } from './live-pace.ts'
import type { MachineClock } from './pacing.ts'
import { PendingCommands } from './pending-commands.ts'
import { executeRun } from './run.ts'
import { INTERVAL_SECONDS, RunFolder } from './run-folder.fixture.ts'
import { START_MS } from './run-inputs.fixture.ts'
import { openSlotJournal } from './slot-journal.ts'

const TICKS = 60
const HOUR_MS = 3_600_000
const COMMANDS = 'r.commands.jsonl'

let folder: RunFolder
let other: RunFolder
beforeEach(() => {
  folder = new RunFolder()
  other = new RunFolder()
})
afterEach(() => {
  folder.remove()
  other.remove()
})

/** A clock whose time goes by only in sleep; after some sleeps of a paused run its operator comes back. */
class OperatedClock implements MachineClock {
  ms = 0
  comeBack: (() => void) | null = null
  wallMs = (): number => START_MS + this.ms
  monotonicMs = (): number => this.ms
  sleep = async (delayMs: number): Promise<void> => {
    this.ms += delayMs
    const { comeBack } = this
    this.comeBack = null
    comeBack?.()
  }
}

interface Operator {
  readonly pace: LivePace
  readonly clock: OperatedClock
  readonly tell: (command: Command) => void
  readonly plan: (command: Command, fromMs: number) => void
}

/** Runs live until a tick is done, operated after each; one that goes on also after the one it had stopped with. */
async function live(
  lastTick: number,
  operate: (tick: number, operator: Operator) => void,
  resumeAt: number | null = null,
  beginMs = 0,
): Promise<{ clocks: RunClock[]; states: string[] }> {
  const stop = new AbortController()
  const clock = new OperatedClock()
  clock.ms = beginMs
  const clocks: RunClock[] = []
  const states: string[] = []
  const pending = new PendingCommands(() => simulatedMs(clocks.at(-1) ?? clocks[0], clock.wallMs()))
  const given = (command: Command): GivenCommand[] => [{ command, origin: { source: 'api', reference: '' } }]
  let operator: Operator | null = null
  const { simulation } = await executeRun({
    openSlots: openSlotJournal,
    inputs: folder.inputs({ startMs: resumeAt === null ? START_MS : null, resume: resumeAt !== null }),
    clock,
    signal: stop.signal,
    commands: pending,
    observer: {
      onTick: ({ simulation: { tick }, state }) => {
        states.push(state)
        if (operator !== null) operate(tick, operator)
        if (tick >= lastTick) stop.abort()
      },
      onClock: (told) => clocks.push(told),
      onPace: (pace) => {
        const tell = (command: Command): void => void pending.give(given(command))
        const plan = (command: Command, fromMs: number): void => void pending.plan(given(command), fromMs)
        operator = { pace, clock, tell, plan }
        if (resumeAt !== null) operate(resumeAt, operator)
      },
      onWaiting: () => {},
      onNotice: () => {},
    },
  })
  await simulation.close()
  return { clocks, states }
}

async function batch(text: string, workers = 1): Promise<void> {
  const inputs = other.inputs({ durationMs: TICKS * INTERVAL_SECONDS * 1000, workers })
  const { simulation, summary } = await executeRun({
    openSlots: openSlotJournal,
    inputs: { ...inputs, commands: parseCommandsFile(text, 'commands.jsonl', inputs.fleet) },
    clock: new OperatedClock(),
    signal: new AbortController().signal,
    observer: { onTick: () => {}, onWaiting: () => {}, onNotice: () => {} },
  })
  expect(summary.quality.faults).not.toBeNull()
  await simulation.close()
}

/** What a run has written; commands in the order of their ticks, since some are written ahead of theirs. */
function streams(of: RunFolder): Record<string, string> {
  const files = Object.entries(of.files()).filter(([name]) => name.endsWith('.jsonl'))
  const byTime = (text: string): string => text.trimEnd().split('\n').sort().join('\n')
  return Object.fromEntries(files.map(([name, text]) => [name, name === COMMANDS ? byTime(text) : text]))
}

const recorded = (): string => readFileSync(join(folder.path, COMMANDS), 'utf8')

const fault = (meterId: string, of: Partial<Extract<Command, { kind: 'fault' }>>): Command => ({
  kind: 'fault',
  meterId,
  fault: { kind: 'gap' },
  isActive: true,
  durationSeconds: null,
  ...of,
})

/** A day with everything an operator can do. */
function day(): (tick: number, operator: Operator) => void {
  const { fleet } = folder.inputs()
  const meters = Array.from({ length: fleet.size }, (_, i) => fleet.meter(i))
  const ids = meters.map(({ meterId }) => meterId)
  const array = meters.find(({ pv }) => pv !== null)?.meterId ?? ''
  const battery = meters.find((meter) => meter.battery !== null)?.meterId ?? ''
  const hour = (hours: number): number => hours * 3600
  return (tick, { pace, clock, tell, plan }) => {
    if (tick === 3) {
      pace.pause()
      clock.comeBack = () => {
        pace.step(2)
        clock.comeBack = () => pace.resume()
      }
    }
    if (tick === 8) pace.setSpeed(3600)
    if (tick === 10) tell(fault(ids[0] ?? '', { durationSeconds: hour(1) }))
    if (tick === 20) tell(fault(ids[1] ?? '', { fault: { kind: 'outage' }, durationSeconds: hour(2) }))
    if (tick === 25) tell(fault(ids[2] ?? '', { fault: { kind: 'stuck' }, durationSeconds: 1 }))
    if (tick === 30) {
      pace.setSpeed(0.5)
      tell(fault(array, { fault: { kind: 'array_outage', lostShare: 0.5 } }))
      tell(fault(battery, { fault: { kind: 'battery_outage' }, durationSeconds: hour(3) }))
    }
    if (tick === 33)
      tell(fault(ids[3] ?? '', { fault: { kind: 'spike', channel: 'voltage', factor: 2 }, durationSeconds: 1 }))
    if (tick === 35) {
      const control = { dutyCycle: 0.5, coolingOffsetK: null, loadShare: null }
      plan({ kind: 'load_control', meterId: battery, control, durationSeconds: hour(2) }, START_MS + 11 * HOUR_MS)
    }
    if (tick === 40) {
      pace.pause()
      pace.resume()
      tell(fault(array, { fault: { kind: 'array_outage', lostShare: 1 }, isActive: false }))
    }
  }
}

describe('a live run that is paused, stepped, sped up and made to fail', () => {
  it('is the batch of what it was told, byte for byte', async () => {
    await live(TICKS, day())
    const text = recorded()
    expect(text.trimEnd().split('\n')).toHaveLength(8)
    await batch(text)
    expect(streams(other)).toEqual(streams(folder))
  })

  it.each([10, 36])('also when it is interrupted after tick %i and resumed', async (stop) => {
    const operate = day()
    await live(stop, (tick, operator) => void (tick < stop && operate(tick, operator)))
    await live(TICKS, operate, stop)
    await batch(recorded())
    expect(streams(other)).toEqual(streams(folder))
  })

  it('stands still for those who live by its time, and goes on from there', async () => {
    const { clocks } = await live(6, day())
    const at = (tick: number): number => START_MS + tick * INTERVAL_SECONDS * 1000
    expect(clocks.map(({ speed }) => speed)).toEqual([1, 0, 0, 0, 1])
    const times = clocks.slice(1, 4).map(({ anchorSimulatedMs }) => Math.round(anchorSimulatedMs))
    expect(times).toEqual([at(3), at(4), at(5)])
    const [, , , still, resumed] = clocks
    // It goes on when it has slept once more, from where it stood.
    expect(resumed && still && simulatedMs(resumed, still.anchorWallMs)).toBeLessThan(at(5))
    expect(resumed && still && simulatedMs(resumed, still.anchorWallMs + 1000)).toBeCloseTo(at(5), 0)
  })
})

describe('a run that was interrupted', () => {
  /** How the ticks came that were made behind the fourth, two hours after it. */
  async function statesAfterTwoHours(): Promise<readonly string[]> {
    return (await live(10, () => undefined, 4, 3 * HOUR_MS)).states
  }

  it('catches up with the present where its pace is that of the wall', async () => {
    await live(4, () => undefined)
    expect(await statesAfterTwoHours()).toEqual(Array.from({ length: 6 }, () => 'catching up'))
  })

  it('goes on from where it stood where its pace was changed', async () => {
    await live(4, () => undefined)
    const journal = new ActionJournal(folder.output)
    await journal.append({
      timestamp: '2025-03-10T00:00:00Z',
      simulated_time: null,
      action: 'pause',
      request: {},
      origin: { source: 'api', address: '127.0.0.1' },
      outcome: 'done',
      reason: null,
    })
    await journal.close()
    expect(await statesAfterTwoHours()).toEqual(Array.from({ length: 6 }, () => 'live'))
  })
})

describe('faults that are injected', () => {
  it('change nothing before them, and show from their tick on', async () => {
    const { fleet } = folder.inputs()
    const [first] = Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).meterId)
    await live(TICKS, (tick, { tell }) => {
      if (tick === 50) tell(fault(first ?? '', { durationSeconds: INTERVAL_SECONDS * 2 }))
    })
    await other.batch(TICKS)
    const lines = (of: RunFolder): string[] => readFileSync(of.output, 'utf8').trimEnd().split('\n')
    const [told, untold] = [lines(folder), lines(other)]
    const differing = told.flatMap((line, i) => (line === untold[i] ? [] : [i]))
    // Two intervals of one meter: estimated, with registers that catch up behind them.
    expect(differing).toEqual([50 * fleet.size, 51 * fleet.size])
    for (const i of differing) {
      expect(JSON.parse(told[i] ?? '')).toMatchObject({ quality: 'estimated', quality_reasons: ['missing'] })
    }
    const before: { import_register: number } = JSON.parse(told[49 * fleet.size] ?? '')
    expect(JSON.parse(told[51 * fleet.size] ?? '')).toMatchObject({ import_register: before.import_register })
  })
})
