import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { commandsArbitrary } from './arbitrary-commands.fixture.ts'
import { commandRecord, type TimedCommand } from './command-record.ts'
import { parseCommandsFile, timedCommands } from './commands-file.ts'

const { fleet } = testInputs()
const METER = fleet.meter(0).meterId

function refusal(text: string): string {
  try {
    parseCommandsFile(text, 'told.jsonl', fleet)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'nothing'
}

const line = (timestamp: string, command: unknown): string => JSON.stringify({ timestamp, command })
const reduced = { kind: 'load_control', meter_id: METER, control: { load_share: 0.5 } }

describe('parseCommandsFile', () => {
  it('reads what a run has recorded, whatever it was', () => {
    fc.assert(
      fc.property(commandsArbitrary(50), (commands) => {
        const recorded = commands.flatMap(({ tick, of }): TimedCommand[] => {
          const command = of(fleet)
          return command === null ? [] : [{ tick, given: { command, origin: { source: 'api', reference: '' } } }]
        })
        const inOrder = recorded.sort((a, b) => a.tick - b.tick)
        const text = inOrder.map((each) => JSON.stringify(commandRecord(each, START_MS + (each.tick - 1) * 15_000)))
        const read = parseCommandsFile(text.join('\n'), 'told.jsonl', fleet)
        expect(timedCommands(read, START_MS, 15)).toEqual(inOrder)
      }),
      { numRuns: 30 },
    )
  })

  it('fills in what was left out, and puts lines in the order of their times', () => {
    const text = `${line('2025-03-10T13:00:00+07:00', reduced)}\n\n${line('2025-03-10T05:00:00Z', {
      kind: 'grid_prices',
      purchase_rate: 0.4,
    })}\n`
    expect(parseCommandsFile(text, 'told.jsonl', fleet)).toEqual([
      {
        fromMs: Date.parse('2025-03-10T05:00:00Z'),
        given: {
          command: { kind: 'grid_prices', purchaseRate: 0.4, feedInRate: null },
          origin: { source: 'file', reference: '' },
        },
      },
      {
        fromMs: Date.parse('2025-03-10T06:00:00Z'),
        given: {
          command: {
            kind: 'load_control',
            meterId: METER,
            control: { dutyCycle: null, coolingOffsetK: null, loadShare: 0.5 },
          },
          origin: { source: 'file', reference: '' },
        },
      },
    ])
  })

  it('lets a command hold from the first interval that begins then or later', () => {
    const at = (seconds: number): string => line(new Date(START_MS + seconds * 1000).toISOString(), reduced)
    const read = parseCommandsFile([-60, 0, 1, 15, 16].map(at).join('\n'), 'told.jsonl', fleet)
    expect(timedCommands(read, START_MS, 15).map(({ tick }) => tick)).toEqual([1, 1, 2, 2, 3])
  })

  it.each([
    ['{"timestamp"', "told.jsonl:1:13: malformed JSON = the end of the file: expected ':'"],
    [line('today', reduced), 'told.jsonl:1: timestamp = today: expected an ISO 8601 date and time with Z or an offset'],
    [
      `${line('2025-03-10T05:00:00Z', reduced)}\n${line('2025-03-10T05:00:00Z', { ...reduced, meter_id: 'X' })}`,
      'told.jsonl:2: command.meter_id = X: expected the id of a meter of this run',
    ],
    [
      line('2025-03-10T05:00:00Z', { ...reduced, control: { load_share: 2 } }),
      'told.jsonl:1: command.control.load_share = 2: expected a share from 0 to 1',
    ],
    [
      line('2025-03-10T05:00:00Z', { kind: 'stop' }),
      'told.jsonl:1: command.kind = "stop": expected der_control, load_control, grid_prices, fault or retire_certificate',
    ],
    [
      line('2025-03-10T05:00:00Z', { ...reduced, control: { load_shares: 1 } }),
      'told.jsonl:1: command.control.load_shares = 1: expected one of duty_cycle, cooling_offset_k, load_share',
    ],
  ])('refuses %s', (text, expected) => {
    expect(refusal(text)).toContain(expected)
  })
})
