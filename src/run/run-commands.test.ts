import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CertificateRecord } from '../certificates/certificate-record.ts'
import { verifyChain } from '../certificates/hash-chain.ts'
import { readLine } from '../certificates/ledger.fixture.ts'
import { RunError } from '../errors/problem.ts'
import { type Command, type DerControl, type GivenCommand, UNCONTROLLED_DER } from '../simulation/commands/command.ts'
import type { TimedCommand } from '../simulation/commands/command-record.ts'
import { parseCommandsFile } from '../simulation/commands/commands-file.ts'
import type { RunClock } from '../time/run-clock.ts'
import { utcText } from '../time/utc-text.ts'
import type { MachineClock } from './pacing.ts'
import { executeRun } from './run.ts'
import { INTERVAL_SECONDS, RunFolder } from './run-folder.fixture.ts'
import { START_MS } from './run-inputs.fixture.ts'
import type { RunInputs } from './run-inputs.ts'
import { openSlotJournal } from './slot-journal.ts'

const TICKS = 60

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

/** Ids of meters with an array, and with a battery. */
function assets({ fleet }: RunInputs): { arrays: string[]; batteries: string[] } {
  const meters = Array.from({ length: fleet.size }, (_, i) => fleet.meter(i))
  return {
    arrays: meters.filter(({ pv }) => pv !== null).map(({ meterId }) => meterId),
    batteries: meters.filter(({ battery }) => battery !== null).map(({ meterId }) => meterId),
  }
}

const given = (command: Command, reference = 'a'): GivenCommand => ({ command, origin: { source: 'api', reference } })

/** What somebody tells the campus over a day, by the tick after which it is given. */
function told(inputs: RunInputs): ReadonlyMap<number, GivenCommand[]> {
  const { arrays, batteries } = assets(inputs)
  const der = (meterId: string, control: Partial<DerControl> | null): Command => ({
    kind: 'der_control',
    meterId,
    control: control === null ? null : { ...UNCONTROLLED_DER, ...control },
  })
  const [first] = batteries
  return new Map([
    [5, [given(der(first, { fixedPower: -0.5, rampSeconds: 3000 }))]],
    [20, arrays.map((meterId) => given(der(meterId, { maxLimit: 0.2 })))],
    [21, [given({ kind: 'grid_prices', purchaseRate: 0.5, feedInRate: 0.01 }, 'event 7')]],
    [
      30,
      [
        given(der(first, { isConnected: false })),
        given({
          kind: 'load_control',
          meterId: first,
          control: { dutyCycle: 0.5, coolingOffsetK: 2, loadShare: null },
        }),
      ],
    ],
    [42, [given(der(first, { targetPowerKw: 1.5, rampSeconds: 1800 }))]],
    [50, [given(der(first, null)), given({ kind: 'grid_prices', purchaseRate: null, feedInRate: null })]],
  ])
}

class LiveClock implements MachineClock {
  ms = 0
  wallMs = (): number => START_MS + this.ms
  monotonicMs = (): number => this.ms
  sleep = async (delayMs: number): Promise<void> => {
    this.ms += delayMs
  }
}

/** Runs live until a tick is done, telling it what `plan` has for each tick. */
async function live(
  into: RunFolder,
  lastTick: number,
  plan: ReadonlyMap<number, readonly GivenCommand[]>,
  resume = false,
  notices: string[] = [],
): Promise<TimedCommand[]> {
  const stop = new AbortController()
  const waiting: GivenCommand[] = [...(plan.get(0) ?? [])]
  const carriedOut: TimedCommand[] = []
  const { simulation } = await executeRun({
    openSlots: openSlotJournal,
    inputs: into.inputs({ startMs: resume ? null : START_MS, resume }),
    clock: new LiveClock(),
    signal: stop.signal,
    commands: { take: () => waiting.splice(0) },
    observer: {
      onTick: ({ simulation: { tick }, state }) => {
        if (state !== 'replaying') waiting.push(...(plan.get(tick) ?? []))
        if (tick >= lastTick) stop.abort()
      },
      onCommands: (commands) => carriedOut.push(...commands),
      onWaiting: () => {},
      onNotice: (text) => notices.push(text),
    },
  })
  await simulation.close()
  return carriedOut
}

