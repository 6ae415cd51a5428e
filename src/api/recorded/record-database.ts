/** @module The databases the records of a run go to, asked for what is not on the last page of the journal any more. */

import { sqlState } from '../../sinks/sql-connection.ts'
import { ApiProblem } from '../api-problem.ts'
import { type JsonObject, parsedObject } from '../json-object.ts'

/** Something that answers one statement at a time. */
export interface StatementReader {
  /** @returns the first column of every row, as text */
  read(sql: string): Promise<readonly string[]>
  close(): Promise<void>
}

/** Waiting statements beyond which more are refused. */
const MOST_WAITING = 64
const RETRY_SECONDS = '2'
/** SQLSTATEs: query_canceled, program_limit_exceeded, undefined_table, admin_shutdown, cannot_connect_now. */
const TOO_LONG = '57014'
const TOO_MUCH = '54000'
const NOT_THERE_YET = '42P01'
const SHUT_DOWN = '57P01'
const STARTING = '57P03'

/** One database; it is connected to when it is first asked, and again after a failure. */
export class RecordDatabase {
  readonly #connect: () => Promise<StatementReader>
  #reader: StatementReader | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(connect: () => Promise<StatementReader>) {
    this.#connect = connect
  }

  /**
   * The rows of a query, in their order.
   *
   * @throws ApiProblem when the database does not answer, or not in time
   */
  async rows(query: string): Promise<readonly JsonObject[]> {
    return (await this.#inTurn(`select row_to_json(r)::text from (${query}) r`)).map(parsedObject)
  }

  /**
   * The same rows as JSON, all of them in one value: quicker by far than one by one, for a query that has a limit.
   *
   * @throws ApiProblem when the database does not answer, or not in time
   */
  async texts(query: string): Promise<readonly string[]> {
    const lines = `coalesce(string_agg(row_to_json(r)::text, E'\\n'), '')`
    const [text = ''] = await this.#inTurn(`select ${lines} from (${query}) r`)
    return text === '' ? [] : text.split('\n').map(withPlainNumbers)
  }

  #inTurn(sql: string): Promise<readonly string[]> {
    if (this.#waiting >= MOST_WAITING) return Promise.reject(unavailable('Too many questions wait for the database.'))
    this.#waiting += 1
    const answer = this.#last.then(() => this.#read(sql))
    this.#last = answer
      .catch(() => undefined)
      .finally(() => {
        this.#waiting -= 1
      })
    return answer
  }

  async close(): Promise<void> {
    await this.#reader?.close()
    this.#reader = null
  }

  async #read(sql: string): Promise<readonly string[]> {
    try {
      this.#reader ??= await this.#connect()
      return await this.#reader.read(sql)
    } catch (error) {
      throw await this.#problemOf(error)
    }
  }

  async #problemOf(error: unknown): Promise<Error> {
    switch (sqlState(error)) {
      case TOO_LONG:
      case TOO_MUCH:
        return new ApiProblem(
          422,
          'That is more than the database can answer at once: ask for a shorter time, or coarser.',
        )
      case NOT_THERE_YET:
        return unavailable('The database is being made.')
      case SHUT_DOWN:
      case STARTING:
      case null: {
        const reader = this.#reader
        this.#reader = null
        await reader?.close().catch(() => undefined)
        return unavailable('The database does not answer.')
      }
      default:
        return error instanceof Error ? error : new Error(String(error))
    }
  }
}

/** PostgreSQL writes 0.000012 as 1.2e-05; what may have such a number is written anew, as JavaScript has it. */
function withPlainNumbers(json: string): string {
  return /\de[-+]\d/.test(json) ? JSON.stringify(JSON.parse(json)) : json
}

function unavailable(detail: string): ApiProblem {
  return new ApiProblem(503, detail, { headers: { 'retry-after': RETRY_SECONDS } })
}
