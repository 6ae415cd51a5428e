import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { campusSite, parseCampusFile } from './campus-file.ts'

const SOURCE = 'campus.json'

const CAMPUS = {
  name: 'Test campus',
  latitude: 13.7563,
  longitude: 100.5018,
  elevation_m: 4,
  time_zone: 'Asia/Bangkok',
  nominal_voltage: 230,
  nominal_frequency: 50,
}
const FEEDERS = [
  { id: 'F1', transformer_kva: 1000, impedance_percent: 5, xr_ratio: 4.7 },
  { id: 'F2', transformer_kva: 630, impedance_percent: 4, xr_ratio: 3.7 },
]
const PV = { kwp: 100, tilt_deg: 10, azimuth_deg: 180 }
const BATTERY = { capacity_kwh: 50, power_kw: 25 }

function meter(id: string, upstream: string, more: object = {}) {
  return {
    meter_id: id,
    building: 'Hall',
    floor: 1,
    building_type: 'classroom',
    capacity_kw: 100,
    floor_area_m2: 2500,
    phases: 3,
    feeder: { upstream, cable_m: 40 },
    ...more,
  }
}

function file(more: object = {}) {
  return { campus: CAMPUS, feeders: FEEDERS, meters: [meter('A', 'F1'), meter('B', 'A'), meter('C', 'F2')], ...more }
}

function parse(content: unknown) {
  return parseCampusFile(JSON.stringify(content), SOURCE)
}

/** What a text is refused with. */
function refusal(text: string): string[] {
  return refusalLines(() => parseCampusFile(text, SOURCE))
}

function refusalOf(content: unknown): string[] {
  return refusal(JSON.stringify(content))
}

const ID_ACCEPTED = 'an id of 1 to 32 bytes of UTF-8 without control characters'

