/** @module Are the campus file, the environment and the flags valid? */

import { formatProblem, UsageError } from '../../errors/problem.ts'
import { counted } from '../terminal/figures.ts'
import type { Check } from './check.ts'

export const configurationCheck: Check = {
  name: 'Configuration',
  run({ configuration }) {
    if (configuration instanceof UsageError) {
      const detail = configuration.problems.map(formatProblem).join('\n')
      const many = configuration.problems.length > 1
      return Promise.resolve({ status: 'fail', detail, fix: many ? 'Mend these values.' : 'Mend this value.' })
    }
    const { meters, campusFile } = configuration.resolved.settings
    const fleet = meters === null ? '' : `, ${counted(meters, 'generated meter')}`
    return Promise.resolve({ status: 'pass', detail: `${campusFile}${fleet}` })
  },
}
