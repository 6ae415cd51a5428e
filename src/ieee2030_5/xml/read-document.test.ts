import { describe, expect, it } from 'vitest'
import { derCapability } from '../model/der-capability.ts'
import { derControlList } from '../model/der-control.ts'
import { endDeviceList } from '../model/end-device.ts'
import { errorType } from '../model/error.ts'
import { mirrorMeterReading, mirrorMeterReadingList, mirrorUsagePoint } from '../model/mirror-usage-point.ts'
import { readingType } from '../model/reading-type.ts'
import { responseList } from '../model/response.ts'
import { notification } from '../model/subscription.ts'
import type { ObjectType } from '../model/table.ts'
import { DocumentError } from './document-error.ts'
import { type ReadOptions, readDocument } from './read-document.ts'

const NS = 'xmlns="urn:ieee:std:2030.5:ns"'
const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'

/** A mirror as a client writes it: short hexadecimal values in lower case. */
const MIRROR = `<MirrorUsagePoint ${NS}>
  <mRID>0600006cc8</mRID>
  <description>Gas Mirroring</description>
  <roleFlags>13</roleFlags>
  <serviceCategoryKind>0</serviceCategoryKind>
  <status>1</status>
  <deviceLFDI>${LFDI.toLowerCase()}</deviceLFDI>
  <MirrorMeterReading>
    <mRID>0700006CC8</mRID>
    <Reading><value>125</value></Reading>
    <ReadingType><accumulationBehaviour>9</accumulationBehaviour><uom>72</uom></ReadingType>
  </MirrorMeterReading>
  <MirrorMeterReading>
    <mRID>0800006CC8</mRID>
    <Reading><timePeriod><duration>900</duration><start>1341579365</start></timePeriod><value>9</value></Reading>
  </MirrorMeterReading>
</MirrorUsagePoint>`

function refusal(
  content: Uint8Array | string,
  types: readonly ObjectType[] = [mirrorUsagePoint],
  options?: ReadOptions,
): string {
  try {
    readDocument(content, types, options)
  } catch (error) {
    if (error instanceof DocumentError) return `${error.fault}: ${error.message}`
    throw error
  }
  return 'accepted'
}

