/** @module Curves as operators make and remove them. */

import * as z from 'zod'
import { DER_CURVE_TYPE } from '../../model/der-curve.ts'
import { mridFactory } from '../../model/mrid.ts'
import { DER_UNIT_REF } from '../../model/quantities.ts'
import { defineOperation } from '../define-operation.ts'
import { OperationError } from '../operation.ts'
import { descriptionInput, programAt, programInput } from '../programs/program-inputs.ts'
import { isCurrent } from '../scheduling/event-status.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import { nextNumber, type UtilityState } from '../utility-state.ts'
import { CURVE_MODES, type CurveMode } from './control-modes.ts'
import { CURVES, curvesOf, DEFAULT_CONTROLS } from './der-program-records.ts'

const MOST_CURVES = 100
const MOST_POINTS = 10
const INT32 = 2 ** 31 - 1
const UINT16 = 2 ** 16 - 1
const UINT32 = 2 ** 32 - 1
/** Hundredths of a percent. */
const WHOLE = 10_000
const int32 = z
  .int()
  .min(-INT32 - 1)
  .max(INT32)
const multiplier = z.int().min(-9).max(9)
const hundredthsS = z.int().min(0).max(UINT16)

const pointInput = z.strictObject({
  x: int32.describe('Times ten to the xMultiplier.'),
  y: int32.describe('Times ten to the yMultiplier.'),
  underExcited: z.boolean().describe('Where y is a power factor.').optional(),
})

const curveInput = z.strictObject({
  program: programInput('der'),
  description: descriptionInput.optional(),
  type: z.enum(CURVE_MODES as readonly [CurveMode, ...CurveMode[]]).describe('The control that follows it.'),
  points: z.array(pointInput).min(1).max(MOST_POINTS).describe('One to ten points, x ascending.'),
  xMultiplier: multiplier.optional(),
  yMultiplier: multiplier.optional(),
  yRefType: z.enum(Object.keys(DER_UNIT_REF) as (keyof typeof DER_UNIT_REF)[]).describe('What y is a share of.'),
  autonomousVRefEnable: z.boolean().optional(),
  autonomousVRefTimeConstant: z.int().min(0).max(UINT32).describe('[1/100 s]').optional(),
  openLoopTms: hundredthsS.describe('Open-loop response time [1/100 s].').optional(),
  rampDecTms: hundredthsS.describe('[1/100 s]').optional(),
  rampIncTms: hundredthsS.describe('[1/100 s]').optional(),
  rampPT1Tms: hundredthsS.describe('[1/100 s]').optional(),
  vRef: z.int().min(0).max(WHOLE).describe('Reference voltage [1/100 %].').optional(),
})

/** Trip curves are areas and may turn back; the others give one y for every x. */
const TRIP = /Trip$|Cessation$/

export const curveOperations = [
  defineOperation({
    name: 'curves.create',
    summary: 'Adds a curve to a DER program, for its controls to refer to.',
    input: curveInput,
    apply(context, { program: href, description, type, points, xMultiplier = 0, yMultiplier = 0, yRefType, ...rest }) {
      const { state, settings, now } = context
      programAt(state, 'der', href)
      if (state.at(CURVES).group(href).size >= MOST_CURVES) {
        throw new OperationError('conflict', 'program', `${href} has ${MOST_CURVES} curves: delete one first`)
      }
      const backward = points.findIndex(({ x }, index) => index > 0 && x <= points[index - 1].x)
      if (backward > 0 && !TRIP.test(type)) {
        const field = `points.${backward}.x`
        throw new OperationError(
          'value',
          field,
          `${field} = ${points[backward].x}: expected more than the point before has`,
        )
      }
      const curveHref = `${href}/dc/${nextNumber(state, `${href}/dc`)}`
      const curve = {
        mRID: mridFactory(settings.enterpriseNumber).create(settings.lfdi, curveHref, String(now)),
        ...(description === undefined ? {} : { description }),
        ...rest,
        creationTime: now,
        CurveData: points.map(({ x, y, underExcited }) => ({
          ...(underExcited === undefined ? {} : { excitation: underExcited }),
          xvalue: x,
          yvalue: y,
        })),
        curveType: DER_CURVE_TYPE[type],
        xMultiplier,
        yMultiplier,
        yRefType: DER_UNIT_REF[yRefType],
      }
      state.at(CURVES).set(curveHref, { program: href, href: curveHref, curve })
      return { curve: curveHref, mrid: curve.mRID }
    },
  }),
  defineOperation({
    name: 'curves.delete',
    summary: 'Removes a curve that no control refers to any more.',
    input: z.strictObject({ curve: z.string().describe('Address of the curve, such as /derp/1/dc/1.') }),
    apply({ state, now }, { curve: href }) {
      const record = state.at(CURVES).get(href)
      if (record === undefined) {
        throw new OperationError('missing', 'curve', `curve = ${href.slice(0, 100)}: expected the address of a curve`)
      }
      if (isInUse(state, record.program, href, now)) {
        throw new OperationError('conflict', 'curve', `curve = ${href}: a control that is not over refers to it`)
      }
      state.at(CURVES).delete(href)
      return { curve: href }
    },
  }),
  defineOperation({
    name: 'curves.list',
    reads: true,
    summary: 'Lists the curves of a DER program.',
    input: z.strictObject({ program: programInput('der') }),
    apply({ state }, { program: href }) {
      programAt(state, 'der', href)
      return curvesOf(state, href).map(({ curve, href: curveHref }) => ({ curve: curveHref, ...curve }))
    },
  }),
]

function isInUse(state: UtilityState, program: string, curve: string, now: number): boolean {
  const controls = [...state.at(EVENTS).group(program).values()]
    .flatMap((event) => (event.kind === 'der_control' && isCurrent(event, now) ? [event.own] : []))
    .concat(state.at(DEFAULT_CONTROLS).get(program) ?? [])
  return controls.some(({ DERControlBase: base }) => CURVE_MODES.some((mode) => base[mode]?.href === curve))
}
