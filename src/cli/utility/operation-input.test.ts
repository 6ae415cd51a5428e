import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { refusalLines } from '../../errors/refusal.fixture.ts'
import { FUNCTION_SETS } from '../../ieee2030_5/utility/function-sets.ts'
import { operationInput } from './operation-input.ts'

/** JSON Schema of an operation, as the interface tells it. */
function schemaOf(name: string) {
  const operation = FUNCTION_SETS.flatMap(({ operations = [] }) => operations).find((each) => each.name === name)
  if (operation === undefined) throw new Error(`no operation ${name}`)
  return z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
}

const made = (name: string, ...words: string[]) => operationInput(schemaOf(name), '{}', words)
const refused = (name: string, ...words: string[]) => refusalLines(() => made(name, ...words))

describe('words', () => {
  it('become texts, numbers, switches, lists and parts as the schema has them', () => {
    expect(
      made(
        'controls.create',
        'program=/derp/1',
        'description=12',
        'durationSeconds=900',
        'deviceCategories=photovoltaic,fuelCell',
        'control.opModConnect=false',
        'control.opModFixedW=-12.5',
        'control.opModFixedPFInjectW.powerFactor=0.95',
        'control.opModFixedPFInjectW.underExcited=true',
      ),
    ).toEqual({
      program: '/derp/1',
      description: '12',
      durationSeconds: 900,
      deviceCategories: ['photovoltaic', 'fuelCell'],
      control: {
        opModConnect: false,
        opModFixedW: -12.5,
        opModFixedPFInjectW: { powerFactor: 0.95, underExcited: true },
      },
    })
  })

  it('take the alternative that fits', () => {
    expect(made('programs.create', 'assignedTo=all')).toEqual({ assignedTo: 'all' })
    expect(made('programs.create', 'assignedTo.meterIds=m-1, m-2')).toEqual({
      assignedTo: { meterIds: ['m-1', 'm-2'] },
    })
    expect(made('reservations.limit', 'powerW=5e3')).toEqual({ powerW: 5000 })
    expect(made('reservations.limit', 'powerW=null')).toEqual({ powerW: null })
    expect(made('controls.create', 'start=1764200000')).toEqual({ start: 1_764_200_000 })
    expect(made('controls.create', 'start=2026-11-27T12:00:00+07:00')).toEqual({ start: '2026-11-27T12:00:00+07:00' })
  })

  it('fill lists of objects by their numbers, or as JSON', () => {
    const points = [
      { x: 92, y: 44 },
      { x: 108, y: -44 },
    ]
    expect(made('curves.create', 'points.0.x=92', 'points.0.y=44', 'points.1.x=108', 'points.1.y=-44')).toEqual({
      points,
    })
    expect(made('curves.create', `points=${JSON.stringify(points)}`)).toEqual({ points })
  })

  it('keep what is behind the first equals sign', () => {
    expect(made('resources.read', 'target=/edev?s=0&l=1')).toEqual({ target: '/edev?s=0&l=1' })
  })

  it('are added to the JSON that was given', () => {
    const json = '{"program":"/derp/1","control":{"opModConnect":true}}'
    expect(operationInput(schemaOf('controls.create'), json, ['control.opModMaxLimW=10'])).toEqual({
      program: '/derp/1',
      control: { opModConnect: true, opModMaxLimW: 10 },
    })
  })
})

describe('what does not fit is refused', () => {
  it.each([
    ['a field that is not there', 'programs.create', 'primacey=1', 'primacey: expected kind, ', 'mean primacy?'],
    [
      'a part that is not there',
      'controls.create',
      'control.opModMaxLimV=1',
      'expected control.',
      'mean control.opModMaxLimW?',
    ],
    ['a name of the language', 'programs.create', '__proto__.x=1', '__proto__.x: expected kind, ', ''],
    ['a part of what has none', 'programs.create', 'kind.x=1', 'kind.x: expected a value for kind itself', ''],
    [
      'a number that is none',
      'programs.create',
      'primacy=high',
      'primacy = high: expected a whole number from 0 to 255',
      '',
    ],
    [
      'a kind that is none',
      'programs.create',
      'kind=derp',
      'kind = derp: expected der, demand_response, pricing or',
      '',
    ],
    [
      'a switch that is none',
      'controls.create',
      'control.opModConnect=no',
      'control.opModConnect = no: expected true or',
      '',
    ],
    [
      'a list with a stranger',
      'controls.create',
      'deviceCategories=sun',
      'deviceCategories = sun: expected thermostat',
      '',
    ],
    ['an object without its parts', 'controls.create', 'control=60', 'control = 60: expected an object with ', ''],
    ['a word without a value', 'programs.create', 'primacy', 'primacy: expected a field with its value', 'kind=…'],
    ['input for none', 'devices.list', 'limit=1', 'limit: expected no input', ''],
  ])('%s', (_what, name, word, line, more) => {
    const lines = refused(name, word)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`command line: `)
    expect(lines[0]).toContain(line)
    expect(lines[0]).toContain(more)
  })

  it('each in a line of its own', () => {
    expect(refused('programs.create', 'primacy=x', 'kind=y', 'primacy=1', 'primacy=2')).toEqual([
      expect.stringContaining('primacy = x'),
      expect.stringContaining('kind = y'),
      'command line: primacy: expected one value: it has been given already',
    ])
  })

  it.each(['[]', 'null', '{', '5'])('an input that is %s', (json) => {
    expect(refusalLines(() => operationInput(schemaOf('rates.get'), json, []))).toEqual([
      `command line: --input = ${json}: expected a JSON object`,
    ])
  })

  it('and never with anything but a sentence', () => {
    const keys = fc.array(
      fc.constantFrom('control', 'opModConnect', 'assignedTo', '0', '', 'constructor', '__proto__'),
      { maxLength: 4 },
    )
    const words = fc.array(
      fc.tuple(keys, fc.string()).map(([path, text]) => `${path.join('.')}=${text}`),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(fc.constantFrom('controls.create', 'programs.create', 'curves.create'), words, (name, given) => {
        refused(name, ...given)
        expect(Object.prototype).not.toHaveProperty('x')
      }),
    )
  })
})
