/** @module Keeps a client of the Kafka library from retrying too much, from crashing, and from holding on to sockets. */

import {
  type Base,
  type Connection,
  kGetConnection,
  kListApis,
  kPerformWithRetry,
  NetworkError,
} from '@platformatic/kafka'
import { failureOf } from './error-chain.ts'

/** Refusals that pass by themselves within moments: an election, a topic just made, a transaction being ended. */
const PASSING = [
  'CONCURRENT_TRANSACTIONS',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'LEADER_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
]

/** From version 4 on only brokers may ask, and a broker with access control refuses everybody else. */
const LAST_ADD_PARTITIONS_FOR_CLIENTS = 3

/** Cuts every connection of a client at once; what waits for an answer fails. */
export type CutConnections = () => void

export function guard(client: Base): CutConnections {
  const connections = new Set<Connection>()
  client.connections.on('connecting', ({ connection }) => {
    connections.add(connection)
    // The library listens to the first error of a connection only; a second one would end the process.
    connection.on('error', () => undefined)
    connection.once('close', () => connections.delete(connection))
  })
  retryOnlyWhatPasses(client)
  surviveUnknownBrokers(client)
  askAsClient(client)
  return () => {
    for (const connection of connections) connection.socket?.destroy()
    connections.clear()
    client.close().catch(() => undefined)
  }
}

/** Whether, when and how often to try again is delivery's to decide. */
function retryOnlyWhatPasses(client: Base): void {
  const retry = client[kPerformWithRetry].bind(client)
  client[kPerformWithRetry] = (operationId, operation, callback, attempt = 0, errors, shouldSkipRetry) => {
    const skip = (error: Error) =>
      shouldSkipRetry?.(error) === true || !PASSING.some((code) => failureOf(error).codes.has(code))
    return retry(operationId, operation, callback, attempt, errors, attempt === 0 ? skip : shouldSkipRetry)
  }
}

/** The leader or coordinator may be a broker that has just gone: the library would throw where nobody can catch it. */
function surviveUnknownBrokers(client: Base): void {
  const getConnection = client[kGetConnection].bind(client)
  client[kGetConnection] = (broker: Parameters<typeof getConnection>[0] | undefined, callback) => {
    if (broker === undefined) callback(new NetworkError('The broker in charge is not there.'))
    else getConnection(broker, callback)
  }
}

function askAsClient(client: Base): void {
  const listApis = client[kListApis].bind(client)
  client[kListApis] = (callback) =>
    listApis((error, apis) => {
      const asked = apis?.map((api) =>
        api.name === 'AddPartitionsToTxn'
          ? { ...api, maxVersion: Math.min(api.maxVersion, LAST_ADD_PARTITIONS_FOR_CLIENTS) }
          : api,
      )
      callback(error, asked)
    })
}
