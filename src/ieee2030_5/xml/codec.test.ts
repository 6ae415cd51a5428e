import { describe, expect, it } from 'vitest'
import { errorType } from '../model/error.ts'
import { type CodecChoice, codecOfAccept, codecOfContent, xmlCodec } from './codec.ts'

const outcome = (choice: CodecChoice) => (choice.kind === 'codec' ? choice.codec.mediaType : choice.reason)

describe('codecOfContent', () => {
  it.each(['application/sep+xml', 'Application/SEP+XML; level=-S1', 'application/sep+xml;charset=utf-8'])(
    'knows %s',
    (type) => {
      expect(outcome(codecOfContent(type))).toBe('application/sep+xml')
    },
  )

  it.each([
    ['application/sep-exi', 'application/sep-exi is not supported, use application/sep+xml'],
    ['application/json', 'expected application/sep+xml'],
    ['', 'expected application/sep+xml'],
    [undefined, 'expected application/sep+xml'],
  ])('answers %s with a reason', (type, reason) => {
    expect(outcome(codecOfContent(type))).toBe(reason)
  })
})

describe('codecOfAccept', () => {
  it.each([
    undefined,
    '*/*',
    'application/sep+xml; level=-S1',
    'application/sep-exi, application/sep+xml;q=0.1',
    'text/html,application/*;q=0.8',
  ])('gives XML to %s', (accept) => {
    expect(outcome(codecOfAccept(accept))).toBe('application/sep+xml')
  })

  it.each([
    ['application/sep-exi; level=-S1', 'application/sep-exi is not supported, use application/sep+xml'],
    ['application/sep+xml;q=0', 'expected application/sep+xml'],
    ['text/html', 'expected application/sep+xml'],
  ])('has nothing for %s', (accept, reason) => {
    expect(outcome(codecOfAccept(accept))).toBe(reason)
  })
})

describe('xmlCodec', () => {
  it('turns a value into bytes and back', () => {
    const bytes = xmlCodec.encode(errorType, { reasonCode: 2 })
    expect(new TextDecoder().decode(bytes)).toBe(
      '<Error xmlns="urn:ieee:std:2030.5:ns"><reasonCode>2</reasonCode></Error>',
    )
    expect(xmlCodec.decode(bytes, [errorType])).toEqual({ kind: 'Error', value: { reasonCode: 2 } })
  })
})