describe('parseCampusFile', () => {
  it('accepts a campus and fills in the defaults of a battery', () => {
    const { meters } = parse(file({ meters: [meter('A', 'F1', { battery: BATTERY }), meter('C', 'F2')] }))
    expect(meters[0].battery).toEqual({
      capacity_kwh: 50,
      power_kw: 25,
      charge_efficiency: Math.sqrt(0.9),
      discharge_efficiency: Math.sqrt(0.9),
      soc_min: 0.1,
      soc_max: 0.95,
    })
  })

  it('accepts a byte order mark, a schema reference and known settings', () => {
    const content = { $schema: './campus.schema.json', settings: { RANDOM_SEED: 7 }, ...file() }
    expect(parseCampusFile(`\uFEFF${JSON.stringify(content)}`, SOURCE).settings).toEqual({ RANDOM_SEED: 7 })
  })

  it('accepts an id of exactly 32 bytes', () => {
    const id = `${'ก'.repeat(10)}ab`
    expect(parse(file({ meters: [meter(id, 'F1'), meter('C', 'F2')] })).meters[0].meter_id).toBe(id)
  })

  it('names line and column of malformed JSON', () => {
    expect(refusal('{\n  "campus": {},\n}')).toEqual([
      'campus.json:3:1: malformed JSON = }: expected a key in double quotes after the comma',
    ])
    expect(refusal('')).toEqual(['campus.json:1:1: malformed JSON = the end of the file: expected a value'])
  })

  it('refuses what is not an object', () => {
    expect(refusal('[]')).toEqual([
      'campus.json: the file = []: expected a JSON object with campus, feeders and meters',
    ])
  })

  it('reports every fault of a file, each once', () => {
    const meters = [meter('A', 'F1', { capacity_kw: -1, phases: 2 }), meter('C', 'F2', { floor: 1.5 })]
    expect(refusalOf({ ...file({ meters }), campus: { ...CAMPUS, name: '' } })).toEqual([
      'campus.json: campus.name = "": expected a text of 1 to 100 characters without control characters',
      'campus.json: meters[0].capacity_kw = -1: expected a number from 0 to 1000000 [kW]',
      'campus.json: meters[0].phases = 2: expected 1 or 3',
      'campus.json: meters[1].floor = 1.5: expected a whole number from -20 to 200',
    ])
  })

  it.each([
    ['no meters', file({ meters: [] }), 'meters = []: expected at least one meter'],
    ['no feeders', file({ feeders: [] }), 'feeders = []: expected at least one feeder'],
    [
      'no campus',
      { ...file(), campus: undefined },
      'campus: expected an object describing the campus. This key is missing.',
    ],
    [
      'an unknown key of a meter',
      file({ meters: [meter('A', 'F1', { capacity: 5 }), meter('C', 'F2')] }),
      'meters[0].capacity = 5: expected one of meter_id, building, floor, building_type, capacity_kw, floor_area_m2, phases, pv, battery, feeder, trading_preference. This key is not known.',
    ],
    [
      'an unknown key at the top',
      file({ meter: 1 }),
      'meter = 1: expected one of $schema, campus, settings, feeders, meters, plan. This key is not known.',
    ],
    [
      'an id over 32 bytes',
      file({ meters: [meter('ก'.repeat(11), 'F1')] }),
      `meters[0].meter_id = "${'ก'.repeat(11)}": expected ${ID_ACCEPTED}`,
    ],
    ['an empty id', file({ meters: [meter('', 'F1')] }), `meters[0].meter_id = "": expected ${ID_ACCEPTED}`],
    [
      'a control character in an id',
      file({ meters: [meter('A\n', 'F1')] }),
      `meters[0].meter_id = "A\\n": expected ${ID_ACCEPTED}`,
    ],
    [
      'an unknown building type',
      file({ meters: [meter('A', 'F1', { building_type: 'castle' })] }),
      'meters[0].building_type = "castle": expected one of classroom, office, laboratory, library, dormitory, canteen, student_center, sports, parking, workshop, residential',
    ],
    [
      'an unknown dispatch',
      file({ meters: [meter('A', 'F1', { battery: { ...BATTERY, dispatch: 'greedy' } })] }),
      'meters[0].battery.dispatch = "greedy": expected one of self-consumption, time-of-use, peak-shaving, price-arbitrage',
    ],
    [
      'an unknown trading preference',
      file({ meters: [meter('A', 'F1', { trading_preference: 'Bold' })] }),
      'meters[0].trading_preference = "Bold": expected one of Conservative, Moderate, Aggressive',
    ],
    [
      'a latitude beyond the pole',
      file({ campus: { ...CAMPUS, latitude: 90.1 } }),
      'campus.latitude = 90.1: expected a number from -90 to 90 [°]',
    ],
    [
      'a longitude beyond the date line',
      file({ campus: { ...CAMPUS, longitude: -181 } }),
      'campus.longitude = -181: expected a number from -180 to 180 [°]',
    ],
    [
      'a text for a number',
      file({ campus: { ...CAMPUS, latitude: '13.7' } }),
      'campus.latitude = "13.7": expected a number from -90 to 90 [°]',
    ],
    [
      'an unknown time zone',
      file({ campus: { ...CAMPUS, time_zone: 'Asia/Bangok' } }),
      'campus.time_zone = "Asia/Bangok": expected an IANA time zone such as Asia/Bangkok',
    ],
    [
      'an offset for a time zone',
      file({ campus: { ...CAMPUS, time_zone: '+07:00' } }),
      'campus.time_zone = "+07:00": expected an IANA time zone such as Asia/Bangkok',
    ],
    [
      'a module without power',
      file({ meters: [meter('A', 'F1', { pv: { ...PV, kwp: 0 } })] }),
      'meters[0].pv.kwp = 0: expected a number above 0 and up to 1000000 [kW]',
    ],
    [
      'a setting of the wrong kind',
      file({ settings: { RANDOM_SEED: [1] } }),
      'settings.RANDOM_SEED = [1]: expected a text, a number, true or false',
    ],
    [
      'a duplicate meter id',
      file({ meters: [meter('A', 'F1'), meter('A', 'F1'), meter('C', 'F2')] }),
      'meters[1].meter_id = A: expected an id no other meter has',
    ],
    [
      'a meter named as a feeder',
      file({ meters: [meter('F2', 'F1'), meter('C', 'F2')] }),
      'meters[0].meter_id = F2: expected an id no feeder has',
    ],
    [
      'a duplicate feeder id',
      file({ feeders: [...FEEDERS, FEEDERS[0]] }),
      'feeders[2].id = F1: expected an id no other feeder has',
    ],
    [
      'a feeder without meters',
      file({ meters: [meter('A', 'F1')] }),
      'feeders[1].id = F2: expected a feeder with at least one meter. Connect a meter or remove it.',
    ],
    [
      'an upstream that names nothing',
      file({ meters: [meter('A', 'F1'), meter('B', 'F9'), meter('C', 'F2')] }),
      'meters[1].feeder.upstream = F9: expected the id of a feeder or of a meter listed above',
    ],
    [
      'an upstream listed below',
      file({ meters: [meter('A', 'B'), meter('B', 'F1'), meter('C', 'F2')] }),
      'meters[0].feeder.upstream = B: expected the id of a feeder or of a meter listed above',
    ],
    [
      'a meter connected to itself',
      file({ meters: [meter('A', 'F1'), meter('B', 'B'), meter('C', 'F2')] }),
      'meters[1].feeder.upstream = B: expected the id of a feeder or of a meter listed above',
    ],
    [
      'meters of one feeder apart',
      file({ meters: [meter('A', 'F1'), meter('C', 'F2'), meter('B', 'A')] }),
      'meters[2].feeder.upstream = A: expected the meters of one feeder listed together. Move B to the other meters of F1.',
    ],
    [
      'an empty window of charge',
      file({ meters: [meter('A', 'F1', { battery: { ...BATTERY, soc_min: 0.95 } }), meter('C', 'F2')] }),
      'meters[0].battery.soc_min = 0.95: expected a fraction below soc_max (0.95)',
    ],
    [
      'a first charge outside the window',
      file({ meters: [meter('A', 'F1', { battery: { ...BATTERY, soc_initial: 0.05 } }), meter('C', 'F2')] }),
      'meters[0].battery.soc_initial = 0.05: expected a fraction from 0.1 to 0.95',
    ],
    [
      'a meter with nothing behind it',
      file({ meters: [meter('A', 'F1', { capacity_kw: 0 }), meter('C', 'F2')] }),
      'meters[0].capacity_kw = 0: expected a load, an array or a battery behind the meter',
    ],
  ])('refuses %s in one line', (_, content, line) => {
    expect(refusalOf(content)).toEqual([`campus.json: ${line}`])
  })

  it('names the accepted settings beside an unknown one', () => {
    const [line] = refusalOf(file({ settings: { RANDOM_SEEDS: 1 } }))
    expect(line).toMatch(/^campus\.json: settings\.RANDOM_SEEDS = 1: expected one of .*RANDOM_SEED\b.*not known\.$/)
  })

  it('refuses a number JSON can write but a double cannot hold', () => {
    const text = JSON.stringify(file()).replace('13.7563', '1e999')
    expect(refusal(text)).toEqual(['campus.json: campus.latitude = Infinity: expected a number from -90 to 90 [°]'])
  })

  it('shows the beginning of a long value only', () => {
    const [line] = refusalOf(file({ campus: { ...CAMPUS, name: 'x'.repeat(500) } }))
    expect(line.length).toBeLessThan(200)
  })
})

describe('campusSite', () => {
  it('carries the campus over in the names and units of a site', () => {
    expect(campusSite(parse(file()))).toEqual({
      name: 'Test campus',
      latitudeDeg: 13.7563,
      longitudeDeg: 100.5018,
      elevationM: 4,
      timeZone: 'Asia/Bangkok',
      nominalVoltageV: 230,
      nominalFrequencyHz: 50,
    })
  })
})
