import { describe, expect, it } from 'vitest'
import { effectiveSettingsTable } from './effective-settings.ts'
import { resolveSettings } from './load-settings.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'

describe('effectiveSettingsTable', () => {
  const rows = effectiveSettingsTable(
    resolveSettings({
      flags: { meters: '7', 'no-server': true },
      environment: { DATABASE_URL: 'postgres://user:secret@host/db', QUIET: '' },
      dotEnv: 'RANDOM_SEED=5',
      campusSettings: { CURRENCY: 'THB' },
      campusFilePath: 'campus.json',
    }),
  )
  const row = (name: string) => rows.find((candidate) => candidate.name === name)

  it('has every variable once, in the order of the documentation', () => {
    expect(rows.map(({ name }) => name)).toEqual(SETTING_DEFINITIONS.map(({ variable }) => variable))
  })

  it.each([
    ['NUM_METERS', '7', '--meters'],
    ['NO_SERVER', 'true', '--no-server'],
    ['RANDOM_SEED', '5', '.env:1'],
    ['CURRENCY', 'THB', 'campus.json'],
    ['QUIET', 'false', 'default'],
    ['SIMULATION_START', '(now, rounded down to the interval)', 'default'],
    ['DATABASE_URL', 'postgres://user:***@host/db', 'environment'],
  ])('shows %s as %s from %s', (name, value, source) => {
    expect(row(name)).toEqual({ name, value, source })
  })

  it('shows no password anywhere', () => {
    expect(JSON.stringify(rows)).not.toContain('secret')
  })
})
