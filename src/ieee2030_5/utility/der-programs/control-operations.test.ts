import { beforeEach, describe, expect, it } from 'vitest'
import { derCapability } from '../../model/der-capability.ts'
import { defaultDerControl, derControlList } from '../../model/der-control.ts'
import { derCurveList } from '../../model/der-curve.ts'
import { derProgram, derProgramList } from '../../model/der-program.ts'
import { derSettings } from '../../model/der-settings.ts'
import { OperationError } from '../operation.ts'
import { createProgram, fieldOf, METER_A, METER_B, programServer } from '../programs.fixture.ts'
import { LFDI_A, LFDI_B, NOW, type TestUtility } from '../utility.fixture.ts'

let server: TestUtility
let program: string
beforeEach(() => {
  server = programServer()
  program = createProgram(server, 'der')
})

const W = (value: number) => ({ multiplier: 0, value })
const PF = (displacement: number) => ({ displacement, multiplier: -2 })

function create(modes: object, fields: object = {}): unknown {
  return server.operate('controls.create', { program, durationSeconds: 60, ...fields, control: modes })
}

function faultOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return error.field
  }
  return 'none'
}

describe('programs', () => {
  it('are listed by primacy, then mRID descending, to those whom they concern', () => {
    createProgram(server, 'der', { meterIds: [METER_A] }, 1)
    createProgram(server, 'der', { lfdis: [LFDI_B.toLowerCase()] }, 2)
    createProgram(server, 'der', 'all', 10)
    const list = (lfdi: string) => server.get(lfdi, '/derp?l=255', derProgramList).DERProgram
    expect(list(LFDI_A).map(({ primacy }) => primacy)).toEqual([1, 10, 10])
    expect(list(LFDI_B).map(({ primacy }) => primacy)).toEqual([2, 10, 10])
    const [, second, third] = list(LFDI_A)
    expect(second.mRID > third.mRID).toBe(true)
  })

  it('have another version when they are changed, and another audience', () => {
    server.operate('programs.change', { program, primacy: 3, assignedTo: { meterIds: [METER_B] }, description: 'new' })
    expect(server.send(LFDI_A, 'GET', program).status).toBe(404)
    expect(server.get(LFDI_B, program, derProgram)).toMatchObject({ primacy: 3, version: 1, description: 'new' })
  })

  it('take their contents with them', () => {
    create({ opModMaxLimW: 1 })
    server.operate('controls.set-default', { program, control: { opModMaxLimW: 9 } })
    server.operate('programs.delete', { program })
    const left = [...server.state.contents()].filter(({ collection }) => !['numbers', 'devices'].includes(collection))
    expect(left).toEqual([])
    expect(createProgram(server, 'der')).toBe('/derp/2')
  })

  it.each([
    [{ kind: 'der', primacy: 256 }, 'primacy'],
    [{ kind: 'der', primacy: 1, description: 'x'.repeat(33) }, 'description'],
    [{ kind: 'der', primacy: 1, assignedTo: { meterIds: ['none'] } }, 'assignedTo.meterIds'],
    [{ kind: 'der', primacy: 1, assignedTo: { lfdis: ['0'.repeat(40)] } }, 'assignedTo.lfdis'],
    [{ kind: 'der', primacy: 1, assignedTo: 'some' }, 'assignedTo'],
    [{ kind: 'der', primacy: 1, locale: 'th-TH' }, 'locale'],
    [{ kind: 'messaging', primacy: 1 }, 'locale'],
    [{ kind: 'other', primacy: 1 }, 'kind'],
  ])('%j is refused', (input, field) => {
    expect(faultOf(() => server.operate('programs.create', input))).toBe(field)
  })

  it('of another kind do not take controls', () => {
    program = createProgram(server, 'demand_response')
    expect(faultOf(() => create({ opModMaxLimW: 1 }))).toBe('program')
  })
})

