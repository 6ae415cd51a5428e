import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunDeed } from '../api/run-control.ts'
import { OperationError } from '../ieee2030_5/utility/operation.ts'
import { type MachineClock, Pacer } from '../run/pacing.ts'
import { PendingCommands } from '../run/pending-commands.ts'
import { RunFolder } from '../run/run-folder.fixture.ts'
import { START_MS } from '../run/run-inputs.fixture.ts'
import { ControlDesk } from './control-desk.ts'

const BY = { source: 'api', address: '127.0.0.1' } as const
const CLOCK: MachineClock = { wallMs: () => START_MS, monotonicMs: () => 0, sleep: async () => undefined }

let folder: RunFolder
let pacer: Pacer
let desk: ControlDesk
let notices: string[]
beforeEach(() => {
  folder = new RunFolder()
  pacer = new Pacer({ clock: CLOCK, anchorMs: START_MS, intervalSeconds: 15, speed: 1, onClockStep: () => undefined })
  notices = []
  desk = new ControlDesk({
    inputs: folder.inputs(),
    commands: new PendingCommands(() => START_MS),
    wallMs: () => START_MS,
    simulatedMs: () => START_MS,
    operate: ({ name }) =>
      name === 'absent' ? null : Promise.reject(new OperationError('conflict', 'program', 'It does not fit.')),
    onPace: () => undefined,
    onNotice: (text) => notices.push(text),
  })
})
afterEach(async () => {
  await desk.close()
  folder.remove()
})

const path = (): string => join(folder.path, 'r.control_actions.jsonl')
const written = (): unknown[] =>
  readFileSync(path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

const pace = (kind: 'pause' | 'resume'): RunDeed => ({ kind: 'pace', change: { kind }, by: BY })
const step: RunDeed = { kind: 'pace', change: { kind: 'step', ticks: 2 }, by: BY }

describe('what is asked of a run', () => {
  it('is done, and written down with its time, its origin and its outcome before it is answered', async () => {
    await desk.begin(pacer)
    expect(await desk.ask(pace('pause'))).toEqual({ kind: 'done', output: { paused: true, speed: 1 } })
    expect(pacer.isPaused).toBe(true)
    expect(written()).toEqual([
      {
        timestamp: new Date(START_MS).toISOString().replace('.000', ''),
        simulated_time: new Date(START_MS).toISOString().replace('.000', ''),
        action: 'pause',
        request: {},
        origin: BY,
        outcome: 'done',
        reason: null,
      },
    ])
  })

  it('is refused where it does not fit, and that is written down, too', async () => {
    await desk.begin(pacer)
    expect(await desk.ask(step)).toMatchObject({ kind: 'refused', fault: 'conflict' })
    const operate: RunDeed = { kind: 'operate', request: { name: 'controls.create', input: {} }, by: BY }
    expect(await desk.ask(operate)).toMatchObject({ kind: 'refused', fault: 'conflict', field: 'program' })
    expect(written()).toMatchObject([
      { action: 'step', request: { ticks: 2 }, outcome: 'refused', reason: expect.stringContaining('pause it') },
      { action: 'utility_operation', request: { name: 'controls.create' }, outcome: 'refused' },
    ])
  })

  it('is not written down where it changes nothing', async () => {
    await desk.begin(pacer)
    expect(await desk.ask({ kind: 'operate', request: { name: 'absent', input: {} }, by: null })).toMatchObject({
      kind: 'refused',
    })
    expect(existsSync(path())).toBe(false)
  })

  it('has to wait for the run to begin, and is then written down', async () => {
    expect(await desk.ask(pace('pause'))).toMatchObject({ kind: 'refused', fault: 'conflict' })
    expect(existsSync(path())).toBe(false)
    await desk.begin(pacer)
    expect(written()).toMatchObject([{ action: 'pause', outcome: 'refused' }])
    expect(notices).toEqual([])
  })
})
