import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { FAULT_KINDS } from './fault-vocabulary.ts'
import { parseFaultsFile } from './faults-file.ts'

const METERS = new Set(['M1', 'M2', 'M3'])
const FROM = '2025-03-10T00:00:00+07:00'
const FROM_MS = Date.parse(FROM)
const HOUR_MS = 3_600_000
const GAP = { kind: 'gap', meter_id: 'M1', from: FROM, duration: '2h' }
const RANDOM = { kind: 'gap', per_meter_and_day: 0.1, shortest: '1h', longest: '2h' }

const read = (document: object) => parseFaultsFile(JSON.stringify(document), 'faults.json', METERS)
const refusal = (document: object): string[] => refusalLines(() => read(document))
const given = (...faults: object[]) => refusal({ faults })

describe('parseFaultsFile', () => {
  it('reads times, lengths, meters and the defaults of what a kind does', () => {
    const until = '2025-03-10T03:00:00+07:00'
    const theft = { kind: 'theft', meter_id: ['M2', 'M3'], from: FROM, until, share: 0.25 }
    const { faults, random } = read({
      faults: [GAP, theft, { ...GAP, kind: 'drift', meter_id: '*' }],
      random: [RANDOM],
    })
    expect(faults).toMatchObject([
      { kind: 'gap', meterIds: ['M1'], fromMs: FROM_MS, untilMs: FROM_MS + 2 * HOUR_MS },
      { kind: 'theft', meterIds: ['M2', 'M3'], untilMs: FROM_MS + 3 * HOUR_MS, parameters: { share: 0.25 } },
      { kind: 'drift', meterIds: null, parameters: { percentPerDay: 1 } },
    ])
    expect(random).toMatchObject([
      { kind: 'gap', meterIds: null, perMeterAndDay: 0.1, shortestMs: HOUR_MS, longestMs: 2 * HOUR_MS },
    ])
  })

  it('takes a file without faults: meters are watched, and nothing happens to them', () => {
    expect(read({})).toEqual({ faults: [], random: [] })
  })

  it('knows every kind at a given time and at random', () => {
    for (const kind of FAULT_KINDS) {
      expect(read({ faults: [{ ...GAP, kind }], random: [{ ...RANDOM, kind }] }).faults[0].kind).toBe(kind)
    }
  })

  it('reads the example for the campus', () => {
    const example = readFileSync(new URL('../../config/example_faults.json', import.meta.url), 'utf8')
    const campus: { meters: { meter_id: string }[] } = JSON.parse(
      readFileSync(new URL('../../config/utcc_campus_config.json', import.meta.url), 'utf8'),
    )
    const meters = new Set(campus.meters.map(({ meter_id: id }) => id))
    const kinds = parseFaultsFile(example, 'example_faults.json', meters).random.map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(FAULT_KINDS))
  })

  it.each([
    [
      'an unknown meter',
      given({ ...GAP, meter_id: 'M4' }),
      'faults[0].meter_id = M4: expected the id of a meter of this run, or "*" for all. Did you mean M1?',
    ],
    [
      'an unknown meter of a list',
      given({ ...GAP, meter_id: ['M1', 'elsewhere'] }),
      'faults[0].meter_id[1] = elsewhere: expected the id of a meter of this run, or "*" for all',
    ],
    [
      'a meter named twice',
      given({ ...GAP, meter_id: ['M1', 'M1'] }),
      'faults[0].meter_id[1] = M1: expected each meter once',
    ],
    [
      'an unknown kind',
      given({ ...GAP, kind: 'fire' }),
      'faults[0].kind = "fire": expected outage, gap, spike, stuck, drift, clock_skew, tamper, theft, duplicate or out_of_order',
    ],
    [
      'what its kind does not know',
      given({ ...GAP, share: 1 }),
      'faults[0].share = 1: expected one of kind, meter_id, from, until, duration. This key is not known.',
    ],
    [
      'a share above one',
      given({ ...GAP, kind: 'theft', share: 2 }),
      'faults[0].share = 2: expected a share from 0 to 1',
    ],
    [
      'a channel there is not',
      given({ ...GAP, kind: 'spike', channel: 'current' }),
      'faults[0].channel = "current": expected consumption, generation or voltage',
    ],
    [
      'a time without an offset',
      given({ ...GAP, from: '2025-03-10T00:00:00' }),
      'faults[0].from = 2025-03-10T00:00:00: expected an ISO 8601 date and time with Z or an offset, such as 2025-01-01T00:00:00+07:00, in the years 1970 to 2199. Add the offset: 2025-03-10T00:00:00+07:00, or 2025-03-10T00:00:00Z for UTC',
    ],
    [
      'a length that is none',
      given({ ...GAP, duration: 'long' }),
      'faults[0].duration = long: expected a duration such as 36h, 7d, 90m, 15s or 1d12h, longer than 0 and up to 36525d',
    ],
    [
      'an end before the start',
      given({ ...GAP, duration: undefined, until: '2025-03-09T00:00:00Z' }),
      `faults[0].until = 2025-03-09T00:00:00Z: expected a time after from, ${FROM}`,
    ],
    [
      'no end',
      given({ ...GAP, duration: undefined }),
      'faults[0]: expected either until or duration. Neither is there.',
    ],
    [
      'two ends',
      given({ ...GAP, until: '2025-03-11T00:00:00Z' }),
      'faults[0]: expected either until or duration. Both are there.',
    ],
    [
      'two of a kind at once',
      given(GAP, { ...GAP, meter_id: ['M2', 'M1'] }),
      'faults[1]: expected no gap while faults[0], gap, acts on M1. The two overlap.',
    ],
    [
      'a dead meter that sends twice',
      given(
        { ...GAP, kind: 'duplicate', meter_id: '*' },
        { ...GAP, kind: 'outage', from: '2025-03-10T01:00:00+07:00' },
      ),
      'faults[1]: expected no outage while faults[0], duplicate, acts on M1. The two overlap.',
    ],
    [
      'a random length upside down',
      refusal({ random: [{ ...RANDOM, shortest: '3h' }] }),
      'random[0].longest = 2h: expected a duration not below shortest, 3h',
    ],
    [
      'a chance above one',
      refusal({ random: [{ ...RANDOM, per_meter_and_day: 1.5 }] }),
      'random[0].per_meter_and_day = 1.5: expected a chance from 0 to 1',
    ],
    [
      'a key of its own',
      refusal({ fault: [] }),
      'fault = []: expected one of $schema, faults, random. This key is not known.',
    ],
  ])('refuses %s in one line', (_, lines, expected) => {
    expect(lines).toEqual([`faults.json: ${expected}`])
  })

  it('tells every mistake of a file at once, in its order', () => {
    const lines = given({ ...GAP, meter_id: 'X' }, { ...GAP, from: 'now' }, GAP, GAP)
    expect(lines.map((line) => line.replace(/:? expected.*/, ''))).toEqual([
      'faults.json: faults[0].meter_id = X',
      'faults.json: faults[1].from = now',
      'faults.json: faults[3]',
    ])
  })

  it('lets faults follow each other, and those that can go together', () => {
    const later = { ...GAP, from: '2025-03-10T02:00:00+07:00' }
    expect(given(GAP, later, { ...GAP, kind: 'theft' }, { ...GAP, kind: 'drift' }, { ...GAP, meter_id: 'M2' })).toEqual(
      [],
    )
  })
})