describe('a control', () => {
  it('is in watts and percent for operators, and as the standard has it on the wire', () => {
    create({
      opModFixedPFInjectW: { powerFactor: 0.95, underExcited: true },
      opModFixedVar: { percent: 20, of: 'setMaxVar' },
      opModFixedW: -12.5,
      opModMaxLimW: 60.25,
      opModTargetVar: -40_000,
      opModTargetW: 12.5,
      rampSeconds: 1.5,
    })
    const [{ DERControlBase: base }] = server.get(LFDI_A, `${program}/derc`, derControlList).DERControl
    expect(base).toEqual({
      opModFixedPFInjectW: { displacement: 9500, excitation: true, multiplier: -4 },
      opModFixedVar: { refType: 2, value: 2000 },
      opModFixedW: -1250,
      opModMaxLimW: 6025,
      opModTargetVar: { multiplier: 1, value: -4000 },
      opModTargetW: { multiplier: -1, value: 125 },
      rampTms: 150,
    })
  })

  it('says which responses it wants, and where to', () => {
    create({ opModConnect: false }, { responseRequired: ['received', 'user'], deviceCategories: ['photovoltaic'] })
    const [control] = server.get(LFDI_A, `${program}/derc`, derControlList).DERControl
    expect(control).toMatchObject({ replyTo: '/rsps/1/rsp', responseRequired: 5, deviceCategory: 2 ** 21 })
  })

  it.each([
    ['nothing to do', {}, {}, 'control'],
    ['only a ramp', { rampSeconds: 1 }, {}, 'control'],
    ['more than all', { opModMaxLimW: 101 }, {}, 'control.opModMaxLimW'],
    [
      'a power factor over one',
      { opModFixedPFInjectW: { powerFactor: 2, underExcited: true } },
      {},
      'control.opModFixedPFInjectW.powerFactor',
    ],
    ['a curve that is not there', { opModVoltVar: '/derp/1/dc/9' }, {}, 'control.opModVoltVar'],
    ['an unknown control', { opModNothing: 1 }, {}, 'control'],
    ['no duration', { opModMaxLimW: 1 }, { durationSeconds: 0 }, 'durationSeconds'],
    ['an end in the past', { opModMaxLimW: 1 }, { start: NOW - 60 }, 'start'],
    ['a start in a far future', { opModMaxLimW: 1 }, { start: NOW * 2 }, 'start'],
    ['no instant', { opModMaxLimW: 1 }, { start: 'tomorrow' }, 'start'],
    ['too much randomization', { opModMaxLimW: 1 }, { randomizeStartSeconds: 3601 }, 'randomizeStartSeconds'],
    [
      'less duration than its randomization',
      { opModMaxLimW: 1 },
      { randomizeDurationSeconds: -60 },
      'randomizeDurationSeconds',
    ],
    ['an unknown kind of device', { opModMaxLimW: 1 }, { deviceCategories: ['toaster'] }, 'deviceCategories.0'],
  ])('with %s is refused', (_, modes, fields, field) => {
    expect(faultOf(() => create(modes, fields))).toBe(field)
  })

  it('begins at an instant with an offset too', () => {
    expect(create({ opModMaxLimW: 1 }, { start: '2026-11-27T10:00:00+07:00' })).toMatchObject({ start: NOW + 3600 })
  })
})

