import { describe, expect, it } from 'vitest'
import type { DerControl } from '../../simulation/commands/command.ts'
import type { DerControlBase } from '../model/der-control.ts'
import { DER_CURVE_TYPE, type DerCurve } from '../model/der-curve.ts'
import { DER_UNIT_REF } from '../model/quantities.ts'
import { derCommand } from './der-command.ts'
import { curve, derControl, HYBRID, program, SOLAR } from './der-device.fixture.ts'
import type { DerDevice } from './der-device.ts'
import { type DerProgramDocuments, derEvents } from './der-events.ts'
import { effectiveDerControl } from './effective-der-control.ts'
import { LFDI } from './event.fixture.ts'
import { EventSchedule } from './event-schedule.ts'

const CURVES = new Map<string, DerCurve>([
  [
    '/dc/vv',
    curve(DER_CURVE_TYPE.opModVoltVar, DER_UNIT_REF.setMaxVar, [
      [92, 50],
      [98, 0],
      [102, 0],
      [108, -50],
    ]),
  ],
  [
    '/dc/vw',
    curve(
      DER_CURVE_TYPE.opModVoltWatt,
      DER_UNIT_REF.setMaxW,
      [
        [10600, 10000],
        [11000, 2500],
      ],
      { xMultiplier: -2, yMultiplier: -2 },
    ),
  ],
])

/** What the programs come to at time 0. */
function effective(programs: readonly DerProgramDocuments[], device: DerDevice = HYBRID) {
  const schedule = new EventSchedule<DerControlBase>({ lfdi: LFDI, responseKind: 'DERControlResponse' })
  schedule.read(derEvents(programs, device, CURVES), 0)
  return effectiveDerControl(schedule.advance(0).inEffect, programs, device, CURVES)
}

function command(base: DerControlBase, device: DerDevice = HYBRID) {
  return derCommand(effective([program('P', 1, [derControl('E', base)])], device), device, CURVES)
}

const RELEASED: DerControl = {
  isConnected: true,
  isEnergized: true,
  maxLimit: null,
  fixedPower: null,
  targetPowerKw: null,
  fixedPowerFactor: null,
  voltVar: null,
  voltWatt: null,
  rampSeconds: 0,
}

type CommandCase = readonly [what: string, base: DerControlBase, expected: Partial<DerControl>, device?: DerDevice]

// biome-ignore format: a line is a case
const COMMANDS: readonly CommandCase[] = [
  ['disconnecting', { opModConnect: false }, { isConnected: false }],
  ['taking the voltage off', { opModEnergize: false }, { isEnergized: false }],
  ['half of the 8 kW it is set to, of 10 kW', { opModMaxLimW: 5000 }, { maxLimit: 0.4 }],
  ['nothing at all', { opModMaxLimW: 0 }, { maxLimit: 0 }],
  ['charging with half of 4 kW, of 5 kW', { opModFixedW: -5000 }, { fixedPower: -0.4 }],
  ['discharging with all of 4 kW, of 5 kW', { opModFixedW: 10000 }, { fixedPower: 0.8 }],
  ['a roof at half of 8 kW, of 10 kW', { opModFixedW: 5000 }, { fixedPower: 0.4 }, SOLAR],
  ['a power of 3.2 kW', { opModTargetW: { value: 32, multiplier: 2 } }, { targetPowerKw: 3.2 }],
  ['a power factor', { opModFixedPFInjectW: { displacement: 950, multiplier: -3, excitation: true } }, { fixedPowerFactor: { powerFactor: 0.95, isUnderExcited: true } }],
  ['half of 6 kvar, of 12 kVA, at any voltage', { opModFixedVar: { refType: DER_UNIT_REF.setMaxVar, value: -5000 } }, { voltVar: [[1, -0.25]] }],
  ['half of 8 kW as reactive power', { opModFixedVar: { refType: DER_UNIT_REF.setMaxW, value: 5000 } }, { voltVar: [[1, 4 / 12]] }],
  ['3 kvar of 12 kVA', { opModTargetVar: { value: 3, multiplier: 3 } }, { voltVar: [[1, 0.25]] }],
  ['a volt-var curve', { opModVoltVar: { href: '/dc/vv' } }, { voltVar: [[0.92, 0.25], [0.98, 0], [1.02, 0], [1.08, -0.25]] }],
  ['a volt-watt curve with its multipliers', { opModVoltWatt: { href: '/dc/vw' } }, { voltWatt: [[1.06, 0.8], [1.1, 0.2]] }],
  ['a ramp of 2.5 s', { opModConnect: false, rampTms: 250 }, { isConnected: false, rampSeconds: 2.5 }],
  ['a ramp rate of 1 % of the range per second', { opModConnect: false }, { isConnected: false, rampSeconds: 100 }, { ...HYBRID, settings: { ...HYBRID.settings, setGradW: 100 } }],
]

