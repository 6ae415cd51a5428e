/** @module Opens the HTTP interface at its address, and the metrics at one of their own where that is wanted. */

import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLoopbackHost } from '../config/loopback-host.ts'
import type { ApiContext } from './api-context.ts'
import { createApi } from './create-api.ts'
import { HealthWatch } from './health/health-watch.ts'
import { CampusMetrics } from './metrics/campus-metrics.ts'
import { metricsRoute } from './routes/metrics.ts'

export interface StartOptions {
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  /** Where the metrics are as well, and nothing else; null for no other port. */
  readonly metricsPort?: number | null
  readonly token: string
  readonly context: ApiContext
  readonly headTimeoutMs?: number
  readonly requestTimeoutMs?: number
  readonly onFailure?: (error: unknown) => void
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string
  close(): Promise<void>
}

export interface RunningApi extends RunningServer {
  /** Of the metrics; null without a port of their own. */
  readonly metricsUrl: string | null
}

/** Which of the two ports cannot be had; the cause is the system's error. */
export class PortRefused extends Error {
  readonly port: 'api' | 'metrics'

  constructor(port: PortRefused['port'], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.port = port
  }
}

/** @throws PortRefused when an address cannot be had */
export async function startApi({
  host,
  port,
  metricsPort = null,
  token,
  context,
  ...rest
}: StartOptions): Promise<RunningApi> {
  const health = new HealthWatch(context)
  const metrics = new CampusMetrics({ ...context, health })
  const version = context.live.facts.programVersion
  const options = { context, metrics, health, token, isOpen: !isLoopbackHost(host), version, ...rest }
  const api = await listening('api', await createApi(options), host, port)
  if (metricsPort === null || metricsPort === port) return { ...api, metricsUrl: null }
  const alone = { ...options, routes: [metricsRoute], pageFiles: [], isDocumented: false }
  try {
    const second = await listening('metrics', await createApi(alone), host, metricsPort)
    const close = async (): Promise<void> => {
      await Promise.all([api.close(), second.close()])
    }
    return { url: api.url, metricsUrl: second.url, close }
  } catch (error) {
    await api.close()
    throw error
  }
}

async function listening(
  name: PortRefused['port'],
  app: FastifyInstance,
  host: string,
  port: number,
): Promise<RunningServer> {
  try {
    return await listenAt(app, host, port)
  } catch (error) {
    throw new PortRefused(name, error)
  }
}

/** @throws the system's error when the address cannot be had */
export async function listenAt(app: FastifyInstance, host: string, port: number): Promise<RunningServer> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw error
  }
  return { url: urlOf(host, app.server.address()), close: () => app.close() }
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