describe('ratings', () => {
  beforeEach(() => {
    const modesSupported = (1 << 22) | (1 << 20) | (1 << 5) | (1 << 21)
    const capability = { modesSupported, rtgMaxW: W(5000), rtgMaxVar: W(2000), rtgMinPFUnderExcited: PF(90), type: 83 }
    server.send(LFDI_A, 'PUT', '/edev/1/der/1/dercap', { type: derCapability, value: capability })
  })

  const settings = (value: object) =>
    server.send(LFDI_A, 'PUT', '/edev/1/der/1/derg', {
      type: derSettings,
      value: { setGradW: 0, setMaxW: W(5000), updatedTime: NOW, ...value },
    })

  it.each([
    ['as much as it can', { opModTargetW: 5000 }, {}, 'none'],
    ['more than it can', { opModTargetW: 5001 }, {}, 'control.opModTargetW'],
    ['more than it is set to', { opModTargetW: 4001 }, { setMaxW: W(4000) }, 'control.opModTargetW'],
    ['from the grid without a rate of charging', { opModTargetW: -1 }, {}, 'control.opModTargetW'],
    ['from the grid with one', { opModTargetW: -3000 }, { setMaxChargeRateW: W(3000) }, 'none'],
    ['faster than that', { opModTargetW: -3001 }, { setMaxChargeRateW: W(3000) }, 'control.opModTargetW'],
    ['reactive power it has', { opModTargetVar: -2000 }, {}, 'none'],
    ['more than that', { opModTargetVar: 2001 }, {}, 'control.opModTargetVar'],
    ['a power factor it has', { opModFixedPFInjectW: { powerFactor: 0.9, underExcited: true } }, {}, 'none'],
    [
      'a lower one',
      { opModFixedPFInjectW: { powerFactor: 0.89, underExcited: true } },
      {},
      'control.opModFixedPFInjectW',
    ],
    ['a control nobody supports', { opModConnect: false }, {}, 'control.opModConnect'],
  ])('%s', (_, modes, set, field) => {
    if (Object.keys(set).length > 0) settings(set)
    expect(faultOf(() => create(modes))).toBe(field)
  })

  it('of devices outside of the program do not matter', () => {
    program = createProgram(server, 'der', { meterIds: [METER_B] })
    expect(faultOf(() => create({ opModTargetW: 1e6, opModConnect: true }))).toBe('none')
  })

  it('are named with the device', () => {
    expect(() => create({ opModTargetW: 6000 })).toThrow(
      'control.opModTargetW = 6000: expected 0 to 5000 [W], the rating of meter-a',
    )
  })
})

describe('curves', () => {
  const curve = (fields: object = {}) =>
    server.operate('curves.create', {
      program,
      type: 'opModVoltWatt',
      yRefType: 'setMaxW',
      points: [
        { x: 106, y: 100 },
        { x: 110, y: 0 },
      ],
      ...fields,
    })

  it('are listed, the newest first', () => {
    curve()
    server.now += 1
    curve({ description: 'newer' })
    const list = server.get(LFDI_A, `${program}/dc?l=9`, derCurveList)
    expect(list.DERCurve.map(({ description }) => description)).toEqual(['newer', undefined])
  })

  it('are what controls of their own type and program refer to', () => {
    const href = fieldOf(curve(), 'curve')
    expect(faultOf(() => create({ opModVoltVar: href }))).toBe('control.opModVoltVar')
    create({ opModVoltWatt: href })
    expect(faultOf(() => server.operate('curves.delete', { curve: href }))).toBe('curve')
    server.now += 60
    server.operate('curves.delete', { curve: href })
    program = createProgram(server, 'der')
    expect(faultOf(() => create({ opModVoltWatt: href }))).toBe('control.opModVoltWatt')
  })

  it.each([
    [{ points: [] }, 'points'],
    [{ points: Array.from({ length: 11 }, (_, x) => ({ x, y: 0 })) }, 'points'],
    [
      {
        points: [
          { x: 1, y: 0 },
          { x: 1, y: 1 },
        ],
      },
      'points.1.x',
    ],
    [{ type: 'opModNothing' }, 'type'],
    [{ xMultiplier: 10 }, 'xMultiplier'],
  ])('%j is refused', (fields, field) => {
    expect(faultOf(() => curve(fields))).toBe(field)
  })
})

describe('the default control', () => {
  it('is linked when it is set, keeps its mRID and counts its versions', () => {
    expect(server.get(LFDI_A, program, derProgram).DefaultDERControlLink).toBeUndefined()
    expect(server.send(LFDI_A, 'GET', `${program}/dderc`).status).toBe(404)
    server.operate('controls.set-default', { program, control: { opModMaxLimW: 80 } })
    const { mRID } = server.get(LFDI_A, `${program}/dderc`, defaultDerControl)
    server.operate('controls.set-default', { program, control: { opModMaxLimW: 70 }, setGradW: 100 })
    expect(server.get(LFDI_A, `${program}/dderc`, defaultDerControl)).toMatchObject({
      mRID,
      version: 1,
      setGradW: 100,
      DERControlBase: { opModMaxLimW: 7000 },
    })
    server.operate('controls.clear-default', { program })
    expect(server.send(LFDI_A, 'GET', `${program}/dderc`).status).toBe(404)
  })
})
