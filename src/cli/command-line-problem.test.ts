import { Command, CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { formatProblem } from '../errors/problem.ts'
import { commandLineProblem } from './command-line-problem.ts'

/** What is wrong with a command line of a small program, in one line. */
function told(...argv: string[]): string | null {
  let line: string | null = null
  const overridden = (command: Command): Command =>
    command.exitOverride((error) => {
      const problem = commandLineProblem(error, command)
      line = problem === null ? null : formatProblem(problem)
      throw error
    })
  const program = overridden(new Command('program').configureOutput({ outputError() {}, writeOut() {}, writeErr() {} }))
  overridden(
    program
      .command('run')
      .option('--meters <n>')
      .option('--resume')
      .action(() => undefined),
  )
  overridden(program.command('check').action(() => undefined))
  overridden(
    program
      .command('compare')
      .requiredOption('--mechanisms <names>')
      .action(() => undefined),
  )
  try {
    program.version('1').parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
  }
  return line
}

describe('commandLineProblem', () => {
  it.each([
    [['run', '--metres', '5'], 'command line: --metres: expected a flag of run. Did you mean --meters?'],
    [['run', '--metres=5'], 'command line: --metres: expected a flag of run. Did you mean --meters?'],
    [['run', '--colour'], 'command line: --colour: expected a flag of run'],
    [['run', '-x'], 'command line: -x: expected a flag of run'],
    [['run', "--it's\nodd"], "command line: --it's\\u000aodd: expected a flag of run"],
    [['check', '--hlep'], 'command line: --hlep: expected a flag of check. Did you mean --help?'],
    [['run', '--meters'], 'command line: --meters: expected a value behind it: --meters <n>'],
    [['compare'], 'command line: --mechanisms: expected --mechanisms <names>: compare needs it'],
    [['run', 'a.json'], 'command line: a.json: expected a flag of run. A value stands right behind its flag.'],
    [['chek'], 'command line: chek: expected a command: run, check or compare. Did you mean check?'],
    [['--meters', '5'], 'command line: --meters: expected a command first: run, check or compare'],
  ])('tells what is wrong with %j', (argv, line) => {
    expect(told(...argv)).toBe(line)
  })

  it.each([['--help'], ['--version'], ['run', '--help'], ['run', '--meters', '5'], []])(
    'has nothing against %s',
    (...argv) => {
      expect(told(...argv)).toBeNull()
    },
  )
})
