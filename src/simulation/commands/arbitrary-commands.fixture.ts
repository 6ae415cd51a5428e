/** @module Arbitrary commands to an arbitrary fleet. */

import fc from 'fast-check'
import type { Fleet } from '../../campus/meter.ts'
import { SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import { checkCommand } from './check-command.ts'
import type { Command, ControlCurve, DerControl, InjectedFault, LoadControl } from './command.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1 })

/** Mostly between the voltages that occur. */
const curve = (lowest: number): fc.Arbitrary<ControlCurve> =>
  fc
    .array(fc.tuple(fc.double({ min: 0.9, max: 1.1, noNaN: true }), fc.double({ min: lowest, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 10,
    })
    .map((points) => points.sort(([a], [b]) => a - b))

/** Mostly true, so that other controls show. */
const mostly = fc.integer({ min: 0, max: 5 }).map((n) => n > 0)

export const derControlArbitrary: fc.Arbitrary<DerControl> = fc.record({
  isConnected: mostly,
  isEnergized: mostly,
  maxLimit: orNull(share),
  fixedPower: orNull(fc.double({ min: -1, max: 1, noNaN: true })),
  targetPowerKw: orNull(fc.double({ min: -20, max: 20, noNaN: true })),
  fixedPowerFactor: orNull(
    fc.record({ powerFactor: fc.double({ min: 0.1, max: 1, noNaN: true }), isUnderExcited: fc.boolean() }),
  ),
  voltVar: orNull(curve(-1)),
  voltWatt: orNull(curve(0)),
  rampSeconds: fc.constantFrom(0, 0, 60, 3600),
})

const loadControlArbitrary: fc.Arbitrary<LoadControl> = fc.record({
  dutyCycle: orNull(share),
  coolingOffsetK: orNull(fc.double({ min: -3, max: 5, noNaN: true })),
  loadShare: orNull(share),
})

const injectedFaultArbitrary: fc.Arbitrary<InjectedFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('outage', 'gap', 'stuck', 'battery_outage') }),
  fc.record({
    kind: fc.constant('spike' as const),
    channel: fc.constantFrom(...SPIKE_CHANNELS),
    factor: fc.double({ min: 0, max: 20, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('array_outage' as const),
    lostShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
)

const duration = fc.integer({ min: 1, max: 20_000 })

/** What is told before a tick; `of` makes it a command to a fleet, or null where its meter has nothing of the kind. */
export interface ArbitraryCommand {
  readonly tick: number
  of(fleet: Fleet): Command | null
}

/** Commands for the first ticks of a run. */
export function commandsArbitrary(ticks: number): fc.Arbitrary<ArbitraryCommand[]> {
  const kind = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('der_control' as const), control: orNull(derControlArbitrary) }),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        {
          kind: fc.constant('load_control' as const),
          control: orNull(loadControlArbitrary),
          durationSeconds: duration,
        },
        { requiredKeys: ['kind', 'control'] },
      ),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('fault' as const),
        fault: injectedFaultArbitrary,
        isActive: mostly,
        durationSeconds: orNull(duration),
      }),
    },
  )
  const told = fc.record({ tick: fc.integer({ min: 1, max: ticks }), meter: fc.nat(), command: kind })
  return fc.array(told, { maxLength: 4 * ticks }).map((all) =>
    all.map(({ tick, meter, command }) => ({
      tick,
      of: (fleet) => {
        const made: Command = { ...command, meterId: fleet.meter(meter % fleet.size).meterId }
        return checkCommand(made, fleet) === null ? made : null
      },
    })),
  )
}
