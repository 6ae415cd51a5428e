/** @module Runs a statement that only reads: in a read-only transaction that is rolled back, a portion at a time. */

import type { StoreEngine, TextResult } from './store-engine.ts'
import { StoreQueryError } from './store-failure.ts'

/** Rows fetched at once. */
const PORTION = 500

const CURSOR = 'declare reading no scroll cursor for '

/** What may come before the first word: blanks, comments, parentheses. */
const BEFORE_WORD = /^(?:[\s(]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/
const FETCHED_IN_PORTIONS = new Set(['select', 'with', 'values', 'table'])
const ANSWERED_AT_ONCE = new Set(['show', 'explain'])

/**
 * Besides the transaction, the role refuses what would touch files. It guards against accidents: whoever may ask may
 * also write to the folder.
 */
const BEGIN = `begin transaction read only;
  set local role pg_read_all_data;
  set local cursor_tuple_fraction = 1`

/**
 * Runs one statement and hands its rows over in portions, of which there is always at least one.
 *
 * @throws StoreQueryError as the database refuses it, or when it would do more than read
 */
export async function readStatement(
  engine: StoreEngine,
  statement: string,
  take: (portion: TextResult) => Promise<void> | void,
): Promise<void> {
  const sql = statement.replace(/[;\s]+$/, '')
  const before = BEFORE_WORD.exec(sql)?.[0].length ?? 0
  const word = /^\w*/.exec(sql.slice(before))?.[0] ?? ''
  const inPortions = FETCHED_IN_PORTIONS.has(word.toLowerCase())
  if (!inPortions && !ANSWERED_AT_ONCE.has(word.toLowerCase())) throw writingRefused(word, before + 1)
  await engine.execute(BEGIN)
  try {
    if (!inPortions) return await take(await engine.texts(sql))
    await declare(engine, sql)
    for (;;) {
      const portion = await engine.texts(`fetch ${PORTION} from reading`)
      await take(portion)
      if (portion.rows.length < PORTION) return
    }
  } finally {
    // Where the engine has failed, that was told already.
    await engine.execute('rollback').catch(() => undefined)
  }
}

/** Positions are told as of the statement alone. */
async function declare(engine: StoreEngine, sql: string): Promise<void> {
  try {
    await engine.texts(CURSOR + sql)
  } catch (error) {
    if (!(error instanceof StoreQueryError) || error.position === null) throw error
    const { message, code, detail, hint, position } = error
    throw new StoreQueryError({ message, code, detail, hint, position: Math.max(1, position - CURSOR.length) })
  }
}

function writingRefused(word: string, position: number): StoreQueryError {
  return new StoreQueryError({
    message: word === '' ? 'a statement was expected' : `the store is only read here: ${word.toUpperCase()} is refused`,
    // read_only_sql_transaction, as PostgreSQL itself would say.
    code: '25006',
    detail: null,
    hint: 'SELECT, WITH, VALUES, TABLE, SHOW and EXPLAIN are answered.',
    position,
  })
}
