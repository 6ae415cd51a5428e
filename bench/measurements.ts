/** @module Everything that is measured in a process of its own, by name. */

import { measureClearing } from './clearing.ts'
import { measureStoreSize, measureStoreSpeed } from './embedded-store.ts'
import { measureFleetSize } from './fleet-size.ts'
import { measureHttpRequests } from './http-requests.ts'
import { measureHttpStreams } from './http-streams.ts'
import { measureInMemory } from './in-memory.ts'
import { measureJournalLines } from './journal-lines.ts'
import { measureKafkaMessages } from './kafka-messages.ts'
import { measureLiveLatency } from './live-latency.ts'
import { measureOrderBook } from './order-book.ts'
import { measureSqlRows } from './sql-rows.ts'
import { measureUtilityRequests } from './utility-requests.ts'
import { measureUtilityServer } from './utility-server.ts'
import { measureWorkerThreads } from './worker-threads.ts'

export const MEASUREMENTS = {
  inMemory: measureInMemory,
  journalLines: measureJournalLines,
  fleetSize: measureFleetSize,
  clearing: measureClearing,
  kafkaMessages: measureKafkaMessages,
  liveLatency: measureLiveLatency,
  orderBook: measureOrderBook,
  sqlRows: measureSqlRows,
  utilityRequests: measureUtilityRequests,
  utilityServer: measureUtilityServer,
  httpRequests: measureHttpRequests,
  httpStreams: measureHttpStreams,
  workerThreads: measureWorkerThreads,
  storeSpeed: measureStoreSpeed,
  storeSize: measureStoreSize,
}

export type Measurements = typeof MEASUREMENTS
