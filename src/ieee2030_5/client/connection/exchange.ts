/** @module One request and its answer, as bytes. */

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

export interface OutgoingRequest {
  readonly method: Method
  /** Path and query. */
  readonly path: string
  /** Type of the resource, by which requests are counted. */
  readonly kind: string
  readonly body: Uint8Array | null
}

export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly contentType: string | null
  /** Seconds or a date. */
  readonly retryAfter: string | null
  readonly body: Buffer
}

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: Method
  readonly kind: string
  readonly status: number
  readonly tookMs: number
  /** Bytes of the bodies. */
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** What is counted of the traffic. */
export interface TrafficObserver {
  /** A handshake ended well; a resumed one takes its keys from an earlier one. */
  onHandshake(isResumed: boolean, tookMs: number): void
  onAnswer(answered: AnsweredRequest): void
}

export const unobserved: TrafficObserver = { onHandshake() {}, onAnswer() {} }
