import { expect, it } from 'vitest'
import { ApiProblem } from './api-problem.ts'
import { type ControlRequest, RemoteControl } from './run-control.ts'

const REQUEST: ControlRequest = {
  kind: 'pace',
  change: { kind: 'step', ticks: 3 },
  by: { source: 'api', address: '127.0.0.1' },
}

it('gives each question its own answer, in any order', async () => {
  const asked: [number, ControlRequest][] = []
  const control = new RemoteControl((number, request) => asked.push([number, request]))
  const [first, second] = [control.ask(REQUEST), control.ask(REQUEST)]
  expect(asked.map(([, request]) => request)).toEqual([REQUEST, REQUEST])
  control.answered(asked[1]?.[0] ?? 0, { kind: 'refused', reason: 'not now' })
  control.answered(asked[0]?.[0] ?? 0, { kind: 'done' })
  expect([await first, await second]).toEqual([{ kind: 'done' }, { kind: 'refused', reason: 'not now' }])
})

it('does not wait for ever, and lets an answer pass that comes too late', async () => {
  const control = new RemoteControl(() => undefined, 5)
  await expect(control.ask(REQUEST)).rejects.toThrow(ApiProblem)
  expect(() => control.answered(1, { kind: 'done' })).not.toThrow()
})