describe('readDocument', () => {
  it('reads numbers as numbers, bit maps as numbers, identifiers in full width and upper case', () => {
    const { value } = readDocument(MIRROR, [mirrorUsagePoint])
    expect(value).toStrictEqual({
      mRID: '0000000000000000000000'.concat('0600006CC8'),
      description: 'Gas Mirroring',
      roleFlags: 0x13,
      serviceCategoryKind: 0,
      status: 1,
      deviceLFDI: LFDI,
      MirrorMeterReading: [
        {
          mRID: '0000000000000000000000'.concat('0700006CC8'),
          MirrorReadingSet: [],
          Reading: { value: 125 },
          ReadingType: { accumulationBehaviour: 9, uom: 72 },
        },
        {
          mRID: '0000000000000000000000'.concat('0800006CC8'),
          MirrorReadingSet: [],
          Reading: { timePeriod: { duration: 900, start: 1_341_579_365 }, value: 9 },
        },
      ],
    })
  })

  it('tells which of the expected documents it is', () => {
    const reading = `<MirrorMeterReading ${NS}><mRID>01</mRID></MirrorMeterReading>`
    const list = `<MirrorMeterReadingList ${NS} all="0" results="0"/>`
    const types = [mirrorMeterReading, mirrorMeterReadingList] as const
    expect([readDocument(reading, types).kind, readDocument(list, types).kind]).toEqual([
      'MirrorMeterReading',
      'MirrorMeterReadingList',
    ])
    expect(refusal(MIRROR, types)).toBe(
      'format: document: content = <MirrorUsagePoint>: expected <MirrorMeterReading> or <MirrorMeterReadingList> in the namespace of IEEE 2030.5',
    )
  })

  it.each(['urn:ieee:std:2030.5:ns', 'http://zigbee.org/sep', 'http://ieee.org/2030.5'])(
    'knows the namespace %s',
    (uri) => {
      const prefixed = `<?xml version="1.0" encoding="utf-8"?><s:Error xmlns:s="${uri}"><s:reasonCode>2</s:reasonCode></s:Error>`
      expect(readDocument(prefixed, [errorType]).value).toStrictEqual({ reasonCode: 2 })
    },
  )

  it('skips elements and attributes it does not know, also of the same name in another namespace', () => {
    const extended = `<DERCapability ${NS} xmlns:x="https://example.org" x:href="/no" odd="1" href="/ok">
      <modesSupported>F</modesSupported>`
      .replace('>F<', '>0F<')
      .concat(`<rtgA><multiplier>a</multiplier><rtgMaxW/></rtgA><x:rtgMaxW>no</x:rtgMaxW>
      <rtgMaxW><multiplier>0</multiplier><x:value>7</x:value><value>5000</value></rtgMaxW>
      <type>4</type></DERCapability>`)
    expect(readDocument(extended, [derCapability]).value).toStrictEqual({
      href: '/ok',
      modesSupported: 0x0f,
      rtgMaxW: { multiplier: 0, value: 5000 },
      type: 4,
    })
  })

  it('reads text in CDATA sections and character references, around comments', () => {
    const xml = `<MirrorMeterReading ${NS}><mRID>01</mRID><description><![CDATA[a<]]>b<!-- no -->&amp;&#3585;</description></MirrorMeterReading>`
    expect(readDocument(xml, [mirrorMeterReading]).value.description).toBe('a<b&ก')
  })

  it('takes the type of a substitution from xsi:type, whatever its prefix, and the declared one when it is unknown', () => {
    const one = (type: string, more = '') =>
      `<Response${type}><endDeviceLFDI>${LFDI}</endDeviceLFDI><subject>01</subject>${more}</Response>`
    const xml = `<s:ResponseList xmlns:s="urn:ieee:std:2030.5:ns" ${NS} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" all="4" results="4">
      ${one('')}${one(' i:type="s:DrResponse"', '<DutyCycle><normalValue>50</normalValue></DutyCycle>')}
      ${one(' i:type="DERControlResponse"')}${one(' i:type="BillResponse"')}</s:ResponseList>`
    const { Response } = readDocument(xml, [responseList]).value
    expect(Response.map(({ kind }) => kind)).toEqual(['Response', 'DrResponse', 'DERControlResponse', 'Response'])
    const [, second] = Response
    expect(second.kind === 'DrResponse' && second.value.DutyCycle).toEqual({ normalValue: 50 })
  })

  it('reads the resource of a notification', () => {
    const xml = `<Notification ${NS}><subscribedResource>/edev</subscribedResource>
      <Resource xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="EndDeviceList" href="/edev" all="1" results="0"/>
      <status>0</status><subscriptionURI>/edev/1/sub/1</subscriptionURI></Notification>`
    expect(readDocument(xml, [notification]).value.Resource).toStrictEqual({
      kind: 'EndDeviceList',
      value: { href: '/edev', all: 1, results: 0, EndDevice: [] },
    })
  })

  it('saturates a time that is further away than numbers are exact', () => {
    const xml = (start: string) =>
      `<MirrorMeterReading ${NS}><mRID>01</mRID><lastUpdateTime>${start}</lastUpdateTime></MirrorMeterReading>`
    const read = (start: string) => readDocument(xml(start), [mirrorMeterReading]).value.lastUpdateTime
    expect(read('9223372036854775807')).toBe(Number.MAX_SAFE_INTEGER)
    expect(read('-9223372036854775808')).toBe(Number.MIN_SAFE_INTEGER)
    expect(refusal(xml('9223372036854775808'), [mirrorMeterReading])).toMatch(/^value: .*lastUpdateTime/)
  })
})

