/** @module What devices of a DER program do while there is no control, as operators set it. */

import * as z from 'zod'
import { mridFactory } from '../../model/mrid.ts'
import { defineOperation } from '../define-operation.ts'
import { devicesOf } from '../programs/assignment.ts'
import { descriptionInput, programAt, programInput } from '../programs/program-inputs.ts'
import { modesInput } from './control-modes.ts'
import { checkedBase } from './control-operations.ts'
import { DEFAULT_CONTROLS } from './der-program-records.ts'
import { requireWithinRatings } from './ratings-check.ts'

const UINT16 = 2 ** 16 - 1
const UINT32 = 2 ** 32 - 1
const INT16 = 2 ** 15 - 1
const uint16 = z.int().min(0).max(UINT16)
const uint32 = z.int().min(0).max(UINT32)
const voltage = z.int().min(-INT16).max(INT16)

const settingsShape = {
  setESDelay: uint32.describe('Delay before it enters service [1/100 s].').optional(),
  setESHighFreq: uint16.describe('Highest frequency to enter service [1/100 Hz].').optional(),
  setESHighVolt: voltage.describe('Highest voltage to enter service [1/100 %].').optional(),
  setESLowFreq: uint16.describe('Lowest frequency to enter service [1/100 Hz].').optional(),
  setESLowVolt: voltage.describe('Lowest voltage to enter service [1/100 %].').optional(),
  setESRampTms: uint32.describe('Ramp time when it enters service [1/100 s].').optional(),
  setESRandomDelay: uint32.describe('Random delay before it enters service [1/100 s].').optional(),
  setGradW: uint16.describe('Ramp rate [1/100 % of setMaxW per second].').optional(),
  setSoftGradW: uint16.describe('Soft-start ramp rate [1/100 % of setMaxW per second].').optional(),
}

export const defaultControlOperations = [
  defineOperation({
    name: 'controls.set-default',
    summary: 'Sets what devices of a DER program do while there is no control.',
    input: z.strictObject({
      program: programInput('der'),
      description: descriptionInput.optional(),
      control: modesInput,
      ...settingsShape,
    }),
    apply(context, { program: href, description, control, ...settings }) {
      const { state, settings: server } = context
      const program = programAt(state, 'der', href)
      const base = checkedBase(context, href, control)
      requireWithinRatings(state, devicesOf(state, program.assignment), base)
      const before = state.at(DEFAULT_CONTROLS).get(href)
      const record = {
        mRID: before?.mRID ?? mridFactory(server.enterpriseNumber).create(server.lfdi, program.mrid, 'default'),
        ...(description === undefined ? {} : { description }),
        version: before === undefined ? 0 : ((before.version ?? 0) + 1) % (UINT16 + 1),
        DERControlBase: base,
        ...settings,
      }
      state.at(DEFAULT_CONTROLS).set(href, record)
      return { program: href, ...record }
    },
  }),
  defineOperation({
    name: 'controls.clear-default',
    summary: 'Takes away what devices of a DER program do while there is no control.',
    input: z.strictObject({ program: programInput('der') }),
    apply({ state }, { program: href }) {
      programAt(state, 'der', href)
      return { program: href, wasSet: state.at(DEFAULT_CONTROLS).delete(href) }
    },
  }),
]
