/** @module Texts, addresses and truth values. */

import type { SimpleType } from './table.ts'

/** What XML 1.0 cannot carry, not even escaped (W3C XML 1.0, section 2.2); lone surrogates are among it. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** A URI or a relative reference in the characters of RFC 3986; brackets only around an IPv6 address. */
const URI =
  /^(?:[a-z][a-z0-9+.-]*:\/\/\[[0-9a-f:.]+\])?(?:[a-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*(?:#(?:[a-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/i
const MAX_URI_LENGTH = 2048

/** Text of limited length, counted in characters as the schema does; blanks belong to it. */
function text(name: string, maxLength: number): SimpleType<string> {
  const fit = (value: string) => (lengthWithin(value, maxLength) && !NOT_XML.test(value) ? value : undefined)
  return {
    kind: 'simple',
    name,
    shape: { kind: 'text', maxLength },
    accepted: maxLength === Number.POSITIVE_INFINITY ? 'text' : `text of at most ${maxLength} characters`,
    read: fit,
    write: fit,
  }
}

/** A surrogate pair is one character, so only a text with more units than the limit has to be counted. */
function lengthWithin(value: string, maxLength: number): boolean {
  return value.length <= maxLength || (value.length <= 2 * maxLength && Array.from(value).length <= maxLength)
}

/**
 * As much of a text as fits into a number of bytes of UTF-8: senders have to keep to bytes where the schema counts
 * characters.
 *
 * @param maxBytes - the length that the type's name tells, 32 for String32 [bytes]
 */
export function shortened(value: string, maxBytes: number): string {
  const encoder = new TextEncoder()
  const { read } = encoder.encodeInto(value, new Uint8Array(maxBytes))
  return value.slice(0, read)
}

export const string6 = text('String6', 6)
export const string16 = text('String16', 16)
export const string20 = text('String20', 20)
export const string32 = text('String32', 32)
export const string192 = text('String192', 192)
/** A text that only the size of the document limits. */
export const unlimitedText = text('xs:string', Number.POSITIVE_INFINITY)
/** Language and region (RFC 4646), "th-TH". */
export const locale = text('LocaleType', 42)

function isUri(value: string): boolean {
  return value.length <= MAX_URI_LENGTH && URI.test(value)
}

export const anyUri: SimpleType<string> = {
  kind: 'simple',
  name: 'xs:anyURI',
  shape: { kind: 'uri' },
  accepted: `a URI or a path of at most ${MAX_URI_LENGTH} characters`,
  read(value) {
    const trimmed = value.trim()
    return isUri(trimmed) ? trimmed : undefined
  },
  write(value) {
    return isUri(value) ? value : undefined
  },
}

export const boolean: SimpleType<boolean> = {
  kind: 'simple',
  name: 'xs:boolean',
  shape: { kind: 'boolean' },
  accepted: 'true or false',
  read(value) {
    const trimmed = value.trim()
    if (trimmed === 'true' || trimmed === '1') return true
    return trimmed === 'false' || trimmed === '0' ? false : undefined
  },
  write(value) {
    return String(value)
  },
}
