import { describe, expect, it } from 'vitest'
import type { DerControlBase } from '../model/der-control.ts'
import { DER_CURVE_TYPE, type DerCurve } from '../model/der-curve.ts'
import { DEVICE_CATEGORY } from '../model/device-category.ts'
import { DER_UNIT_REF } from '../model/quantities.ts'
import { curve, derControl, HYBRID, modes, program, SOLAR } from './der-device.fixture.ts'
import type { DerDevice } from './der-device.ts'
import { derEvents } from './der-events.ts'

const CURVES = new Map<string, DerCurve>([
  [
    '/dc/volt-var',
    curve(DER_CURVE_TYPE.opModVoltVar, DER_UNIT_REF.setMaxVar, [
      [92, 44],
      [108, -44],
    ]),
  ],
  [
    '/dc/backwards',
    curve(DER_CURVE_TYPE.opModVoltVar, DER_UNIT_REF.setMaxVar, [
      [108, -44],
      [92, 44],
    ]),
  ],
])

function verdict(base: DerControlBase, device: DerDevice = HYBRID): string {
  const [{ targets, rejection }] = derEvents([program('P', 1, [derControl('E', base)])], device, CURVES)
  return `${targets.join('+')} ${rejection ?? 'followed'}`.trim()
}

const watts = (value: number) => ({ multiplier: 0, value })

type Verdict = readonly [rule: string, base: DerControlBase, expected: string, device?: DerDevice]

// biome-ignore format: a line is a case
const VERDICTS: readonly Verdict[] = [
  ['each mode is controlled by itself', { opModConnect: false, opModMaxLimW: 5000 }, 'opModConnect+opModMaxLimW followed'],
  ['what the device lacks is left alone', { opModMaxLimW: 5000, opModFreqDroop: { dBOF: 0, dBUF: 0, kOF: 1, kUF: 1, openLoopTms: 0 } }, 'opModMaxLimW followed'],
  ['with nothing that it has, a control is not applicable', { opModFreqDroop: { dBOF: 0, dBUF: 0, kOF: 1, kUF: 1, openLoopTms: 0 } }, '252'],
  ['nor is one that sets nothing', { rampTms: 100 }, '252'],
  ['modes that are switched off are lacking', { opModConnect: false }, '252', { ...HYBRID, settings: { ...HYBRID.settings, modesEnabled: modes('opModMaxLimW') } }],
  ['charging needs a battery', { opModFixedW: -5000 }, 'opModFixedW followed'],
  ['which a roof is not', { opModFixedW: -5000 }, '252', SOLAR],
  ['a roof may be held to a fixed power', { opModFixedW: 5000 }, 'opModFixedW followed', SOLAR],
  ['a target up to the set maximum', { opModTargetW: watts(8000) }, 'opModTargetW followed'],
  ['and none above it', { opModTargetW: watts(8001) }, '253'],
  ['a target down to the charge rate', { opModTargetW: watts(-4000) }, 'opModTargetW followed'],
  ['and none below it', { opModTargetW: watts(-4001) }, '253'],
  ['a wrong value spoils the whole control', { opModConnect: false, opModTargetW: watts(9000) }, 'opModConnect 253'],
  ['a power factor down to the least one', { opModFixedPFInjectW: { displacement: 90, multiplier: -2, excitation: false } }, 'opModFixedPFInjectW followed'],
  ['and none below it', { opModFixedPFInjectW: { displacement: 89, multiplier: -2, excitation: false } }, '253'],
  ['which is set for each excitation', { opModFixedPFInjectW: { displacement: 89, multiplier: -2, excitation: true } }, 'opModFixedPFInjectW followed'],
  ['no power factor over 1', { opModFixedPFInjectW: { displacement: 101, multiplier: -2, excitation: true } }, '253'],
  ['nor of 0', { opModFixedPFAbsorbW: { displacement: 0, multiplier: 0, excitation: true } }, '253'],
  ['reactive power up to the maximum', { opModTargetVar: watts(-6000) }, 'opModTargetVar followed'],
  ['and none above it', { opModTargetVar: watts(6001) }, '253'],
  ['a fixed reactive power of what there is', { opModFixedVar: { refType: DER_UNIT_REF.statVarAvail, value: 5000 } }, 'opModFixedVar followed'],
  ['and not of something else', { opModFixedVar: { refType: DER_UNIT_REF.setEffectiveV, value: 5000 } }, '253'],
  ['a curve of the right kind', { opModVoltVar: { href: '/dc/volt-var' } }, 'opModVoltVar followed'],
  ['and none of another', { opModVoltWatt: { href: '/dc/volt-var' } }, '253'],
  ['nor one that goes backwards', { opModVoltVar: { href: '/dc/backwards' } }, '253'],
  ['a curve that has not been read yet is trusted', { opModVoltVar: { href: '/dc/elsewhere' } }, 'opModVoltVar followed'],
]

describe('derEvents', () => {
  it.each(VERDICTS.map(([rule, base, expected, device = HYBRID]) => [rule, base, expected, device] as const))(
    '%s',
    (_, base, expected, device) => {
      expect(verdict(base, device)).toBe(expected)
    },
  )

  it('passes over what is meant for other kinds of device, and says nothing', () => {
    const [solar, storage] = [2 ** DEVICE_CATEGORY.photovoltaic, 2 ** DEVICE_CATEGORY.otherStorage]
    const base = { opModConnect: false }
    const controls = [
      derControl('S', base, solar),
      derControl('T', base, storage),
      derControl('A', base, solar + storage),
    ]
    const events = derEvents([program('P', 7, [...controls, derControl('E', base)])], SOLAR, CURVES)
    expect(events.map(({ event, primacy, programMrid }) => [event.mRID, primacy, programMrid])).toEqual([
      ['S', 7, 'P'],
      ['A', 7, 'P'],
      ['E', 7, 'P'],
    ])
  })
})
