import { describe, expect, it } from 'vitest'
import { derCurve } from '../model/der-curve.ts'
import { deviceCapability } from '../model/device-capability.ts'
import { errorType } from '../model/error.ts'
import { mirrorMeterReading } from '../model/mirror-usage-point.ts'
import { responseList } from '../model/response.ts'
import { DocumentError } from './document-error.ts'
import { writeDocument } from './write-document.ts'

const NS = 'xmlns="urn:ieee:std:2030.5:ns"'
const MRID = '0'.repeat(24).concat('00006CC8')

describe('writeDocument', () => {
  it('keeps the order of the schema, whatever the order of the fields', () => {
    expect(writeDocument(errorType, { reasonCode: 4, maxRetryDuration: 60 })).toBe(
      `<Error ${NS}><maxRetryDuration>60</maxRetryDuration><reasonCode>4</reasonCode></Error>`,
    )
  })

  it('writes attributes, and nothing for what is absent', () => {
    const value = { href: '/dcap', pollRate: 300, TimeLink: { href: '/tm?a=1&b=2' }, EndDeviceListLink: undefined }
    expect(writeDocument(deviceCapability, value)).toBe(
      `<DeviceCapability ${NS} href="/dcap" pollRate="300"><TimeLink href="/tm?a=1&amp;b=2"></TimeLink></DeviceCapability>`,
    )
  })

  it('escapes what means something in XML', () => {
    const xml = writeDocument(mirrorMeterReading, { mRID: MRID, description: '<a> & "b"\r\n', MirrorReadingSet: [] })
    expect(xml).toContain('<description>&lt;a&gt; &amp; &quot;b&quot;&#13;\n</description>')
  })

  it('names the type of a substitution that is not the declared one', () => {
    const value = { endDeviceLFDI: 'A'.repeat(40), subject: MRID }
    const xml = writeDocument(responseList, {
      all: 2,
      results: 2,
      Response: [
        { kind: 'Response', value },
        { kind: 'DERControlResponse', value },
      ],
    })
    const tags = xml.match(/<Response[ >][^>]*>?/g)
    expect(tags?.map((tag) => tag.slice(0, 40))).toEqual([
      '<Response><endDeviceLFDI>',
      '<Response xsi:type="DERControlResponse">',
    ])
    expect(xml).toContain('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
  })

  it.each([
    [{ uom: 256 }, 'document: MirrorMeterReading/ReadingType/uom = 256: expected a whole number from 0 to 255'],
    [{ uom: 0.5 }, 'document: MirrorMeterReading/ReadingType/uom = 0.5: expected a whole number from 0 to 255'],
    [
      { powerOfTenMultiplier: Number.NaN },
      'document: MirrorMeterReading/ReadingType/powerOfTenMultiplier = NaN: expected a whole number from -9 to 9',
    ],
  ])('refuses %o with its place', (ReadingType, message) => {
    const write = () => writeDocument(mirrorMeterReading, { mRID: MRID, MirrorReadingSet: [], ReadingType })
    expect(write).toThrow(message)
    expect(write).toThrow(DocumentError)
  })

  it('refuses characters that XML cannot carry', () => {
    const write = () => writeDocument(mirrorMeterReading, { mRID: MRID, MirrorReadingSet: [], description: '\u0007' })
    expect(write).toThrow('MirrorMeterReading/description = \\u0007: expected text of at most 32 characters')
  })

  it('refuses more points than a curve has, and none', () => {
    const curve = { mRID: MRID, creationTime: 0, curveType: 11, xMultiplier: 0, yMultiplier: 0, yRefType: 2 }
    const points = (count: number) => Array.from({ length: count }, () => ({ xvalue: 0, yvalue: 0 }))
    expect(writeDocument(derCurve, { ...curve, CurveData: points(10) })).toContain('<xvalue>0</xvalue>')
    expect(() => writeDocument(derCurve, { ...curve, CurveData: points(11) })).toThrow('a list of 1 to 10 entries')
    expect(() => writeDocument(derCurve, { ...curve, CurveData: [] })).toThrow('a list of 1 to 10 entries')
  })
})
