/** @module `npm run generate`: writes what the code defines and people read: settings, fields of records, schemas and topics. */

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withMetricsTables } from '../src/api/metrics/metrics-reference.ts'
import { openApiDocument } from '../src/api/openapi.ts'
import { ROUTES } from '../src/api/routes.ts'
import { withSocket } from '../src/api/socket/socket-asyncapi.ts'
import { CERTIFICATE_FIELDS } from '../src/certificates/certificate-fields.ts'
import { CERTIFICATE_SCHEMA } from '../src/certificates/certificate-schema.ts'
import { campusJsonSchema } from '../src/config/campus-schema.ts'
import { faultsJsonSchema } from '../src/config/faults-schema.ts'
import { renderEnvExample, renderSettingsTable } from '../src/config/settings-reference.ts'
import { tariffJsonSchema } from '../src/config/tariff-schema.ts'
import { controlActionJsonSchema } from '../src/journal/control-action.ts'
import { renderSchema, withFieldsTable } from '../src/json/record-schema.ts'
import { BILL_FIELDS, BILL_SCHEMA } from '../src/market/records/bill-record.ts'
import { MARKET_SLOT_FIELDS, MARKET_SLOT_SCHEMA } from '../src/market/records/market-slot-record.ts'
import { OPPORTUNITY_FIELDS, OPPORTUNITY_SCHEMA } from '../src/market/records/opportunity-record.ts'
import { SETTLEMENT_FIELDS, SETTLEMENT_SCHEMA } from '../src/market/records/settlement-record.ts'
import { TRADE_FIELDS, TRADE_SCHEMA } from '../src/market/records/trade-record.ts'
import { ALERT_FIELDS, ALERT_SCHEMA } from '../src/monitoring/alerts/alert-record.ts'
import { withRulesTable } from '../src/monitoring/alerts/rules-table.ts'
import { programVersion } from '../src/run/program-version.ts'
import { commandJsonSchema } from '../src/simulation/commands/command-schema.ts'
import { withReasonsTable } from '../src/simulation/quality/reasons-table.ts'
import { READING_FIELDS } from '../src/simulation/readings/reading-fields.ts'
import { READING_SCHEMA } from '../src/simulation/readings/reading-schema.ts'
import { asyncApiDocument } from '../src/sinks/kafka/asyncapi.ts'
import { readMigrations } from '../src/sinks/sql/migrations.ts'
import { renderSchemaScript } from '../src/sinks/sql/schema-script.ts'
import { renderApiTypes } from './api-types.js'
import { ROOT } from './prepare.js'

/** Every record with the page that has the table of its fields; the rest of the page is written by hand. */
const records = [
  ['reading', 'docs/readings.md', READING_SCHEMA, READING_FIELDS],
  ['opportunity', 'docs/market-records.md', OPPORTUNITY_SCHEMA, OPPORTUNITY_FIELDS],
  ['trade', 'docs/market-records.md', TRADE_SCHEMA, TRADE_FIELDS],
  ['settlement', 'docs/market-records.md', SETTLEMENT_SCHEMA, SETTLEMENT_FIELDS],
  ['market-slot', 'docs/market-records.md', MARKET_SLOT_SCHEMA, MARKET_SLOT_FIELDS],
  ['bill', 'docs/market-records.md', BILL_SCHEMA, BILL_FIELDS],
  ['certificate', 'docs/certificates.md', CERTIFICATE_SCHEMA, CERTIFICATE_FIELDS],
  ['alert', 'docs/alerts.md', ALERT_SCHEMA, ALERT_FIELDS],
]

const openApi = openApiDocument(ROUTES, programVersion())

const texts = {
  '.env.example': renderEnvExample(),
  'docs/metrics.md': withMetricsTables(read('docs/metrics.md')),
  'docs/quality.md': withReasonsTable(read('docs/quality.md')),
  'docs/alerts.md': withRulesTable(read('docs/alerts.md')),
  'docs/settings.md': renderSettingsTable(),
  'config/campus.schema.json': formatted('campus.schema.json', JSON.stringify(campusJsonSchema(), null, 2)),
  'docs/schemas/command.schema.json': formatted('command.schema.json', JSON.stringify(commandJsonSchema(), null, 2)),
  'docs/schemas/control-action.schema.json': formatted(
    'control-action.schema.json',
    JSON.stringify(controlActionJsonSchema(), null, 2),
  ),
  'docs/asyncapi.json': formatted('asyncapi.json', JSON.stringify(withSocket(asyncApiDocument()), null, 2)),
  'docs/openapi.json': formatted('openapi.json', JSON.stringify(openApi, null, 2)),
  'dashboard/api/api-types.ts': formatted('api-types.ts', renderApiTypes(openApi)),
  'config/faults.schema.json': formatted('faults.schema.json', JSON.stringify(faultsJsonSchema(), null, 2)),
  'config/tariff.schema.json': formatted('tariff.schema.json', JSON.stringify(tariffJsonSchema(), null, 2)),
  'schema/enhanced_timescaledb_schema.sql': renderSchemaScript(readMigrations()),
}
for (const [name, page, schema, fields] of records) {
  texts[`docs/schemas/${name}.schema.json`] = renderSchema(schema)
  texts[page] = withFieldsTable(texts[page] ?? read(page), name, fields)
}

for (const [path, text] of Object.entries(texts)) {
  const changed = text !== read(path)
  if (changed) writeFileSync(join(ROOT, path), text)
  console.log(`${changed ? 'written  ' : 'unchanged'}  ${path}`)
}

/** The file's text; of one that is not there yet, none. */
function read(path) {
  return existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : ''
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