describe('derCommand', () => {
  it.each(COMMANDS.map(([what, base, expected, device = HYBRID]) => [what, base, expected, device] as const))(
    'says %s',
    (_, base, expected, device) => {
      const { control, unmapped } = command(base, device)
      expect(control).toEqual({ ...RELEASED, ...expected })
      expect(unmapped).toEqual([])
    },
  )

  it('takes voltages at the reference of the device, and the adjustment of the curve', () => {
    const volts = (value: number) => ({ multiplier: 0, value })
    const device = { ...HYBRID, settings: { ...HYBRID.settings, setVRef: volts(220), setVRefOfs: volts(5) } }
    const curves = new Map([
      ['/dc/vv', curve(DER_CURVE_TYPE.opModVoltVar, DER_UNIT_REF.setMaxVar, [[100, 0]], { vRef: 9500 })],
    ])
    const { control } = derCommand(
      effective([program('P', 1, [derControl('E', { opModVoltVar: { href: '/dc/vv' } })])], device),
      device,
      curves,
    )
    expect(control?.voltVar?.[0][0]).toBeCloseTo((0.95 * 220 + 5) / 230, 12)
  })

  // biome-ignore format: a line is a case
  it.each<readonly [what: string, base: DerControlBase, fields: readonly string[]]>([
    ['modes the simulation lacks', { opModFreqWatt: { href: '/dc/fw' }, opModMaxLimW: 1 }, ['opModFreqWatt']],
    ['a power factor of its own for charging', { opModFixedPFAbsorbW: { displacement: 1, multiplier: 0, excitation: true } }, ['opModFixedPFAbsorbW']],
    ['curves that were not read', { opModVoltVar: { href: '/dc/none' }, opModVoltWatt: { href: '/dc/none' } }, ['opModVoltVar', 'opModVoltWatt']],
    ['a fixed reactive power beside a curve', { opModVoltVar: { href: '/dc/vv' }, opModTargetVar: { value: 1, multiplier: 0 } }, ['opModTargetVar']],
  ])('reports %s', (_, base, fields) => {
    expect(command(base).unmapped.map(({ field }) => field)).toEqual(fields)
  })

  it('takes one power factor for both directions where they are the same', () => {
    const powerFactor = { displacement: 95, multiplier: -2, excitation: true }
    const { unmapped } = command({
      opModFixedPFInjectW: powerFactor,
      opModFixedPFAbsorbW: { displacement: 950, multiplier: -3, excitation: true },
    })
    expect(unmapped).toEqual([])
  })

  it('releases the resource when nothing is in effect', () => {
    expect(derCommand(effective([program('P', 1, [])]), HYBRID, CURVES)).toEqual({ control: null, unmapped: [] })
  })
})

describe('effectiveDerControl', () => {
  const sourcesOf = (programs: readonly DerProgramDocuments[]) =>
    effective(programs).sources.map(({ mode, mRID }) => `${mode} ${mRID}`)

  it('follows the default control of the most important program that has one', () => {
    const programs = [
      program('Q', 5, [], { DERControlBase: { opModMaxLimW: 9000 } }),
      program('P', 3, [], { DERControlBase: { opModMaxLimW: 5000 } }),
      program('O', 1, []),
    ]
    expect(sourcesOf(programs)).toEqual(['opModMaxLimW P-default'])
    expect(effective(programs).base.opModMaxLimW).toBe(5000)
  })

  it('decides so for each mode, events first, whatever their importance', () => {
    const programs = [
      program('P', 1, [], { DERControlBase: { opModConnect: true, opModMaxLimW: 5000 } }),
      program('Q', 9, [derControl('E', { opModMaxLimW: 7000 })], { DERControlBase: { opModEnergize: false } }),
    ]
    expect(sourcesOf(programs)).toEqual(['opModConnect P-default', 'opModEnergize Q-default', 'opModMaxLimW E'])
    expect(effective(programs).base.opModMaxLimW).toBe(7000)
  })

  it('passes over default modes that the device cannot follow', () => {
    const programs = [
      program('P', 1, [], { DERControlBase: { opModTargetW: { value: 99, multiplier: 3 } } }),
      program('Q', 9, [], { DERControlBase: { opModTargetW: { value: 2, multiplier: 3 } } }),
    ]
    expect(sourcesOf(programs)).toEqual(['opModTargetW Q-default'])
  })

  it('ramps as the most important event says, and by default control only back to it', () => {
    const byDefault = program('P', 1, [], { DERControlBase: { opModConnect: true, rampTms: 900 }, setGradW: 50 })
    const slow = program('Q', 5, [derControl('E', { opModMaxLimW: 7000, rampTms: 300 })])
    const fast = program('R', 3, [derControl('F', { opModEnergize: true, rampTms: 100 })])
    const none = program('S', 3, [derControl('G', { opModEnergize: true })])
    expect(effective([byDefault]).base.rampTms).toBe(900)
    expect(effective([byDefault, slow, fast]).base.rampTms).toBe(100)
    expect(effective([byDefault, none]).base.rampTms).toBeUndefined()
    expect(effective([byDefault, none]).gradW).toBe(50)
  })
})
