/** @module The database of the embedded store with nothing of ours around it, in a thread: what a user could do at best. */

import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { STORE_TABLE } from './store-rows.ts'

const database = await PGlite.create(String(workerData))
await database.exec(STORE_TABLE)
parentPort?.on('message', (bytes: Uint8Array<ArrayBuffer>) => {
  void database
    .transaction((transaction) =>
      transaction.query("copy readings from '/dev/blob' (format binary)", [], { blob: new Blob([bytes]) }),
    )
    .then(() => parentPort?.postMessage('committed'))
})
parentPort?.postMessage('open')