/** Runs a batch that is told what a text of commands says, until its end or until a tick. */
async function batch(into: RunFolder, text: string, stopAfter = TICKS, resume = false): Promise<void> {
  const stop = new AbortController()
  const inputs = into.inputs({ durationMs: TICKS * INTERVAL_SECONDS * 1000, resume })
  const { simulation } = await executeRun({
    openSlots: openSlotJournal,
    inputs: { ...inputs, commands: parseCommandsFile(text, 'commands.jsonl', inputs.fleet) },
    clock: new LiveClock(),
    signal: stop.signal,
    observer: {
      onTick: ({ simulation: { tick } }) => {
        if (tick >= stopAfter) stop.abort()
      },
      onWaiting: () => {},
      onNotice: () => {},
    },
  })
  await simulation.close()
}

const COMMANDS = 'r.commands.jsonl'

/** Readings and streams: everything but checkpoints and the description of the run. */
const streams = (of: RunFolder): Record<string, string> =>
  Object.fromEntries(Object.entries(of.files()).filter(([name]) => name.endsWith('.jsonl')))

const ledgerOf = (of: RunFolder): CertificateRecord[] =>
  streams(of)['r.renewable_certificates.jsonl'].trimEnd().split('\n').map(readLine)

const atTick = (tick: number): string => utcText(START_MS + tick * INTERVAL_SECONDS * 1000)

const readingsOf = (of: RunFolder): string => readFileSync(of.output, 'utf8')

