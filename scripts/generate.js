/** @module `npm run generate`: writes what the code defines and people read: settings, reading fields and schemas. */

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { campusJsonSchema } from '../src/config/campus-schema.ts'
import { renderEnvExample, renderSettingsTable } from '../src/config/settings-reference.ts'
import { tariffJsonSchema } from '../src/config/tariff-schema.ts'
import { renderReadingFieldsTable, renderReadingSchema } from '../src/simulation/readings/reading-schema.ts'
import { ROOT } from './prepare.js'

/** The rest of this page is written by hand. */
const READINGS_PAGE = 'docs/readings.md'
const FIELDS = /(?<=<!-- fields: begin -->\n)[\s\S]*?(?=<!-- fields: end -->)/

const texts = {
  '.env.example': renderEnvExample(),
  'docs/settings.md': renderSettingsTable(),
  [READINGS_PAGE]: read(READINGS_PAGE).replace(FIELDS, () => renderReadingFieldsTable()),
  'docs/schemas/reading.schema.json': renderReadingSchema(),
  'config/campus.schema.json': formatted('campus.schema.json', JSON.stringify(campusJsonSchema(), null, 2)),
  'config/tariff.schema.json': formatted('tariff.schema.json', JSON.stringify(tariffJsonSchema(), null, 2)),
}

for (const [path, text] of Object.entries(texts)) {
  const changed = text !== read(path)
  if (changed) writeFileSync(join(ROOT, path), text)
  console.log(`${changed ? 'written  ' : 'unchanged'}  ${path}`)
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The text as the format check wants it. */
function formatted(name, text) {
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const options = { cwd: ROOT, input: text, encoding: 'utf8' }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${name}`],
    options,
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
}
