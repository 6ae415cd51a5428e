/** @module The rules as a table of the documentation. */

import { ALERT_RULES } from './alert.ts'
import { RULE_DEFINITIONS } from './alert-rules.ts'

const BEGIN = '<!-- alert rules: begin -->\n'
const END = '<!-- alert rules: end -->\n'

/** A page with the table as the code has it, between its marks. */
export function withRulesTable(page: string): string {
  const [before, rest] = page.split(BEGIN)
  const [, after] = rest?.split(END) ?? []
  if (after === undefined) {
    throw new Error(`the page has no ${BEGIN.trimEnd()} with its end`)
  }
  const rows = ALERT_RULES.map((rule) => {
    const { subject, severity, looksFor, raised, ends } = RULE_DEFINITIONS[rule]
    return `| \`${rule}\` | ${subject} | ${severity} | ${looksFor} | ${raised} | ${ends} |`
  })
  const head = [
    '| rule | about a | severity | what is wrong | raised | ends |',
    '| --- | --- | --- | --- | --- | --- |',
  ]
  return [before, BEGIN, [...head, ...rows, ''].join('\n'), END, after].join('')
}
