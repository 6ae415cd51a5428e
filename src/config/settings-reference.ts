/** @module Writes `.env.example` and the settings page of the documentation out of the table of settings. */

import type { SettingDefinition } from './setting-definition.ts'
import { SETTING_GROUPS } from './setting-definitions.ts'

/** The content of `.env.example`: every variable, commented out, with its default. */
export function renderEnvExample(): string {
  const lines = [
    '# Settings of the simulator. Copy this file to .env and remove the # before what you change.',
    '# A flag beats an environment variable, which beats .env, the campus file and the default shown here.',
    '# `gridtokenx-sim run --print-settings` shows what is in force and where it came from.',
  ]
  for (const { title, definitions } of SETTING_GROUPS) {
    lines.push('', `### ${title}`)
    for (const { variable, defaultText, description, whenUnset } of definitions) {
      const unset = whenUnset === null ? '' : ` Unset: ${whenUnset}.`
      lines.push(`# ${description}${unset}`, `#${variable}=${defaultText}`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** The content of `docs/settings.md`. */
export function renderSettingsTable(): string {
  const lines = [
    '# Settings',
    '',
    'Every setting is an environment variable; those of a run are also flags of `gridtokenx-sim run`. A flag beats the',
    'environment, which beats a `.env` file in the working directory, the `settings` of the campus file and the default.',
    'Variables marked * may stand in the campus file. An empty variable counts as not set. Of two settings that exclude',
    'each other (end and duration, resume and fresh) the one from the nearer source counts; both from one source are an',
    'error. `run --print-settings` shows what is in force and where each value came from. Each value that is not accepted',
    'is reported in one line, and the program ends with exit code 2 before anything is started.',
  ]
  for (const { title, note, definitions } of SETTING_GROUPS) {
    lines.push('', `## ${title}`, '', ...(note === '' ? [] : [note, '']))
    lines.push(
      '| Variable | Flag | Default | Accepted | Meaning |',
      '|---|---|---|---|---|',
      ...definitions.map(tableRow),
    )
  }
  lines.push(
    '',
    'The five weather weights sum to 1, and so do the four type ratios (within 0.000001). A lowest price is not above',
    'its highest, nor the feed-in rate above the purchase rate. The end is after the start, by a whole number of intervals.',
    '',
    'This page is generated from the table of settings by `npm run generate`.',
  )
  return `${lines.join('\n')}\n`
}

function tableRow(definition: SettingDefinition): string {
  const { variable, inCampusFile, flag, placeholder, defaultText, whenUnset, accepted, description } = definition
  const cells = [
    `\`${variable}\`${inCampusFile ? ' *' : ''}`,
    flag === null ? '' : `\`--${flag}${placeholder === null ? '' : ` ${placeholder.toUpperCase()}`}\``,
    defaultText === '' ? (whenUnset ?? '') : `\`${defaultText}\``,
    accepted,
    description,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
