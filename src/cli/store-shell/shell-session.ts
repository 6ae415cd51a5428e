/** @module Carries out what is typed: statements, and commands that begin with a backslash. */

import { RunError } from '../../errors/problem.ts'
import { StoreQueryError } from '../../sinks/store/store-failure.ts'
import type { ScreenSize } from '../terminal/screen-size.ts'
import { columnsOf, RELATIONS } from './catalogue-queries.ts'
import type { Print } from './print.ts'
import { type ResultFormat, resultWriter } from './result-formats.ts'
import { renderStatementError } from './statement-error.ts'
import type { ShellInput } from './statement-splitter.ts'
import type { StoreReader } from './store-reader.ts'

const HELP = `A statement ends with a semicolon and may span lines. The store is only read here.
  \\d         tables and views
  \\d NAME    columns of a table or view
  \\?         this help
  \\q         leave (as Ctrl-D does)
`

export interface ShellOutput {
  readonly print: Print
  readonly printError: Print
  readonly screen: ScreenSize
}

/** What came of an input. */
export type Outcome = 'done' | 'failed' | 'quit'

/** Answers one input after the other. */
export class ShellSession {
  readonly #reader: StoreReader
  readonly #format: ResultFormat
  readonly #output: ShellOutput

  constructor(reader: StoreReader, format: ResultFormat, output: ShellOutput) {
    this.#reader = reader
    this.#format = format
    this.#output = output
  }

  async answer(input: ShellInput): Promise<Outcome> {
    if (input.kind === 'statement') return this.#statement(input.sql, this.#format)
    switch (input.name) {
      case 'd':
        return input.argument === '' ? this.#statement(RELATIONS, 'table') : this.#describe(input.argument)
      case '?':
        await this.#output.print(HELP)
        return 'done'
      case 'q':
        return 'quit'
      default:
        return this.#fail(`ERROR: there is no command \\${input.name}: \\? lists them\n`)
    }
  }

  async #statement(sql: string, format: ResultFormat): Promise<Outcome> {
    const writer = resultWriter(format, this.#output.print, this.#output.screen)
    try {
      await this.#reader.read(sql, (portion) => writer.take(portion))
      await writer.end()
      return 'done'
    } catch (error) {
      if (error instanceof StoreQueryError) return this.#fail(renderStatementError(error, sql))
      if (error instanceof RunError) return this.#fail(`ERROR: ${error.message}\n`)
      throw error
    }
  }

  async #describe(relation: string): Promise<Outcome> {
    let found = false
    const writer = resultWriter('table', this.#output.print, this.#output.screen)
    try {
      await this.#reader.read(columnsOf(relation), async (portion) => {
        found ||= portion.rows.length > 0
        await writer.take(portion)
      })
    } catch (error) {
      if (!(error instanceof StoreQueryError)) throw error
      // A name that cannot be one; the statement it stands in is not the person's.
      return this.#fail(`ERROR: ${error.message}\n`)
    }
    if (!found) return this.#fail(`ERROR: there is no table or view ${relation}: \\d lists them\n`)
    await writer.end()
    return 'done'
  }

  async #fail(text: string): Promise<Outcome> {
    await this.#output.printError(text)
    return 'failed'
  }
}
