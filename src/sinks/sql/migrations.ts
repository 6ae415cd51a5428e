/** @module The numbered steps from nothing to today's tables, as they lie in `schema/migrations`. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Migration {
  /** From 1, without gaps. */
  readonly version: number
  /** Of the file, such as `0001_tables.sql`. */
  readonly name: string
  readonly script: string
  /** SHA-256 of the script. */
  readonly checksum: string
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

/** All migrations, oldest first. */
export function readMigrations(): Migration[] {
  const folder = migrationsFolder(dirname(fileURLToPath(import.meta.url)))
  return readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .sort((a, b) => a.localeCompare(b))
    .map((name) => migration(name, readFileSync(join(folder, name), 'utf8')))
}

/** `schema/migrations` of the program, wherever in it the compiler has put this file. */
function migrationsFolder(from: string): string {
  const folder = join(from, 'schema', 'migrations')
  if (existsSync(folder)) return folder
  if (dirname(from) === from) throw new Error('schema/migrations is missing: install the program again')
  return migrationsFolder(dirname(from))
}

/** @param name - of its file, beginning with its version */
export function migration(name: string, script: string): Migration {
  // A check-out with the line ends of another system is still the same migration.
  const text = script.replaceAll('\r\n', '\n')
  return { version: Number(name.slice(0, 4)), name, script: text, checksum: sha256(text) }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
