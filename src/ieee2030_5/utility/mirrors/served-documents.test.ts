import fc from 'fast-check'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, expect, it } from 'vitest'
import { arbitraryOf } from '../../model/arbitrary-value.fixture.ts'
import {
  type MirrorMeterReading,
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorUsagePoint,
} from '../../model/mirror-usage-point.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from '../../model/standard-schema.fixture.ts'
import { writeDocument } from '../../xml/write-document.ts'
import { FUNCTION_SETS } from '../function-sets.ts'
import { LFDI_A, LFDI_B, TestUtility } from '../utility.fixture.ts'
import { intervalSet, meterReadingOf, mirrorOf, mrid, POWER, reading, sentMirror } from './mirror-documents.fixture.ts'

const schema = XmlDocument.fromString(STANDARD_SCHEMA ?? '<none/>')
const validator = STANDARD_SCHEMA === undefined ? undefined : XsdValidator.fromDoc(schema)
afterAll(() => {
  validator?.dispose()
  schema.dispose()
})

function validate(xml: string): void {
  const document = XmlDocument.fromString(xml)
  try {
    validator?.validate(document)
  } finally {
    document.dispose()
  }
}

const P1 = mrid('B1')
const ACCEPTED_OR_REFUSED = [201, 204, 400, 403, 404, 413]

/** Every address that links lead to from the lists of mirrors and usage points, with what is there. */
function everything(test: TestUtility): Map<string, string> {
  const found = new Map<string, string>()
  const addresses = ['/mup', '/upt']
  for (let path = addresses.pop(); path !== undefined; path = addresses.pop()) {
    if (found.has(path)) continue
    const { status, text } = test.sendText(LFDI_A, 'GET', `${path}?l=255`)
    expect([path, status]).toEqual([path, 200])
    found.set(path, text)
    for (const [, href] of text.matchAll(/ href="([^"]*)"/g)) addresses.push(href)
  }
  return found
}

function makeUtility(): TestUtility {
  const test = new TestUtility(FUNCTION_SETS, { mostReadingSets: 5 })
  // near most random times, so that what has them is kept
  test.now = 100
  test.register(LFDI_A)
  test.register(LFDI_B)
  const measured = meterReadingOf(P1, {
    ReadingType: POWER,
    Reading: reading(1),
    MirrorReadingSet: [intervalSet(mrid('C1'), 0, [1, 2])],
  })
  test.send(LFDI_A, 'POST', '/mup', sentMirror(mirrorOf(mrid('A1'), { MirrorMeterReading: [measured] })))
  return test
}

/** Documents with every field of the schema, some of which belong to what is there. */
const measured: fc.Arbitrary<MirrorMeterReading> = fc
  .tuple(arbitraryOf(mirrorMeterReading), fc.option(fc.constantFrom(P1, mrid('B2')), { freq: 2 }))
  .map(([value, mRID]) => ({ ...value, mRID: mRID ?? value.mRID }))
const sent = fc.oneof(
  measured.map((value) => ({ target: '/mup/1', text: writeDocument(mirrorMeterReading, value) })),
  fc.array(measured, { maxLength: 3 }).map((values) => ({
    target: '/mup/1',
    text: writeDocument(mirrorMeterReadingList, { all: 0, results: 0, MirrorMeterReading: values }),
  })),
  fc.tuple(arbitraryOf(mirrorUsagePoint), fc.array(measured, { maxLength: 3 })).map(([value, inside]) => ({
    target: '/mup',
    text: writeDocument(mirrorUsagePoint, { ...value, deviceLFDI: LFDI_A, MirrorMeterReading: inside }),
  })),
)

it(`serves documents of the schema whatever is posted${NEEDS_SCHEMA}`, () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 6 }), (documents) => {
      const test = makeUtility()
      for (const { target, text } of documents) {
        expect(ACCEPTED_OR_REFUSED).toContain(test.sendText(LFDI_A, 'POST', target, text).status)
      }
      for (const xml of everything(test).values()) validate(xml)
      // plain data that operators can be shown
      const list = test.operate('mirrors.list', {}) as { number: number; meterReadings: { number: number }[] }[]
      expect(JSON.parse(JSON.stringify(list))).toEqual(list)
      for (const { number, meterReadings } of list) {
        for (const { number: meterReading } of meterReadings) {
          test.operate('mirrors.readings', { mirror: number, meterReading })
        }
      }
    }),
    { numRuns: 60 },
  )
})

it('links to everything that is there', () => {
  const paths = [...everything(makeUtility()).keys()].sort()
  const set = `/upt/1/mr/1/rs/${mrid('C1')}`
  const tree = ['/upt', '/upt/1', '/upt/1/mr', '/upt/1/mr/1', '/upt/1/mr/1/r', '/upt/1/mr/1/rs', '/upt/1/mr/1/rt']
  expect(paths).toEqual(['/mup', '/mup/1', ...tree, set, `${set}/r`, `${set}/r/1`, `${set}/r/2`].sort())
})

it('refuses a document that is damaged anywhere, and changes nothing', () => {
  const text = writeDocument(
    mirrorMeterReading,
    meterReadingOf(mrid('B9'), { ReadingType: POWER, Reading: reading(1) }),
  )
  const damaged = fc.oneof(
    fc.nat(text.length - 1).map((end) => text.slice(0, end)),
    fc
      .tuple(fc.nat(text.length), fc.constantFrom('<', '&', '\u0000', '</x>', ']]>', '<!DOCTYPE x>'))
      .map(([place, piece]) => text.slice(0, place) + piece + text.slice(place)),
  )
  const test = makeUtility()
  test.state.takeChanges()
  fc.assert(
    fc.property(fc.constantFrom('/mup', '/mup/1'), damaged, (target, body) => {
      const { status } = test.sendText(LFDI_A, 'POST', target, body)
      expect([400, 415]).toContain(status)
      expect(test.state.takeChanges()).toEqual([])
    }),
  )
})
