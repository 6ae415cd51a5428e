/** @module What the process of a measured server has used. */

import { setTimeout as pause } from 'node:timers/promises'
import type { ServerUse } from './server-process.ts'

/** After a collection, where the process may ask for one. */
export async function useOfThisProcess(): Promise<ServerUse> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await pause(20)
  }
  const { user, system } = process.cpuUsage()
  return { processorUs: user + system, memory: process.memoryUsage.rss() }
}
