/** @module What campuses of certain settings leave behind, by the names the program gives, so that nothing else goes with it. */

import { existsSync, readdirSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tokenPath } from '../../dist/api/token-file.js'
import { certificatePaths } from '../../dist/ieee2030_5/pki/certificate-paths.js'
import { utilityStateFolder } from '../../dist/ieee2030_5/server/server-options.js'
import { existingRunFiles, journalFiles } from '../../dist/journal/journal-files.js'
import { storeFiles, storeFolderOf } from '../../dist/sinks/store/store-files.js'
import { LOG_FOLDER } from './places.js'

/** Of a utility server's change log. */
const STATE_FILE = /^(snapshot-\d+\.jsonl|changes-\d+\.jsonl|.*\.unfinished|server\.lock)$/
const CAMPUS_LOG = /^campus_simulator\./

/** Journal, streams, checkpoints, embedded database, what the utility server holds, and the log. */
export function recordedFiles(settings) {
  const { database, unfinished, lock, socket } = storeFiles(storeFolderOf(settings))
  return [
    ...existingRunFiles(settings.outputFile),
    journalFiles(settings.outputFile).lock,
    ...[database, unfinished, lock, socket],
    ...namesIn(utilityStateFolder(settings), STATE_FILE),
    ...namesIn(LOG_FOLDER, CAMPUS_LOG),
  ].filter(existsSync)
}

/** What others have been told of, and know the campus by. */
export function knownByOthers({ certificatesFolder, outputFile }) {
  const { authority, server, meters, devices, replaced, pinSecret } = certificatePaths(certificatesFolder)
  const certificates = [authority.folder, server.folder, meters, devices, replaced, pinSecret]
  return { certificates: certificates.filter(existsSync), token: [tokenPath(outputFile)].filter(existsSync) }
}

/** Removes the folders of all these where nothing is left in them. */
export function removeEmptyFolders(settings) {
  const { outputFile, certificatesFolder } = settings
  const inner = [storeFolderOf(settings), utilityStateFolder(settings), LOG_FOLDER]
  for (const folder of [...inner, dirname(outputFile), certificatesFolder]) {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  }
}

function namesIn(folder, pattern) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name))
}
