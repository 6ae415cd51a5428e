/**
 * @module A value out of an XML document, whoever wrote it.
 *
 * Elements are known by local name in the namespaces of 2030.5; unknown ones and unknown attributes are skipped, since
 * extensions and later editions add some. Everything else that differs from the schema is refused with its place.
 */

import { SaxesParser, type XMLDecl } from 'saxes'
import type { ObjectType } from '../model/table.ts'
import type { AnyOf } from '../model/type-of.ts'
import { DocumentError } from './document-error.ts'
import { DEFAULT_LIMITS, type DocumentLimits } from './document-limits.ts'
import { ObjectReader } from './object-reader.ts'
import { planOf } from './reading-plan.ts'

export interface ReadOptions {
  readonly limits?: DocumentLimits
  /** Takes elements in any order: some servers do not keep the schema's. Off unless said. */
  readonly anyOrder?: boolean
}

/**
 * Reads a document that is of one of several types.
 *
 * @param content - UTF-8, or text
 * @param types - the roots that are expected
 * @returns the value, and in `kind` the name of its type
 * @throws DocumentError, and nothing else, whatever the content is
 */
export function readDocument<const Types extends readonly ObjectType[]>(
  content: Uint8Array | string,
  types: Types,
  { limits = DEFAULT_LIMITS, anyOrder = false }: ReadOptions = {},
): AnyOf<Types> {
  const reader = new ObjectReader(types.map(planOf), anyOrder)
  parse(decode(content, limits.maxBytes), reader, limits)
  if (reader.result === undefined) throw new DocumentError('format', '', 'a document that ends')
  // What the plan of a table lets through is what the table's type says.
  return reader.result as AnyOf<Types>
}

function decode(content: Uint8Array | string, maxBytes: number): string {
  if (content.length > maxBytes) throw new DocumentError('limit', '', `at most ${maxBytes} bytes`)
  if (typeof content === 'string') return content
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new DocumentError('format', '', 'UTF-8')
  }
}

/**
 * Feeds the parser.
 *
 * It gets five handlers and no more: from the seventh on, V8 keeps the parser's fields in a dictionary, and it needs three
 * times as long or more. So declarations are looked for in other ways.
 */
function parse(text: string, reader: ObjectReader, { maxDepth, maxElements }: DocumentLimits): void {
  refuseDoctype(text)
  let depth = 0
  let elements = 0
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('opentag', (tag) => {
    if (elements === 0) checkDeclaration(parser.xmlDecl)
    if (++depth > maxDepth) throw reader.fault('limit', `elements nested at most ${maxDepth} deep`)
    if (++elements > maxElements) throw reader.fault('limit', `at most ${maxElements} elements`)
    reader.openTag(tag)
  })
  parser.on('closetag', () => {
    depth--
    reader.closeTag()
  })
  parser.on('text', (part) => reader.text(part))
  parser.on('cdata', (part) => reader.text(part))
  parser.on('error', ({ message }) => {
    throw reader.fault('format', 'well-formed XML', message)
  })
  parser.write(text).close()
}

/** Wherever it stands, even in a comment: nobody has reason to send one. */
function refuseDoctype(text: string): void {
  if (text.includes('<!DOCTYPE')) throw new DocumentError('format', '', 'no document type declaration', '<!DOCTYPE')
}

/** XML 1.1 would let characters through that cannot be written again. */
function checkDeclaration({ version = '1.0', encoding = 'UTF-8' }: XMLDecl): void {
  if (version !== '1.0') throw new DocumentError('format', '', 'XML 1.0', version)
  if (!/^(?:utf-8|us-ascii)$/i.test(encoding)) throw new DocumentError('format', '', 'UTF-8', encoding)
}
