/** @module What deploy-utcc-campus.sh needs the program's own modules for. */

import { EXIT_FAILED, EXIT_USAGE } from '../../dist/cli/exit-codes.js'
import { formatProblem, RunError, UsageError } from '../../dist/errors/problem.js'
import { clean } from './clean.js'
import { running, start } from './start.js'
import { status } from './status.js'
import { stop } from './stop.js'

const COMMANDS = { running, start, status, stop, clean }

const [name, ...args] = process.argv.slice(2)
try {
  process.exitCode = await COMMANDS[name](args)
} catch (error) {
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED
  if (error instanceof UsageError) for (const problem of error.problems) console.error(formatProblem(problem))
  else console.error(error instanceof RunError ? error.message : error)
}
