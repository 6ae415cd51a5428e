/** @module What operators write for DER controls, in watts and percent, and what it is on the wire. */

import * as z from 'zod'
import type { DerControlBase } from '../../model/der-control.ts'
import { DER_CURVE_TYPE } from '../../model/der-curve.ts'
import { DER_UNIT_REF } from '../../model/quantities.ts'
import type { Link } from '../../model/resource.ts'
import { scaled } from './scaled-value.ts'

/** Modes that follow a curve. */
export type CurveMode = keyof typeof DER_CURVE_TYPE
export const CURVE_MODES = Object.keys(DER_CURVE_TYPE) as readonly CurveMode[]

const HUNDREDTHS = 100
/** A power factor has this many digits on the wire. */
const POWER_FACTOR_EXPONENT = -4
const UINT16 = 2 ** 16 - 1
const UINT32 = 2 ** 32 - 1
/** Far above a site, and within what the wire can carry. */
const MOST_POWER = 1e9

const percentInput = z.number().min(0).max(100)
const signedPercentInput = z.number().min(-100).max(100)
const powerInput = z.number().min(-MOST_POWER).max(MOST_POWER)
const powerFactorInput = z.strictObject({
  powerFactor: z.number().min(0).max(1).describe('cos φ, 0 to 1.'),
  underExcited: z.boolean().describe('True takes reactive power up, false injects it.'),
})
const curveInput = z.string().describe('Address of a curve of the same program, such as /derp/1/dc/1.')

const simpleModes = {
  opModConnect: z.boolean().describe('False takes it off the grid.'),
  opModEnergize: z.boolean().describe('False makes it stop altogether.'),
  opModFixedPFAbsorbW: powerFactorInput.describe('Power factor while it takes active power.'),
  opModFixedPFInjectW: powerFactorInput.describe('Power factor while it gives active power.'),
  opModFixedVar: z
    .strictObject({
      percent: signedPercentInput.describe('Positive injects [%].'),
      of: z.enum(['setMaxW', 'setMaxVar', 'statVarAvail']),
    })
    .describe('Reactive power.'),
  opModFixedW: signedPercentInput.describe('Active power: negative charges, positive generates or discharges [%].'),
  opModFreqDroop: z
    .strictObject({
      overDeadbandMHz: z.int().min(0).max(UINT32),
      underDeadbandMHz: z.int().min(0).max(UINT32),
      overSlope: z.int().min(0).max(UINT16),
      underSlope: z.int().min(0).max(UINT16),
      responseHundredthsS: z.int().min(0).max(UINT16),
    })
    .describe('Droop over frequency.'),
  opModMaxLimW: percentInput.describe('Most active power, of setMaxW [%].'),
  opModTargetVar: powerInput.describe('Reactive power, positive injects [var].'),
  opModTargetW: powerInput.describe('Active power, positive towards the grid [W].'),
  rampSeconds: z
    .number()
    .min(0)
    .max(UINT16 / HUNDREDTHS)
    .describe('How long the change may take, 0 to 655 [s].'),
}

type SimpleModes = typeof simpleModes
type ModeShape = { [Name in keyof SimpleModes]: z.ZodOptional<SimpleModes[Name]> } & {
  [Name in CurveMode]: z.ZodOptional<typeof curveInput>
}

const modeShape = Object.fromEntries([
  ...Object.entries(simpleModes).map(([name, type]) => [name, type.optional()]),
  ...CURVE_MODES.map((name) => [name, curveInput.optional()]),
]) as ModeShape

export const modesInput = z
  .strictObject(modeShape)
  .refine((modes) => Object.keys(modes).some((name) => name !== 'rampSeconds'), {
    error: 'expected at least one control, such as opModMaxLimW',
  })
  .describe('What it tells them.')
export type ModesInput = z.infer<typeof modesInput>

/** The element that carries some controls. */
export function controlBaseOf(modes: ModesInput): DerControlBase {
  const { opModFixedVar: fixedVar, opModFreqDroop: droop, rampSeconds, ...others } = modes
  const links: Partial<Record<CurveMode, Link>> = {}
  for (const mode of CURVE_MODES) {
    const href = modes[mode]
    if (href !== undefined) links[mode] = { href }
  }
  const base: DerControlBase = {
    opModConnect: others.opModConnect,
    opModEnergize: others.opModEnergize,
    opModFixedPFAbsorbW: powerFactorOf(others.opModFixedPFAbsorbW),
    opModFixedPFInjectW: powerFactorOf(others.opModFixedPFInjectW),
    opModFixedVar: fixedVar && { refType: DER_UNIT_REF[fixedVar.of], value: hundredths(fixedVar.percent) },
    opModFixedW: others.opModFixedW === undefined ? undefined : hundredths(others.opModFixedW),
    opModFreqDroop: droop && {
      dBOF: droop.overDeadbandMHz,
      dBUF: droop.underDeadbandMHz,
      kOF: droop.overSlope,
      kUF: droop.underSlope,
      openLoopTms: droop.responseHundredthsS,
    },
    opModMaxLimW: others.opModMaxLimW === undefined ? undefined : hundredths(others.opModMaxLimW),
    opModTargetVar: others.opModTargetVar === undefined ? undefined : scaled(others.opModTargetVar),
    opModTargetW: others.opModTargetW === undefined ? undefined : scaled(others.opModTargetW),
    rampTms: rampSeconds === undefined ? undefined : hundredths(rampSeconds),
    ...links,
  }
  return present(base)
}

/** What is there, without the names of what is not. */
function present<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value
}

function hundredths(value: number): number {
  return Math.round(value * HUNDREDTHS)
}

function powerFactorOf(given: z.infer<typeof powerFactorInput> | undefined) {
  if (given === undefined) return undefined
  return {
    displacement: Math.round(given.powerFactor * 10 ** -POWER_FACTOR_EXPONENT),
    excitation: given.underExcited,
    multiplier: POWER_FACTOR_EXPONENT,
  }
}