describe('a live run that is told something', () => {
  it('is replayed byte for byte, as a batch, from what it recorded', async () => {
    const carriedOut = await live(folder, TICKS, told(folder.inputs()))
    const recorded = streams(folder)[COMMANDS]
    expect(recorded.trimEnd().split('\n')).toHaveLength(carriedOut.length)
    await batch(other, recorded)
    expect(streams(other)).toEqual(streams(folder))

    const untold = new RunFolder()
    try {
      await untold.batch(TICKS)
      const lines = readingsOf(untold).split('\n')
      const same = readingsOf(folder)
        .split('\n')
        .findIndex((line, i) => line !== lines[i])
      // Given after tick 5, a command shapes tick 6.
      expect(Math.floor(same / untold.inputs().fleet.size)).toBe(5)
      expect(existsSync(join(untold.path, COMMANDS))).toBe(false)
    } finally {
      untold.remove()
    }
  })

  it('is told once what every meter says of the grid, and nothing that it has anyway', async () => {
    const prices = (purchaseRate: number | null) =>
      Array.from({ length: 25 }, (_, meter) =>
        given({ kind: 'grid_prices', purchaseRate, feedInRate: null }, `event of meter ${meter}`),
      )
    const plan = new Map([
      [1, prices(null)],
      [2, prices(9.5)],
      [3, prices(9.5)],
      [4, prices(null)],
    ])
    const carriedOut = await live(folder, 6, plan)
    expect(carriedOut.map(({ tick, given: { command } }) => [tick, command])).toEqual([
      [3, { kind: 'grid_prices', purchaseRate: 9.5, feedInRate: null }],
      [5, { kind: 'grid_prices', purchaseRate: null, feedInRate: null }],
    ])
    expect(readFileSync(join(folder.path, COMMANDS), 'utf8').trimEnd().split('\n')).toHaveLength(2)
  })

  it('records the interval from which on a command holds, and who gave it', async () => {
    const [meterId] = assets(folder.inputs()).arrays
    const command: Command = { kind: 'der_control', meterId, control: { ...UNCONTROLLED_DER, maxLimit: 0.5 } }
    const [{ tick }] = await live(folder, 4, new Map([[2, [given(command, 'B01D')]]]))
    expect(tick).toBe(3)
    expect(JSON.parse(streams(folder)[COMMANDS])).toMatchObject({
      timestamp: '2025-03-09T17:30:00Z',
      tick: 3,
      origin: { source: 'api', reference: 'B01D' },
      command: {
        kind: 'der_control',
        meter_id: meterId,
        control: { is_connected: true, max_limit: 0.5, volt_var: null },
      },
    })
  })

  it('neither records what changes nothing nor what is taken back before the next tick', async () => {
    const [meterId] = assets(folder.inputs()).arrays
    const limit = (maxLimit: number): GivenCommand =>
      given({ kind: 'der_control', meterId, control: { ...UNCONTROLLED_DER, maxLimit } })
    const none = given({ kind: 'load_control', meterId, control: null })
    const plan = new Map([
      [0, [limit(0.5), none]],
      [1, [limit(0.5)]],
      [2, [limit(0.1), limit(0.5)]],
      [3, [limit(0.2), limit(0.3)]],
    ])
    const carriedOut = await live(folder, 5, plan)
    expect(carriedOut.map(({ tick, given: { command } }) => [tick, command])).toEqual([
      [1, limit(0.5).command],
      [4, limit(0.3).command],
    ])
  })

  it('leaves out what it cannot carry out, and says so', async () => {
    const notices: string[] = []
    const load = (meterId: string, loadShare: number): GivenCommand =>
      given({ kind: 'load_control', meterId, control: { dutyCycle: null, coolingOffsetK: null, loadShare } }, 'E1')
    const plan = new Map([[1, [load('NOBODY', 0.5), load('AMI_METER_001', 7), load('AMI_METER_002', 0.5)]]])
    const carriedOut = await live(folder, 3, plan, false, notices)
    expect(carriedOut.map((timed) => timed.given)).toEqual([load('AMI_METER_002', 0.5)])
    expect(notices).toEqual([
      'Not carried out: command of api E1: meter_id = NOBODY: expected the id of a meter of this run',
      'Not carried out: command of api E1: control.load_share = 7: expected a share from 0 to 1',
    ])
  })

  it('continues with the same bytes wherever it stopped, and if the end of its readings was lost', async () => {
    await live(folder, TICKS, told(folder.inputs()))
    const whole = streams(folder)
    for (const stop of [6, 22, 43]) {
      const again = new RunFolder()
      try {
        const plan = told(again.inputs())
        await live(again, stop, plan)
        await live(again, 49, plan, true)
        // The checkpoint before the last one: what follows it is computed again, and compared.
        truncateSync(again.output, readingsOf(again).length - 1)
        const ahead = streams(again)[COMMANDS].trimEnd().split('\n').length
        await live(again, TICKS, new Map([[50, plan.get(50) ?? []]]), true)
        expect(ahead).toBe(whole[COMMANDS].trimEnd().split('\n').length - 2)
        expect(streams(again)).toEqual(whole)
      } finally {
        again.remove()
      }
    }
  })

  it('carries out what was recorded for a tick that was not written, and cuts off half a line', async () => {
    const plan = told(folder.inputs())
    await live(folder, TICKS, plan)
    const whole = streams(folder)
    await live(other, 20, plan)
    const lines = whole[COMMANDS].split(/(?<=\n)/)
    const ofTick21 = lines.filter((line) => line.includes('"tick":21,'))
    expect(ofTick21.length).toBeGreaterThan(0)
    appendFileSync(join(other.path, COMMANDS), `${ofTick21.join('')}${lines[0].slice(0, 40)}`)
    const rest = new Map([...plan].filter(([tick]) => tick > 20))
    await live(other, TICKS, rest, true)
    expect(streams(other)).toEqual(whole)
  })

  it('has certificates retired once, and in every run of its commands', async () => {
    const plan = told(folder.inputs())
    await live(folder, TICKS, plan)
    const issued = ledgerOf(folder).filter(({ event }) => event === 'issued')
    const [whole, cut, beneficiary] = [issued[0], issued[1], issued.at(-1)?.meter_id ?? '']
    if (whole === undefined || cut === undefined) throw new Error('nothing was issued')
    const retire = (certificateId: string, energyWh: number | null = null): GivenCommand =>
      given({
        kind: 'retire_certificate',
        certificateId,
        beneficiary: energyWh === null ? null : beneficiary,
        energyWh,
      })
    const retiring = new Map([
      ...plan,
      [41, [retire(whole.certificate_id), retire(whole.certificate_id), retire('NOTHING')]],
      [48, [retire(cut.certificate_id, 1)]],
    ])
    const notices: string[] = []
    await live(other, TICKS, retiring, false, notices)
    expect(notices).toEqual([
      expect.stringMatching(/^Not retired: certificate ledger: certificate_id = .* this one is Retired$/),
      'Not retired: certificate ledger: certificate_id = NOTHING: expected a certificate of this ledger',
    ])
    expect(readingsOf(other)).toBe(readingsOf(folder))
    const retired = ledgerOf(other).filter(({ event }) => event === 'retired')
    const owner = ledgerOf(folder).findLast(({ certificate_id: id }) => id === whole.certificate_id)?.owner
    expect(retired).toMatchObject([
      { certificate_id: whole.certificate_id, timestamp: atTick(41), actor: owner, beneficiary: owner },
      { parent_id: cut.certificate_id, timestamp: atTick(48), energy_wh: 1, beneficiary },
    ])
    expect(verifyChain(ledgerOf(other))).toBeNull()

    const replayed = new RunFolder()
    const resumed = new RunFolder()
    try {
      await batch(replayed, streams(other)[COMMANDS])
      expect(streams(replayed)).toEqual(streams(other))
      await live(resumed, 40, retiring)
      await live(resumed, 49, retiring, true)
      // Behind the checkpoint before the last one, certificates are retired once more.
      truncateSync(resumed.output, readingsOf(resumed).length - 1)
      await live(resumed, TICKS, new Map([[50, plan.get(50) ?? []]]), true)
      expect(streams(resumed)).toEqual(streams(other))
    } finally {
      replayed.remove()
      resumed.remove()
    }
  })

  it('does not go on without what it was told', async () => {
    await live(folder, 30, told(folder.inputs()))
    const path = join(folder.path, COMMANDS)
    const text = readFileSync(path, 'utf8')
    const lines = text.split(/(?<=\n)/)
    for (const changed of ['', lines.slice(0, -1).join(''), text.replace('der_control', 'der_contral')]) {
      writeFileSync(path, changed)
      const before = folder.files()
      await expect(live(folder, 31, new Map(), true)).rejects.toThrow(RunError)
      expect(folder.files()).toEqual(before)
    }
    writeFileSync(path, text)
    await live(folder, 31, new Map(), true)
  })

  it('says how its time follows the clock on the wall, and when that changes', async () => {
    const clocks: RunClock[] = []
    const clock = new LiveClock()
    let setBackMs = 0
    const stop = new AbortController()
    const { simulation } = await executeRun({
      openSlots: openSlotJournal,
      inputs: folder.inputs({ startMs: START_MS, speed: 60 }),
      clock: {
        wallMs: () => clock.wallMs() + 5000 - setBackMs,
        monotonicMs: clock.monotonicMs,
        sleep: clock.sleep,
      },
      signal: stop.signal,
      observer: {
        onTick: ({ simulation: { tick } }) => {
          if (tick === 1) setBackMs = 60_000
          if (tick === 2) stop.abort()
        },
        onClock: (told) => clocks.push(told),
        onWaiting: () => {},
        onNotice: () => {},
      },
    })
    await simulation.close()
    const anchor = { anchorSimulatedMs: START_MS, speed: 60 }
    expect(clocks).toEqual([
      { ...anchor, anchorWallMs: START_MS + 5000 },
      { ...anchor, anchorWallMs: START_MS + 5000 - 60_000 },
    ])
  })
})

describe('a batch with a file of commands', () => {
  it('stopped anywhere and resumed gives the same bytes, commands too', async () => {
    await live(folder, TICKS, told(folder.inputs()))
    const text = streams(folder)[COMMANDS]
    for (const stop of [5, 21]) {
      const again = new RunFolder()
      try {
        await batch(again, text, stop)
        await batch(again, text, TICKS, true)
        expect(streams(again)).toEqual(streams(folder))
      } finally {
        again.remove()
      }
    }
  })
})
