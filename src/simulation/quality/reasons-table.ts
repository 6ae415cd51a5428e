/** @module The reasons as a table of the documentation, with the faults they point to. */

import { FAULT_KINDS } from '../../config/fault-vocabulary.ts'
import { POINTS_TO } from './fault-scores.ts'
import { QUALITY_REASONS, REASON_MEANINGS } from './quality-reasons.ts'

const BEGIN = '<!-- quality reasons: begin -->\n'
const END = '<!-- quality reasons: end -->\n'

/** A page with the table as the code has it, between its marks. */
export function withReasonsTable(page: string): string {
  const [before, rest] = page.split(BEGIN)
  const [, after] = rest?.split(END) ?? []
  if (after === undefined) {
    throw new Error(`the page has no ${BEGIN.trimEnd()} with its end`)
  }
  const rows = QUALITY_REASONS.map((reason) => {
    const kinds = FAULT_KINDS.filter((kind) => POINTS_TO[kind].includes(reason)).map((kind) => `\`${kind}\``)
    return `| \`${reason}\` | ${REASON_MEANINGS[reason]} | ${kinds.join(', ')} |`
  })
  const table = ['| reason | what is wrong | points to |', '| --- | --- | --- |', ...rows, '']
  return [before, BEGIN, table.join('\n'), END, after].join('')
}
