/** @module How large a document may be before it is refused unread: what is stored of it is bounded by this. */

export interface DocumentLimits {
  /** Bytes of UTF-8. */
  readonly maxBytes: number
  /** Elements inside each other; the schema needs nine. */
  readonly maxDepth: number
  /** Elements, known and unknown ones. */
  readonly maxElements: number
}

/** Takes a day of one-minute readings in one document. */
export const DEFAULT_LIMITS: DocumentLimits = { maxBytes: 1024 ** 2, maxDepth: 24, maxElements: 50_000 }
