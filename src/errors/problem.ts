/** @module What goes wrong at the boundary, told so that the reader can mend it. */

/** One rejected value: where it came from, what it was, what is accepted and how to fix it. */
export interface Problem {
  /** Where the value came from: a flag, an environment variable, a file with its line or path. */
  readonly source: string
  /** The field, flag or variable. */
  readonly key: string
  /** The offending value as the user wrote it; absent when there is none to show. */
  readonly value?: string
  /** What is accepted, as a noun phrase: "a number from 1 to 86400". */
  readonly expected: string
  /** What to do about it, as a sentence, when it is not obvious from `expected`. */
  readonly fix?: string
}

/** Bad usage or configuration: nothing was started, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** A run that was started and could not go on: what is durable stays valid, the exit code is 1. */
export class RunError extends Error {
  override readonly name = 'RunError'
}

/** Renders a problem as one line: `source: key = value: expected …. fix`. */
export function formatProblem({ source, key, value, expected, fix }: Problem): string {
  const subject = value === undefined ? key : `${key} = ${value}`
  return `${source}: ${subject}: expected ${expected}${fix === undefined ? '' : `. ${fix}`}`
}
