import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CampusFile, parseCampusFile } from '../config/campus-file.ts'
import { designDensityWm2 } from '../physics/load/design-density.ts'
import { campusFleet } from './campus-fleet.ts'
import { METER_TYPES } from './meter.ts'

const SETTINGS = { seed: 42 }

function readCampus(name: string): CampusFile {
  const text = readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')
  return parseCampusFile(text, name)
}

/** The installation list of the campus: id, building, floor, capacity [kW], solar, battery, phases. */
const UTCC_METERS = `
001 | Engineering Building A           | 1 | 150 | yes | yes | 3
002 | Engineering Building A           | 2 | 120 | no  | no  | 3
003 | Engineering Building A           | 3 | 140 | yes | no  | 3
004 | Engineering Building B           | 1 | 160 | yes | yes | 3
005 | Engineering Building B           | 2 | 110 | no  | no  | 3
006 | Business Administration Building | 1 | 180 | yes | yes | 3
007 | Business Administration Building | 2 | 130 | no  | no  | 3
008 | Business Administration Building | 3 | 145 | yes | no  | 1
009 | Science Building                 | 1 | 200 | no  | no  | 3
010 | Science Building                 | 2 | 175 | yes | yes | 3
011 | Library Building                 | 1 | 100 | no  | no  | 3
012 | Library Building                 | 2 | 90  | yes | no  | 3
013 | Student Center                   | 1 | 250 | yes | yes | 3
014 | Student Center                   | 2 | 180 | no  | no  | 1
015 | Administration Building          | 1 | 120 | no  | no  | 1
016 | Administration Building          | 2 | 135 | yes | yes | 1
017 | Dormitory A                      | 1 | 300 | yes | yes | 1
018 | Dormitory A                      | 2 | 280 | yes | no  | 3
019 | Dormitory B                      | 1 | 290 | yes | yes | 3
020 | Dormitory B                      | 2 | 260 | no  | no  | 1
021 | Cafeteria                        | 1 | 220 | yes | yes | 1
022 | Gymnasium                        | 1 | 400 | no  | no  | 3
023 | Parking Structure                | 1 | 100 | yes | yes | 1
024 | Maintenance Building             | 1 | 80  | no  | no  | 1
025 | Research Center                  | 1 | 320 | yes | yes | 1`

/** The department list: code, PV [kW], storage [kWh], baseline [kW]. */
const DEPARTMENT_METERS = `
ENG 50 30 40, PHYS 45 25 35, CHEM 40 20 32, BIO 35 18 28, MATH 30 15 25, CS 55 35 45, HIST 25 12 20, ART 20 10 16,
DORM_001 60 40 50, DORM_002 55 35 45, DORM_003 50 30 40, GRAD 45 25 38, FRAT 35 20 30, APART 40 22 32,
ADMIN 30 15 25, REGIST 25 12 20, FINANCE 28 14 22, PRES 32 16 26, GYM 80 60 70, POOL 70 50 65, FIELD 45 30 35,
LAB 65 45 58, MED 75 55 68, MAINT 35 20 28, DINING 50 30 42`

describe('config/utcc_campus_config.json', () => {
  const campus = readCampus('utcc_campus_config.json')

  it('has the 25 meters of the installation list', () => {
    const expected = UTCC_METERS.trim()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([id, ...rest]) => [`AMI_METER_UTCC_${id}`, ...rest])
    const actual = campus.meters.map(({ meter_id, building, floor, capacity_kw, pv, battery, phases }) =>
      [meter_id, building, floor, capacity_kw, pv ? 'yes' : 'no', battery ? 'yes' : 'no', phases].map(String),
    )
    expect(actual).toEqual(expected)
  })

  it('has 4,635 kW, 11 hybrids, 4 solar prosumers and 10 consumers', () => {
    const fleet = campusFleet(campus, SETTINGS)
    const meters = Array.from({ length: fleet.size }, (_, index) => fleet.meter(index))
    expect(meters.reduce((sum, { capacityKw }) => sum + capacityKw, 0)).toBe(4635)
    const count = (type: string) => meters.filter(({ meterType }) => meterType === type).length
    expect(METER_TYPES.map(count)).toEqual([4, 10, 11, 0])
  })

  it('stands in Bangkok on a 230 V, 50 Hz grid', () => {
    expect(campus.campus).toMatchObject({ latitude: 13.7563, longitude: 100.5018, time_zone: 'Asia/Bangkok' })
    expect(campus.campus).toMatchObject({ nominal_voltage: 230, nominal_frequency: 50 })
  })

  it('sizes arrays and batteries by building type as docs/campus.md says', () => {
    const rule = readSizingRule()
    for (const { building_type: type, capacity_kw: capacityKw, pv, battery } of campus.meters) {
      if (pv === undefined) continue
      expect(pv.kwp).toBe(Math.round((rule.get(type)?.kwpPerKw ?? Number.NaN) * capacityKw))
      if (battery === undefined) continue
      expect(battery.capacity_kwh).toBe(Math.round(((rule.get(type)?.hours ?? Number.NaN) * pv.kwp) / 5) * 5)
      expect(battery.power_kw).toBe(battery.capacity_kwh / 2)
    }
  })
})

describe('config/department_campus_config.json', () => {
  const campus = readCampus('department_campus_config.json')

  it('has the 25 departments with their arrays, batteries and baselines as capacity', () => {
    const expected = DEPARTMENT_METERS.split(',')
      .map((entry) => entry.trim().split(' '))
      .map(([code, ...numbers]) => [`AMI_METER_UTCC_${code}_001`, ...numbers.map(Number)])
    expect(
      campus.meters.map(({ meter_id, pv, battery, capacity_kw }) => [
        meter_id,
        pv?.kwp,
        battery?.capacity_kwh,
        capacity_kw,
      ]),
    ).toEqual(expected)
  })

  it('makes hybrids of them all', () => {
    const fleet = campusFleet(campus, SETTINGS)
    for (let index = 0; index < 25; index++) expect(fleet.meter(index).meterType).toBe('Hybrid_Prosumer')
  })
})

describe.each(['utcc_campus_config.json', 'department_campus_config.json'])('config/%s', (name) => {
  it('gives each meter the floor area that its capacity serves at the design density', () => {
    const misfits = readCampus(name).meters.filter(({ building_type, capacity_kw, floor_area_m2 }) => {
      const area = (capacity_kw * 1000) / designDensityWm2(building_type)
      return Math.abs(floor_area_m2 - area) > 5 + 1e-9
    })
    expect(misfits.map(({ meter_id }) => meter_id)).toEqual([])
  })
})

/** The sizing table of docs/campus.md, so that the document cannot drift from the file. */
function readSizingRule(): Map<string, { kwpPerKw: number; hours: number }> {
  const text = readFileSync(new URL('../../docs/campus.md', import.meta.url), 'utf8')
  const rows = text.matchAll(/^\| (\w+) \| ([\d.]+) \| ([\d.]+) \|/gm)
  return new Map(
    [...rows].map(([, type, kwpPerKw, hours]) => [type, { kwpPerKw: Number(kwpPerKw), hours: Number(hours) }]),
  )
}
