/** @module Are the campus file, the environment and the flags valid? */

import { formatProblem, UsageError } from '../../errors/problem.ts'
import type { Check } from './check.ts'

export const configurationCheck: Check = {
  name: 'Configuration',
  run({ configuration }) {
    if (configuration instanceof UsageError) {
      const detail = configuration.problems.map(formatProblem).join('\n')
      const many = configuration.problems.length > 1
      return Promise.resolve({ status: 'fail', detail, fix: many ? 'Mend these values.' : 'Mend this value.' })
    }
    const fleet = configuration.meters === null ? '' : `, ${configuration.meters} generated meters`
    return Promise.resolve({ status: 'pass', detail: `${configuration.campusFile}${fleet}` })
  },
}
