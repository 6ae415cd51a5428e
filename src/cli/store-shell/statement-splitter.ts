/** @module Cuts what is typed into statements, each up to its semicolon, and commands that begin with a backslash. */

export type ShellInput =
  | { readonly kind: 'statement'; readonly sql: string }
  /** Such as `\d`, with what stands behind it. */
  | { readonly kind: 'command'; readonly name: string; readonly argument: string }

/** A part of a statement in which a semicolon means nothing, or the end of the statement. */
const TOKEN =
  /\b[eE]'(?:[^'\\]|''|\\.)*'?|'(?:[^']|'')*'?|"[^"]*"?|(?<dollar>(?<![\w$])\$(?:[A-Za-z_]\w*)?\$)|--[^\n]*|(?<block>\/\*)|(?<end>;)/gs

const COMMAND = /^\s*\\(?<name>\S*)\s*(?<argument>.*?)[\s;]*$/

/** Takes lines and gives back what they complete. */
export class StatementSplitter {
  #text = ''

  /** True in the middle of a statement. */
  get isWithinStatement(): boolean {
    return !isBlank(this.#text)
  }

  /** Adds a line. */
  add(line: string): ShellInput[] {
    const command = this.isWithinStatement ? null : COMMAND.exec(line)
    if (command?.groups !== undefined) {
      this.#text = ''
      const { name, argument } = command.groups
      return [{ kind: 'command', name, argument }]
    }
    this.#text += `${line}\n`
    return this.#complete()
  }

  /** What is left when no more lines come: a statement without a semicolon. */
  finish(): ShellInput[] {
    const sql = this.#text.trim()
    this.#text = ''
    return isBlank(sql) ? [] : [{ kind: 'statement', sql }]
  }

  /** Forgets what was begun. */
  clear(): void {
    this.#text = ''
  }

  #complete(): ShellInput[] {
    const inputs: ShellInput[] = []
    for (let end = endOfStatement(this.#text); end !== null; end = endOfStatement(this.#text)) {
      const sql = this.#text.slice(0, end).trim()
      this.#text = this.#text.slice(end + 1)
      if (!isBlank(sql)) inputs.push({ kind: 'statement', sql })
    }
    return inputs
  }
}

/** Index of the first semicolon that ends a statement; null when there is none yet. */
function endOfStatement(text: string): number | null {
  TOKEN.lastIndex = 0
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const { groups = {} } = token
    if (groups.end !== undefined) return token.index
    if (groups.dollar !== undefined) {
      const close = text.indexOf(groups.dollar, TOKEN.lastIndex)
      if (close === -1) return null
      TOKEN.lastIndex = close + groups.dollar.length
    } else if (groups.block !== undefined) {
      const close = endOfRemark(text, TOKEN.lastIndex)
      if (close === null) return null
      TOKEN.lastIndex = close
    }
  }
  return null
}

/** Remarks between slash and asterisk nest. */
function endOfRemark(text: string, from: number): number | null {
  let depth = 1
  for (const mark of text.slice(from).matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return from + mark.index + mark[0].length
  }
  return null
}

function isBlank(text: string): boolean {
  return /^(?:\s|--[^\n]*(?:\n|$)|\/\*(?:(?!\/\*)[\s\S])*?\*\/)*$/.test(text)
}
