/** @module The HTTP interface of a utility server that runs alone: what operators do with it, and no campus. */

import type { UtilityContext } from './api-context.ts'
import { createInterface } from './create-api.ts'
import type { Route } from './route.ts'
import { liveRoute } from './routes/health.ts'
import {
  operateUtilityRoute,
  readUtilityRoute,
  utilityOperationsRoute,
  utilityStatusRoute,
} from './routes/ieee2030_5.ts'
import { listenAt, type RunningServer } from './start-api.ts'

const ROUTES: readonly Route<UtilityContext>[] = [
  utilityStatusRoute,
  utilityOperationsRoute,
  readUtilityRoute,
  operateUtilityRoute,
  liveRoute,
]

export interface UtilityDoorOptions {
  /** Of this machine: others are not let in by any setting. */
  readonly host: '127.0.0.1' | '::1'
  /** 0 takes any that is free. */
  readonly port: number
  readonly token: string
  readonly context: UtilityContext
  readonly programVersion: string
  readonly onFailure: (error: unknown) => void
}

/** @throws the system's error when the address cannot be had */
export async function openUtilityDoor(options: UtilityDoorOptions): Promise<RunningServer> {
  const { host, port, token, context, programVersion, onFailure } = options
  const door = await createInterface<UtilityContext>({
    context,
    token,
    isOpen: false,
    version: programVersion,
    routes: ROUTES,
    pageFiles: [],
    observe: () => undefined,
    onFailure,
  })
  return listenAt(door, host, port)
}
