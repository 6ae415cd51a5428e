import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { utccCampusFile } from '../run/run-inputs.fixture.ts'
import { parseCampusFile } from './campus-file.ts'
import { areaM2 } from './plan-checks.ts'

const SQUARE = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
]

/** What a campus with a plan is refused with. */
function refusal(buildings: unknown, more: object = {}): string[] {
  const text = JSON.stringify({ ...utccCampusFile(), plan: { buildings, ...more } })
  return refusalLines(() => parseCampusFile(text, 'campus.json')).map((line) => line.replace('campus.json: ', ''))
}

const ALL = utccCampusFile().plan?.buildings ?? []
const changed = (more: object): unknown[] => [{ ...ALL[0], ...more }, ...ALL.slice(1)]

describe('the plan of a campus', () => {
  it('has every building of the shipped campus, none over another', () => {
    expect(ALL).toHaveLength(14)
    const boxes = ALL.map(({ outline_m: outline }) => {
      const [east, north] = [outline.map(([x]) => x), outline.map(([, y]) => y)]
      return { west: Math.min(...east), east: Math.max(...east), south: Math.min(...north), north: Math.max(...north) }
    })
    const overlapping = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north)
        .map((b) => [a, b]),
    )
    expect(overlapping).toEqual([])
  })

  it('is refused with every fault in it', () => {
    expect(refusal(changed({ building: 'Observatory' }))).toEqual([
      'plan.buildings[0].building = Observatory: expected the building of a meter',
      'plan.buildings = nothing for Engineering Building A: expected every building of the meters. Draw it, or leave the plan out: the buildings then stand in a grid.',
    ])
    expect(refusal([...ALL, ALL[3]])).toEqual([
      'plan.buildings[14].building = Science Building: expected each building once',
    ])
    expect(refusal(changed({ outline_m: [...SQUARE.slice(0, 2), [5, 0]] }))).toEqual([
      'plan.buildings[0].outline_m = [[0,0],[10,0],[5,0]]: expected an outline around at least 1 m²',
    ])
  })

  it.each([
    [changed({ outline_m: SQUARE.slice(0, 2) }), {}, 'expected a list of 3 to 100 corners [east, north]'],
    [changed({ outline_m: [...SQUARE, [1]] }), {}, 'expected a corner [east, north] in metres'],
    [changed({ outline_m: [...SQUARE, [-1, 5]] }), {}, 'expected a number from 0 to 10000 [m]'],
    [changed({ label: '' }), {}, 'label = "": expected a text of 1 to 100 characters without control characters'],
    [changed({ colour: 'red' }), {}, 'colour = "red": expected one of building, label, outline_m'],
    [[], {}, 'plan.buildings = []: expected at least one building'],
    [ALL, { scale: 2 }, 'plan.scale = 2: expected one of buildings'],
  ])('is refused for its shape %#', (buildings, more, line) => {
    expect(refusal(buildings, more)).toEqual([expect.stringContaining(line)])
  })
})

describe('areaM2', () => {
  it('is that of a rectangle, whichever corner comes first and whichever way round', () => {
    const metres = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(metres, metres, metres, metres, fc.nat(3), fc.boolean(), (x, y, width, depth, first, turns) => {
        const corners = [
          [x, y],
          [x + width, y],
          [x + width, y + depth],
          [x, y + depth],
        ] as const
        const turned = [...corners.slice(first), ...corners.slice(0, first)]
        expect(areaM2(turns ? turned.toReversed() : turned)).toBe(width * depth)
      }),
    )
  })
})
