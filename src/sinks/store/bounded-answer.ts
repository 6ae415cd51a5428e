/** @module The answer to a shell of another process, within bounds: the store has other work to do. */

import type { ShellAnswer } from './shell-messages.ts'
import type { TextColumn } from './store-engine.ts'
import { StoreQueryError, type StoreRefusal } from './store-failure.ts'
import { readStatement } from './store-reading.ts'
import type { StoreSession } from './store-session.ts'

export interface AnswerBounds {
  readonly rows: number
  /** Of the values as text [characters]. */
  readonly characters: number
  readonly timeMs: number
}

export const SHELL_BOUNDS: AnswerBounds = { rows: 10_000, characters: 4_000_000, timeMs: 5_000 }

const WITHOUT_BOUNDS =
  'Ask for less, or stop the simulator: the shell then reads the store itself, without these bounds.'

/** Runs a statement that only reads; a refusal of the database is an answer, too. */
export async function boundedAnswer(
  session: StoreSession,
  sql: string,
  bounds: AnswerBounds = SHELL_BOUNDS,
): Promise<ShellAnswer> {
  try {
    return await session.exclusive((engine) => {
      let columns: TextColumn[] = []
      const rows: (string | null)[][] = []
      let characters = 0
      const reading = readStatement(engine, sql, (portion) => {
        columns = [...portion.columns]
        for (const row of portion.rows) {
          characters += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
          rows.push([...row])
        }
        if (rows.length > bounds.rows) throw tooMuch(`has more than ${bounds.rows} rows`)
        if (characters > bounds.characters) throw tooMuch(`is longer than ${bounds.characters} characters`)
      })
      return withinTime(reading, bounds.timeMs, session).then(() => ({ columns, rows }))
    })
  } catch (error) {
    if (!(error instanceof StoreQueryError)) throw error
    const { message, code, detail, hint, position } = error
    return { error: { message, code, detail, hint, position } }
  }
}

/**
 * PGlite never looks at a clock, so a statement that takes too long is ended with its thread, which is as safe as a
 * kill: it has written nothing.
 */
async function withinTime(work: Promise<void>, timeMs: number, session: StoreSession): Promise<void> {
  const late = Symbol('late')
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, timeMs, late)
  })
  try {
    if ((await Promise.race([work, timeUp])) !== late) return
  } finally {
    clearTimeout(timer)
  }
  await session.restart()
  // query_canceled
  throw refusal(`the statement was ended: it took longer than ${timeMs / 1000} s`, '57014')
}

/** program_limit_exceeded */
function tooMuch(what: string): StoreQueryError {
  return refusal(`the answer ${what}`, '54000')
}

function refusal(message: string, code: string): StoreQueryError {
  const told: StoreRefusal = { message, code, detail: null, hint: WITHOUT_BOUNDS, position: null }
  return new StoreQueryError(told)
}
