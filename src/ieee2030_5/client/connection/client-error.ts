/** @module What goes wrong between a meter and a utility server, by kind, told so that the reader can mend it. */

/**
 * - `connection`: there is no connection, or it was lost
 * - `handshake`: TLS was not agreed on
 * - `timeout`: no answer in time
 * - `redirect`: the answer leads to another server, where no meter follows
 * - `status`: a refusal by status code
 * - `document`: the answer cannot be understood
 * - `identity`: the server is not the one the meter was registered with, or does not know the meter
 */
export const CLIENT_FAULTS = [
  'connection',
  'handshake',
  'timeout',
  'redirect',
  'status',
  'document',
  'identity',
] as const
export type ClientFault = (typeof CLIENT_FAULTS)[number]

/** What a server says beside a status code. */
export interface Refusal {
  readonly status: number
  /** Reason code of the body of type Error; null without one. */
  readonly reasonCode: number | null
  /** How long the server wants not to be asked again [s]; null when it does not say. */
  readonly retryAfterSeconds: number | null
}

export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly fault: ClientFault
  /** Of a `status`. */
  readonly refusal: Refusal | null

  constructor(fault: ClientFault, message: string, refusal: Refusal | null = null) {
    super(message)
    this.fault = fault
    this.refusal = refusal
  }

  /** Whether the server says that there is no such resource. */
  get isGone(): boolean {
    return this.refusal !== null && (this.refusal.status === 404 || this.refusal.status === 410)
  }

  /** Whether nothing reached the server, or no answer came back: anything may be asked again. */
  get isTransport(): boolean {
    return this.fault === 'connection' || this.fault === 'handshake' || this.fault === 'timeout'
  }
}
