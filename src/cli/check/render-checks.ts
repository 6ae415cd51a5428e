/** @module The checks as a table: what was asked, the answer, and how to mend a bad one. */

import type { Role } from '../terminal/palette.ts'
import type { ScreenSize } from '../terminal/screen-size.ts'
import { renderSpans, type Span } from '../terminal/spans.ts'
import { wrapWords } from '../terminal/wrap-words.ts'
import type { CheckResult } from './check.ts'
import type { CheckReport } from './run-checks.ts'

const MARKS: Readonly<Record<CheckResult['status'], { readonly text: string; readonly role?: Role }>> = {
  pass: { text: '✓ pass  ' },
  warn: { text: '! warn  ', role: 'strong' },
  fail: { text: '✗ fail  ', role: 'alarm' },
}
const MARK_WIDTH = 8
const NARROWEST_DETAIL = 20

/** One block per check, wrapped where the screen ends, and a closing count. */
export function renderChecks(reports: readonly CheckReport[], screen: Pick<ScreenSize, 'columns' | 'color'>): string[] {
  const nameWidth = Math.max(0, ...reports.map(({ name }) => name.length)) + 2
  const room = Math.max(NARROWEST_DETAIL, screen.columns - MARK_WIDTH - nameWidth)
  const blocks = reports.flatMap((report) => {
    const details = report.detail.split('\n').flatMap((line) => wrapWords(line, room))
    const fixes: Span[] = wrapWords(report.fix ?? '', room).map((text) => ({ text, role: 'strong' }))
    return [...details.map((text): Span => ({ text })), ...fixes].map((span, index) => {
      const lead: Span[] = [MARKS[report.status], { text: report.name.padEnd(nameWidth) }]
      const indent: Span[] = [{ text: ' '.repeat(MARK_WIDTH + nameWidth) }]
      return renderSpans([...(index === 0 ? lead : indent), span], screen)
    })
  })
  return [...blocks, '', renderSpans([{ text: closingLine(reports) }], screen)]
}

function closingLine(reports: readonly CheckReport[]): string {
  const number = (status: CheckResult['status']) => reports.filter((report) => report.status === status).length
  const verdict = number('fail') === 0 ? 'Ready to run' : 'Not ready to run'
  return `${verdict}: ${number('pass')} passed, ${number('warn')} warned, ${number('fail')} failed`
}
