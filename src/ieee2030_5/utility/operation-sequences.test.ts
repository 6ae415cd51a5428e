import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derControlResponse } from '../model/response.ts'
import { FUNCTION_SETS } from './function-sets.ts'
import { tidy } from './operate.ts'
import { OperationError } from './operation.ts'
import { crawl, createProgram, entriesOf, fieldOf, METER_A, METER_B, programServer } from './programs.fixture.ts'
import { LFDI_A, LFDI_B, NOW, TestUtility } from './utility.fixture.ts'
import { collectionsOf } from './utility.ts'
import { type Change, UtilityState } from './utility-state.ts'

/** What is done, with a number to choose what it is done to. */
interface Step {
  readonly action: keyof typeof ACTIONS
  readonly choice: number
  readonly duration: number
}

const pick = <Value>(values: readonly Value[], choice: number): Value | undefined =>
  values[choice % Math.max(1, values.length)]

const ACTIONS = {
  program: (server: TestUtility, { choice }: Step) => {
    const assigned = pick(['all', { meterIds: [METER_A] }, { meterIds: [METER_B] }], choice)
    createProgram(server, pick(['der', 'demand_response', 'pricing'], choice) ?? 'der', assigned, choice)
  },
  remove: (server: TestUtility, { choice }: Step) => {
    server.operate('programs.delete', { program: programAt(server, choice) })
  },
  control: (server: TestUtility, { choice, duration }: Step) => {
    const times = { start: server.now + (choice % 40), durationSeconds: duration }
    const control = pick([{ opModMaxLimW: choice % 100 }, { opModConnect: false, rampSeconds: 1 }], choice)
    server.operate('controls.create', { program: programAt(server, choice), ...times, control })
  },
  tariff: (server: TestUtility, { choice, duration }: Step) => {
    const periods = [{ start: server.now, durationSeconds: duration * 2, purchaseRate: choice % 7, feedInRate: 1 }]
    server.operate('tariffs.publish', { program: programAt(server, choice), currency: 'THB', rateCode: 'x', periods })
  },
  price: (server: TestUtility, { choice, duration }: Step) => {
    const times = { start: server.now + (choice % 30), durationSeconds: duration }
    server.operate('prices.create', { program: programAt(server, choice), ...times, purchaseRate: choice % 9 })
  },
  cancel: (server: TestUtility, { choice }: Step) => {
    server.operate('events.cancel', { event: eventAt(server, choice) })
  },
  respond: (server: TestUtility, { choice }: Step) => {
    const value = { endDeviceLFDI: LFDI_A, subject: eventAt(server, choice), status: 1 + (choice % 3) }
    server.send(LFDI_A, 'POST', '/rsps/1/rsp', { type: derControlResponse, value })
  },
  wait: (server: TestUtility, { duration }: Step) => {
    server.now += duration
    tidy(server.utility, server.now)
  },
}

function listed(server: TestUtility, operation: string, name: string): string[] {
  return entriesOf(server.operate(operation, {})).map((entry) => fieldOf(entry, name))
}

function programAt(server: TestUtility, choice: number): string {
  return pick(listed(server, 'programs.list', 'program'), choice) ?? '/derp/1'
}

function eventAt(server: TestUtility, choice: number): string {
  return pick(listed(server, 'events.list', 'mrid'), choice) ?? '0'.repeat(32)
}

/** Operators may ask for what does not fit: that is refused, and nothing else happens. */
function carryOut(server: TestUtility, step: Step): void {
  try {
    ACTIONS[step.action](server, step)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
  }
}

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])),
    choice: fc.nat(200),
    duration: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 5, maxLength: 30 },
)

/** A server that has read back what another has changed. */
function rebuilt(changes: readonly Change[]): TestUtility {
  const state = new UtilityState()
  const collections = collectionsOf(FUNCTION_SETS)
  // What is on disk is JSON.
  for (const change of JSON.parse(JSON.stringify(changes)) as Change[]) {
    const collection = collections.get(change.collection)
    if (collection === undefined) throw new Error(`no collection ${change.collection}`)
    state.repeat(change, collection)
  }
  return new TestUtility(FUNCTION_SETS, { notificationHosts: [] }, state)
}

describe('after any sequence of operations', () => {
  it('a server that has read its changes back answers the same as one that was read all the time', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const server = programServer()
        for (const step of sequence) {
          carryOut(server, step)
          // What it answered once, it must not answer still when that has changed.
          for (const lfdi of [LFDI_A, LFDI_B]) crawl(server, lfdi)
        }
        const again = rebuilt(server.state.takeChanges())
        for (const after of [0, 30, 100]) {
          server.now = NOW + after
          again.now = NOW + after
          for (const lfdi of [LFDI_A, LFDI_B]) expect(crawl(again, lfdi)).toEqual(crawl(server, lfdi))
        }
        expect(again.operate('events.list', {})).toEqual(server.operate('events.list', {}))
      }),
      { numRuns: 20 },
    )
  })

  it('what is active is what is listed as active, for every program', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const server = programServer()
        for (const step of sequence) carryOut(server, step)
        const found = crawl(server, LFDI_A)
        for (const [path, text] of found) {
          const list = path.replace(/\/act(derc|edc|tti|txt)$/, '/$1')
          if (list === path) continue
          const active = mridsOf(text, () => true)
          expect(active).toEqual(mridsOf(found.get(list) ?? '', (status) => status === '1'))
        }
      }),
      { numRuns: 20 },
    )
  })
})

function mridsOf(text: string, isChosen: (status: string) => boolean): string[] {
  const events = text.matchAll(/<mRID>([0-9A-F]{32})<\/mRID>.*?<currentStatus>(\d)<\/currentStatus>/g)
  return [...events].filter(([, , status]) => isChosen(status)).map(([, mrid]) => mrid)
}
