/** @module Documents read once: a server that tells all its devices the same is understood once for all of them. */

import type { ObjectType } from '../../model/table.ts'
import type { TypeOf } from '../../model/type-of.ts'
import { readDocument } from '../../xml/read-document.ts'

/** Larger ones are seldom the same for two [bytes]. */
const LARGEST_BYTES = 64 * 1024
const MOST_DOCUMENTS = 256

export class DocumentCache {
  /** By type and content, the least recently used first. */
  readonly #documents = new Map<string, unknown>()

  /**
   * Reads a document of a type.
   *
   * @throws DocumentError
   */
  read<Type extends ObjectType>(type: Type, content: Uint8Array): TypeOf<Type> {
    const parse = () => readDocument(content, [type], { anyOrder: true }).value
    if (content.length > LARGEST_BYTES) return parse()
    const key = `${type.name}\0${Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')}`
    const known = this.#documents.get(key)
    // The key has the type's name in it, so that what is there is of that type.
    const value = known === undefined ? parse() : (known as TypeOf<Type>)
    this.#documents.delete(key)
    this.#documents.set(key, value)
    const [oldest] = this.#documents.keys()
    if (this.#documents.size > MOST_DOCUMENTS && oldest !== undefined) this.#documents.delete(oldest)
    return value
  }
}
