/**
 * @module How documents are encoded, by media type.
 *
 * There are two: XML, and EXI, which the standard lets a client ask for and which is not supported yet. It can be added
 * here, from the same tables.
 */

import type { ObjectType } from '../model/table.ts'
import type { AnyOf, TypeOf } from '../model/type-of.ts'
import { type ReadOptions, readDocument } from './read-document.ts'
import { writeDocument } from './write-document.ts'

export interface Codec {
  readonly mediaType: string
  encode<Type extends ObjectType>(type: Type, value: TypeOf<Type>): Uint8Array
  decode<const Types extends readonly ObjectType[]>(
    content: Uint8Array,
    types: Types,
    options?: ReadOptions,
  ): AnyOf<Types>
}

/** A codec, or why there is none: a server answers 415 to a request's own media type, 406 to those it would accept. */
export type CodecChoice =
  | { readonly kind: 'codec'; readonly codec: Codec }
  | { readonly kind: 'unsupported'; readonly reason: string }

export const SEP_XML = 'application/sep+xml'
export const SEP_EXI = 'application/sep-exi'

const encoder = new TextEncoder()

export const xmlCodec: Codec = {
  mediaType: SEP_XML,
  encode: (type, value) => encoder.encode(writeDocument(type, value)),
  decode: (content, types, options) => readDocument(content, types, options),
}

/** Ranges of an Accept header that XML satisfies, beside its own name. */
const XML_RANGES: ReadonlySet<string> = new Set([SEP_XML, 'application/*', '*/*'])

/** The codec of a Content-Type header. */
export function codecOfContent(contentType: string | undefined): CodecChoice {
  const mediaType = essence(contentType ?? '')
  return mediaType === SEP_XML ? { kind: 'codec', codec: xmlCodec } : unsupported(contentType)
}

/** The codec of an Accept header; without one, anything is welcome. */
export function codecOfAccept(accept: string | undefined): CodecChoice {
  const ranges = (accept ?? '*/*').split(',')
  const welcome = ranges.some((range) => XML_RANGES.has(essence(range)) && !REFUSED.test(range))
  return welcome ? { kind: 'codec', codec: xmlCodec } : unsupported(accept)
}

const REFUSED = /;\s*q=0(?:\.0*)?\s*(?:;|$)/i

/** Media type without parameters; the schema level among those makes no difference here. */
function essence(text: string): string {
  return text.split(';', 1)[0].trim().toLowerCase()
}

function unsupported(header: string | undefined): CodecChoice {
  const exi = header?.toLowerCase().includes(SEP_EXI) === true
  return { kind: 'unsupported', reason: exi ? `${SEP_EXI} is not supported, use ${SEP_XML}` : `expected ${SEP_XML}` }
}
