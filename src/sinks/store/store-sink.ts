/** @module The embedded store as a destination: the same tables as in any other database. */

import type { Settings } from '../../config/settings.ts'
import { RECORD_STREAMS } from '../../journal/record-stream.ts'
import type { Sink } from '../sink.ts'
import { SqlSink } from '../sql/sql-sink.ts'
import { openStore } from './open-store.ts'
import { storeFolderOf } from './store-files.ts'

/** The store of a run; it answers `store shell` of other processes while it is open. */
export function storeSink(settings: Pick<Settings, 'storeFolder' | 'outputFile'>): Sink {
  const folder = storeFolderOf(settings)
  return new SqlSink({
    name: 'store',
    description: `the embedded store ${folder}`,
    streams: RECORD_STREAMS,
    participants: true,
    connect: () => openStore(folder, { purpose: 'delivery', answerShell: true }),
  })
}
