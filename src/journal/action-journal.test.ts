import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionJournal, actionsBackward, wasRepaced } from './action-journal.ts'
import type { ControlAction, ControlActionKind } from './control-action.ts'

let folder: string
let output: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actions-'))
  output = join(folder, 'meter_readings.jsonl')
  path = join(folder, 'control_actions.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const action = (kind: ControlActionKind, outcome: ControlAction['outcome'] = 'done', n = 0): ControlAction => ({
  timestamp: '2026-11-23T09:00:00Z',
  simulated_time: null,
  action: kind,
  request: { n },
  origin: { source: 'api', address: '127.0.0.1' },
  outcome,
  reason: outcome === 'done' ? null : 'It goes.',
})

async function append(...actions: ControlAction[]): Promise<void> {
  const journal = new ActionJournal(output)
  await Promise.all(actions.map((each) => journal.append(each)))
  await journal.close()
}

const numbers = (before?: number): unknown[] => [...actionsBackward(output, before)].map((one) => one.action.request.n)

describe('the journal of actions', () => {
  it('is made with the first action, keeps their order, and goes on where it ended', async () => {
    expect(numbers()).toEqual([])
    await append(action('pause', 'done', 1), action('resume', 'done', 2))
    await append(action('fault', 'refused', 3))
    expect(numbers()).toEqual([3, 2, 1])
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3)
  })

  it('is read from any of its lines backward', async () => {
    await append(...Array.from({ length: 5 }, (_, n) => action('pause', 'done', n)))
    const [, , third] = actionsBackward(output)
    expect(third?.action.request).toEqual({ n: 2 })
    expect(numbers(third?.offset)).toEqual([1, 0])
  })

  it('cuts off what a power cut left of its last line, and passes over what is no action', async () => {
    await append(action('pause', 'done', 1))
    appendFileSync(path, '{"no":"action"}\n{"timestamp":"20')
    expect(numbers()).toEqual([1])
    await append(action('resume', 'done', 2))
    expect(numbers()).toEqual([2, 1])
    expect(readFileSync(path, 'utf8')).not.toContain('{"timestamp":"20{')
  })
})

describe('a run whose pace was changed', () => {
  it.each([
    ['nothing was done', [], false],
    ['meters were told something', [action('fault'), action('demand_response'), action('utility_operation')], false],
    ['it was paused', [action('pause'), action('resume'), action('fault')], true],
    ['it was made faster', [action('speed')], true],
    ['a step was refused', [action('step', 'refused')], false],
  ])('is known by its actions: %s', async (_, actions, expected) => {
    await append(...actions)
    expect(wasRepaced(output)).toBe(expected)
  })
})
