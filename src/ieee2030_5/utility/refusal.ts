/** @module A request that is not granted, and what to answer. */

/** A request that is not granted. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 403 | 404 | 406 | 409 | 413 | 415
  /** ERROR_REASON of the body that goes with it; null for none. */
  readonly reasonCode: number | null
  /** When to try again [s]. */
  readonly retryAfterSeconds: number | null

  /** @param detail - one line for the log */
  constructor(
    status: Refusal['status'],
    detail: string,
    {
      reasonCode = null,
      retryAfterSeconds = null,
    }: { reasonCode?: number | null; retryAfterSeconds?: number | null } = {},
  ) {
    super(detail)
    this.status = status
    this.reasonCode = reasonCode
    this.retryAfterSeconds = retryAfterSeconds
  }
}
