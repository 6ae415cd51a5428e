import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { migration, readMigrations } from './migrations.ts'
import { renderSchemaScript } from './schema-script.ts'

it('is what schema/ has: `npm run generate` after a change', () => {
  const file = readFileSync(new URL('../../../schema/enhanced_timescaledb_schema.sql', import.meta.url), 'utf8')
  expect(renderSchemaScript(readMigrations())).toBe(file)
})

it('is of migrations without gaps', () => {
  const versions = readMigrations().map(({ version }) => version)
  expect(versions).toEqual(versions.map((_, index) => index + 1))
})

it('knows a migration by its text, whatever the line ends of a check-out', () => {
  const [unix, windows] = ['SELECT 1;\nSELECT 2;\n', 'SELECT 1;\r\nSELECT 2;\r\n'].map((script) =>
    migration('0001_a.sql', script),
  )
  expect(windows).toEqual(unix)
  // SHA-256 of the text, by sha256sum.
  expect(unix.checksum).toBe('82efb67f3010c6eb7ead02e4f6d9550633dbc1407f99aa487468e7b2567aebbc')
  expect(migration('0001_a.sql', 'SELECT 3;').checksum).not.toBe(unix.checksum)
})
