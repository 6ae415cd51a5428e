/** @module What is said between a run and the thread that delivers its journal. */

import type { Settings, SinkName } from '../config/settings.ts'
import type { RunManifest } from '../journal/run-manifest.ts'
import type { SinkStatus } from './sink-status.ts'

/** What the thread is started with. */
export interface DeliveryInputs {
  readonly settings: Settings
  readonly run: RunManifest
  /** Destinations to deliver to. */
  readonly sinks: readonly SinkName[]
}

export type DeliveryRequest =
  | { readonly kind: 'start' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'finish'; readonly patienceMs: number }
  | { readonly kind: 'close' }

export type DeliveryEvent =
  /** All destinations were tried; those that refuse are named with why. */
  | { readonly kind: 'connected'; readonly refusals: readonly string[] }
  | { readonly kind: 'status'; readonly sinks: readonly SinkStatus[] }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'fenced'; readonly message: string }
  | { readonly kind: 'finished'; readonly sinks: readonly SinkStatus[] }
  | { readonly kind: 'closed' }