describe('readDocument refuses', () => {
  it.each([
    [
      'a value of the wrong kind',
      MIRROR.replace('>9<', '>nine<'),
      'value: document: MirrorUsagePoint/MirrorMeterReading[1]/ReadingType/accumulationBehaviour = nine: expected a whole number from 0 to 255',
    ],
    [
      'a value past its range',
      MIRROR.replace('<value>9<', '<value>140737488355329<'),
      'value: document: MirrorUsagePoint/MirrorMeterReading[2]/Reading/value = 140737488355329: expected a whole number from -140737488355328 to 140737488355328',
    ],
    [
      'an odd number of hexadecimal digits',
      MIRROR.replace('>13<', '>013<'),
      'value: document: MirrorUsagePoint/roleFlags = 013: expected an even number of hexadecimal digits, 4 at most',
    ],
    [
      'more hexadecimal digits than there are',
      MIRROR.replace('>13<', '>000013<'),
      'value: document: MirrorUsagePoint/roleFlags = 000013: expected an even number of hexadecimal digits, 4 at most',
    ],
    [
      'a text that is too long',
      MIRROR.replace('Gas Mirroring', 'x'.repeat(33)),
      `value: document: MirrorUsagePoint/description = ${'x'.repeat(33)}: expected text of at most 32 characters`,
    ],
    [
      'a missing element',
      MIRROR.replace('<status>1</status>', ''),
      'format: document: MirrorUsagePoint/status: expected one, and it is missing',
    ],
    [
      'an element twice',
      MIRROR.replace('<status>1</status>', '<status>1</status><status>1</status>'),
      'format: document: MirrorUsagePoint/status: expected only one of them',
    ],
    [
      'a value with an element inside',
      MIRROR.replace('>13<', '><b>13</b><'),
      'format: document: MirrorUsagePoint/roleFlags = <b>: expected a value without elements inside',
    ],
    [
      'text between elements',
      MIRROR.replace('<status>', 'and <status>'),
      'format: document: MirrorUsagePoint = and: expected elements and no text between them',
    ],
    [
      'another namespace',
      MIRROR.replace('urn:', 'urm:'),
      'format: document: content = <MirrorUsagePoint xmlns="urm:ieee:std:2030.5:ns">: expected <MirrorUsagePoint> in the namespace of IEEE 2030.5',
    ],
    [
      'no namespace',
      MIRROR.replace(NS, ''),
      'format: document: content = <MirrorUsagePoint xmlns="">: expected <MirrorUsagePoint> in the namespace of IEEE 2030.5',
    ],
    [
      'an end that is missing',
      MIRROR.slice(0, -20),
      'format: document: MirrorUsagePoint = unclosed tag: MirrorUsagePoint: expected well-formed XML',
    ],
    ['nothing', '', 'format: document: content = document must contain a root element.: expected well-formed XML'],
    [
      'entities',
      `<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${MIRROR}`,
      'format: document: content = <!DOCTYPE: expected no document type declaration',
    ],
    [
      'an entity nobody declared',
      MIRROR.replace('>13<', '>&lol;<'),
      'format: document: MirrorUsagePoint/roleFlags = undefined entity.: expected well-formed XML',
    ],
    ['another version of XML', `<?xml version="1.1"?>${MIRROR}`, 'format: document: content = 1.1: expected XML 1.0'],
    [
      'another encoding',
      `<?xml version="1.0" encoding="UTF-16"?>${MIRROR}`,
      'format: document: content = UTF-16: expected UTF-8',
    ],
  ])('%s', (_, xml, message) => {
    expect(refusal(xml)).toBe(message)
  })

  it('bytes that are not UTF-8', () => {
    expect(refusal(Uint8Array.of(0x3c, 0xff, 0xfe))).toBe('format: document: content: expected UTF-8')
  })

  it('an attribute that is missing or wrong', () => {
    expect(refusal(`<EndDeviceList ${NS} all="0"/>`, [endDeviceList])).toBe(
      'format: document: EndDeviceList/@results: expected a whole number from 0 to 4294967295, and it is missing',
    )
    expect(refusal(`<EndDeviceList ${NS} all="0" results="-1"/>`, [endDeviceList])).toBe(
      'value: document: EndDeviceList/@results = -1: expected a whole number from 0 to 4294967295',
    )
  })

  it('elements in another order than that of the schema, unless told to take any', () => {
    const xml = `<ReadingType ${NS}><uom>72</uom><kind>12</kind></ReadingType>`
    expect(refusal(xml, [readingType])).toBe(
      'format: document: ReadingType/kind: expected it before uom, in the order of the schema',
    )
    expect(readDocument(xml, [readingType], { anyOrder: true }).value).toStrictEqual({ kind: 12, uom: 72 })
  })

  it('what is too large, too deep or has too many elements', () => {
    const limits = { maxBytes: 2000, maxDepth: 5, maxElements: 25 }
    expect(refusal(MIRROR, [mirrorUsagePoint], { limits })).toBe('accepted')
    expect(refusal(MIRROR.padEnd(2001), [mirrorUsagePoint], { limits })).toBe(
      'limit: document: content: expected at most 2000 bytes',
    )
    const around = (inner: string) => `<MirrorUsagePoint ${NS}>${inner}`
    expect(refusal(around('<x>'.repeat(5)), [mirrorUsagePoint], { limits })).toMatch(
      /^limit: .* elements nested at most 5 deep$/,
    )
    expect(refusal(around('<x/>'.repeat(26)), [mirrorUsagePoint], { limits })).toMatch(
      /^limit: .* at most 25 elements$/,
    )
  })

  it('a list with more or fewer entries than the schema has', () => {
    const list = (controls: string) => `<DERControlList ${NS} all="1" results="1">${controls}</DERControlList>`
    expect(refusal(list(''), [derControlList])).toBe('accepted')
    const missing = refusal(list('<DERControl/>'), [derControlList])
    expect(missing).toBe('format: document: DERControlList/DERControl[1]/mRID: expected one, and it is missing')
  })
})
