/** @module Load controls as operators give them. */

import * as z from 'zod'
import { APPLIANCE_LOAD_REDUCTION, REDUCTION_UNIT } from '../../model/demand-response.ts'
import { defineOperation } from '../define-operation.ts'
import { categoriesInput, categoryOf } from '../der-programs/control-operations.ts'
import { OperationError } from '../operation.ts'
import { programAt, programInput } from '../programs/program-inputs.ts'
import { eventView } from '../scheduling/event-view.ts'
import { randomizableShape, scheduleOf } from '../scheduling/schedule-input.ts'
import { addEvent } from '../scheduling/scheduled-event.ts'

const UINT16 = 2 ** 16 - 1
const HUNDREDTHS = 100
const TENTHS = 10
const MOST_OFFSET = 25.5
const MOST_CELSIUS = 327

const offsetInput = z.strictObject({
  coolingK: z.number().min(0).max(MOST_OFFSET).describe('Raises the set-point of cooling, 0 to 25.5 [K].').optional(),
  heatingK: z.number().min(0).max(MOST_OFFSET).describe('Lowers the set-point of heating, 0 to 25.5 [K].').optional(),
  loadPercent: z.number().min(0).max(100).describe('Load taken off [%].').optional(),
})
const setPointInput = z.strictObject({
  coolingC: z.number().min(-MOST_CELSIUS).max(MOST_CELSIUS).describe('[°C]').optional(),
  heatingC: z.number().min(-MOST_CELSIUS).max(MOST_CELSIUS).describe('[°C]').optional(),
})

const loadControlInput = z
  .strictObject({
    dutyCyclePercent: z.int().min(0).max(100).describe('Most of the time that the load may be on [%].').optional(),
    offset: offsetInput.describe('How far set-points move.').optional(),
    setPoint: setPointInput.describe('Where set-points are put.').optional(),
    targetReduction: z
      .strictObject({
        value: z.int().min(0).max(UINT16),
        unit: z.enum(Object.keys(REDUCTION_UNIT) as (keyof typeof REDUCTION_UNIT)[]),
      })
      .describe('How much less is used.')
      .optional(),
    appliance: z
      .enum(Object.keys(APPLIANCE_LOAD_REDUCTION) as (keyof typeof APPLIANCE_LOAD_REDUCTION)[])
      .describe('What appliances do.')
      .optional(),
  })
  .refine((control) => Object.keys(control).length > 0, { error: 'expected a control, such as dutyCyclePercent' })
  .describe('What it tells them.')
type LoadControlInput = z.infer<typeof loadControlInput>

export const loadControlOperations = [
  defineOperation({
    name: 'load-controls.create',
    summary: 'Gives a load control to the devices of a demand response program for some time.',
    input: z.strictObject({
      program: programInput('demand_response'),
      ...randomizableShape,
      deviceCategories: categoriesInput.describe('Kinds of load that it is for.'),
      mandatory: z.boolean().describe('Whether it may not be declined.').optional(),
      loadShiftForward: z.boolean().describe('Whether more load is wanted after it than before.').optional(),
      overrideSeconds: z.int().min(0).max(UINT16).describe('How long a user may override it [s].').optional(),
      control: loadControlInput,
    }),
    apply(
      context,
      { program: href, deviceCategories, mandatory, loadShiftForward, overrideSeconds, control, ...times },
    ) {
      programAt(context.state, 'demand_response', href)
      const schedule = scheduleOf(context, href, times)
      if (overrideSeconds !== undefined && overrideSeconds > schedule.duration) {
        const expected = `at most the duration, ${schedule.duration}`
        throw new OperationError(
          'value',
          'overrideSeconds',
          `overrideSeconds = ${overrideSeconds}: expected ${expected}`,
        )
      }
      const own = {
        deviceCategory: categoryOf(deviceCategories) ?? 0,
        drProgramMandatory: mandatory ?? false,
        loadShiftForward: loadShiftForward ?? false,
        ...(overrideSeconds === undefined ? {} : { overrideDuration: overrideSeconds }),
        ...elementsOf(control),
      }
      const event = addEvent(context, { kind: 'load_control', container: href, ...schedule, own })
      return eventView({ event, superseding: { at: null, possibleSince: null } }, context.now)
    },
  }),
]

function elementsOf({ dutyCyclePercent, offset, setPoint, targetReduction, appliance }: LoadControlInput) {
  return {
    ...(appliance === undefined ? {} : { ApplianceLoadReduction: { type: APPLIANCE_LOAD_REDUCTION[appliance] } }),
    ...(dutyCyclePercent === undefined ? {} : { DutyCycle: { normalValue: dutyCyclePercent } }),
    ...(offset === undefined
      ? {}
      : {
          Offset: {
            coolingOffset: rounded(offset.coolingK, TENTHS),
            heatingOffset: rounded(offset.heatingK, TENTHS),
            loadAdjustmentPercentageOffset: rounded(offset.loadPercent, HUNDREDTHS),
          },
        }),
    ...(setPoint === undefined
      ? {}
      : {
          SetPoint: {
            coolingSetpoint: rounded(setPoint.coolingC, HUNDREDTHS),
            heatingSetpoint: rounded(setPoint.heatingC, HUNDREDTHS),
          },
        }),
    ...(targetReduction === undefined
      ? {}
      : { TargetReduction: { type: REDUCTION_UNIT[targetReduction.unit], value: targetReduction.value } }),
  }
}

function rounded(value: number | undefined, perUnit: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * perUnit)
}
