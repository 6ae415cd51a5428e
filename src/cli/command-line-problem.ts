/** @module What is wrong with a command line itself, told like any other problem. */

import type { Command, CommanderError } from 'commander'
import { nearestName } from '../config/nearest-name.ts'
import { shownValue } from '../config/shown-value.ts'
import { oneOf } from '../errors/one-of.ts'
import type { Problem } from '../errors/problem.ts'

const UNKNOWN_FLAG = /^error: unknown option '([^=]*).*'/s
const MISSING_FLAG = /^error: required option '((--[\w-]+).*)' not specified/s
const FLAG_WITHOUT_VALUE = /^error: option '((?:-\w, )?(--[\w-]+).*)' argument missing/s

/**
 * Puts what the parser found wrong into a problem.
 *
 * @param command - the command whose arguments they are
 * @returns null when nothing is wrong: help or the version was asked for
 */
export function commandLineProblem({ code, message }: CommanderError, command: Command): Problem | null {
  const [word = ''] = command.args
  switch (code) {
    case 'commander.unknownOption': {
      const name = UNKNOWN_FLAG.exec(message)?.[1] ?? word
      const flags = command.createHelp().visibleOptions(command)
      return unknown(
        name,
        command.parent === null ? `a command first: ${oneOf(commandNames(command))}` : `a flag of ${command.name()}`,
        flags.flatMap(({ long }) => long ?? []),
      )
    }
    case 'commander.unknownCommand': {
      const names = commandNames(command)
      return unknown(word, `a command: ${oneOf(names)}`, names)
    }
    case 'commander.optionMissingArgument': {
      const [, terms, flag = word] = FLAG_WITHOUT_VALUE.exec(message) ?? []
      return problem(flag, `a value behind it: ${terms}`)
    }
    case 'commander.missingMandatoryOptionValue': {
      const [, terms = '', flag = word] = MISSING_FLAG.exec(message) ?? []
      return problem(flag, `${terms}: ${command.name()} needs it`)
    }
    case 'commander.excessArguments':
      return problem(word, `a flag of ${command.name()}`, 'A value stands right behind its flag.')
    default:
      return null
  }
}

function commandNames(command: Command): string[] {
  return command.commands.map((each) => each.name())
}

function unknown(name: string, expected: string, known: readonly string[]): Problem {
  const nearest = nearestName(name, known)
  return nearest === null ? problem(name, expected) : problem(name, expected, `Did you mean ${nearest}?`)
}

function problem(name: string, expected: string, fix?: string): Problem {
  const key = shownValue(name, false)
  return { source: 'command line', key, expected, ...(fix === undefined ? {} : { fix }) }
}
