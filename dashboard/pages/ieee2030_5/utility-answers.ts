/** @module What the operations of the utility server answer that the page shows; the interface leaves their types open. */

import { apiAddress, ask } from '../../api/request.ts'
import { type Resource, useAnswer } from '../../state/resource.ts'

export interface DeviceView {
  readonly lfdi: string
  readonly sfdi: number
  readonly number: number
  readonly registeredAt: number
  readonly enabled: boolean
  readonly postRate: number | null
  /** Empty for a device that is no meter of the campus. */
  readonly meterId: string
}

export interface ProgramView {
  readonly program: string
  readonly kind: string
  readonly description: string
  readonly primacy: number
  readonly devices: number
  readonly events: number
}

export interface EventView {
  readonly mrid: string
  readonly kind: string
  readonly program: string
  /** Its own address, until it is over. */
  readonly href: string
  readonly description: string
  readonly status: string
  readonly start: number
  readonly durationSeconds: number
}

export interface MirrorView {
  readonly number: number
  readonly href: string
  readonly usagePoint: string
  readonly meterId: string
  readonly lfdi: string
  readonly description: string | null
  readonly postRate: number
  readonly lastPostAt: number | null
  readonly netPowerW: number | null
}

export interface ShownResource {
  readonly status: number
  readonly document: string
}

/** More at once would be slow to answer and nobody's to read. */
const PATIENCE_MS = 8_000

/** @param input - null asks nothing */
export function useOperation<Output>(name: string, input: object | null, version = 0): Resource<Output> {
  const query = input === null || Object.keys(input).length === 0 ? {} : { input: JSON.stringify(input) }
  return useAnswer(
    input === null ? null : apiAddress(`ieee2030_5/operations/${name}`, query),
    version,
    outputOf<Output>,
  )
}

async function outputOf<Output>(address: string, signal: AbortSignal): Promise<Output> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  const { output } = await ask<{ output: Output }>(address, patience)
  return output
}
