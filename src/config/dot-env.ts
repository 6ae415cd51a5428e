/** @module Reads the text of a `.env` file: `NAME=value` lines, quotes, comments and `export`. */

import type { Problem } from '../errors/problem.ts'

/** One variable of a `.env` file and the line it begins on, counted from 1. */
export interface DotEnvEntry {
  readonly value: string
  readonly line: number
}

export interface DotEnv {
  /** By name; of a name given twice, the last. */
  readonly entries: ReadonlyMap<string, DotEnvEntry>
  readonly problems: readonly Problem[]
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=[^\S\n]*/
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/
const AFTER_QUOTE = /^[^\S\n]*(?:#.*)?$/
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * Reads a `.env` file.
 *
 * Unquoted values end at ` #` and are trimmed; single quotes keep everything as it is; double quotes know `\n`, `\r`,
 * `\t` and take any other escaped character as itself. Quoted values may span lines. No variable is expanded.
 * Values are never repeated in problems, because they may be passwords.
 *
 * @param text - content of the file
 * @param path - its path, for problems
 */
export function parseDotEnv(text: string, path = '.env'): DotEnv {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const entries = new Map<string, DotEnvEntry>()
  const problems: Problem[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1
    if (BLANK_OR_COMMENT.test(lines[index])) continue
    const source = `${path}:${line}`
    const assignment = ASSIGNMENT.exec(lines[index])
    if (assignment === null) {
      problems.push({ source, key: 'line', expected: 'NAME=value, a comment that starts with #, or nothing' })
      continue
    }
    const [prefix, name] = assignment
    const quote = lines[index][prefix.length]
    if (quote !== '"' && quote !== "'") {
      entries.set(name, { value: unquoted(lines[index].slice(prefix.length)), line })
      continue
    }
    const rest = [lines[index].slice(prefix.length + 1), ...lines.slice(index + 1)].join('\n')
    const quoted = readQuoted(rest, quote)
    if (quoted === null) {
      problems.push({ source, key: name, expected: `a closing ${quote} and nothing but a comment after it` })
      continue
    }
    entries.set(name, { value: quoted.value, line })
    index += quoted.lineBreaks
  }
  return { entries, problems }
}

function unquoted(text: string): string {
  return text.replace(/(?:^|\s)#.*$/, '').trim()
}

function readQuoted(text: string, quote: string): { value: string; lineBreaks: number } | null {
  let value = ''
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === quote) {
      const [afterQuote] = text.slice(index + 1).split('\n', 1)
      if (!AFTER_QUOTE.test(afterQuote)) return null
      return { value, lineBreaks: text.slice(0, index).split('\n').length - 1 }
    }
    const escaped = character === '\\' && quote === '"' && index + 1 < text.length
    if (escaped) index += 1
    value += escaped ? (ESCAPES[text[index]] ?? text[index]) : character
  }
  return null
}
