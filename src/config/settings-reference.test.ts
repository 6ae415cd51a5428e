import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resolveSettings } from './load-settings.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'
import { renderEnvExample, renderSettingsTable } from './settings-reference.ts'

const committed = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const NOTHING = { flags: {}, environment: {}, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }

describe('renderEnvExample', () => {
  it('is what .env.example holds; when not, run `npm run generate`', () => {
    expect(committed('.env.example')).toBe(renderEnvExample())
  })

  it('changes nothing as it is', () => {
    const { settings, effective } = resolveSettings({ ...NOTHING, dotEnv: renderEnvExample() })
    expect(settings).toEqual(resolveSettings(NOTHING).settings)
    expect(new Set(effective.map(({ source }) => source))).toEqual(new Set(['default']))
  })

  it('gives the defaults with every variable switched on', () => {
    const dotEnv = renderEnvExample().replaceAll(/^#(?=[A-Z])/gm, '')
    const { settings, effective } = resolveSettings({ ...NOTHING, dotEnv })
    expect(settings).toEqual(resolveSettings(NOTHING).settings)
    const fromFile = effective.filter(({ source }) => source.startsWith('.env:'))
    expect(fromFile.map(({ definition }) => definition.variable)).toEqual(
      SETTING_DEFINITIONS.filter(({ defaultText }) => defaultText !== '').map(({ variable }) => variable),
    )
  })
})

describe('renderSettingsTable', () => {
  it('is what docs/settings.md holds; when not, run `npm run generate`', () => {
    expect(committed('docs/settings.md')).toBe(renderSettingsTable())
  })

  it('has one row of five cells for each setting', () => {
    const rows = renderSettingsTable()
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows.map((row) => row.split('`')[1])).toEqual(SETTING_DEFINITIONS.map(({ variable }) => variable))
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(7)
  })
})
