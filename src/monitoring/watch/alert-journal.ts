/** @module `alerts.jsonl`: what was found, a line when an alert is raised and one when it is over; durable before it is told. */

import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { ALERT_STREAM, streamPath } from '../../journal/journal-streams.ts'
import { JournalWriter } from '../../journal/journal-writer.ts'
import { ALERT_RULES, ALERT_SEVERITIES, ALERT_SUBJECTS } from '../alerts/alert.ts'
import { ALERT_EVENTS, type AlertRecord } from '../alerts/alert-record.ts'

const NEWLINE = 0x0a

const alertRecordSchema: z.ZodType<AlertRecord> = z.object({
  timestamp: z.string(),
  event: z.enum(ALERT_EVENTS),
  alert_id: z.string(),
  rule: z.enum(ALERT_RULES),
  severity: z.enum(ALERT_SEVERITIES),
  subject_type: z.enum(ALERT_SUBJECTS),
  subject: z.string(),
  start: z.string(),
  end: z.string().nullable(),
  message: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
  action: z.string(),
  recorded_at: z.string(),
})

/** A record and where its line ends. */
export interface RecordedAlert {
  readonly record: AlertRecord
  /** Offset behind its line break [bytes]. */
  readonly until: number
}

/** @returns null for a line that is no record of an alert, of another version for one */
export function parseAlertLine(line: string): AlertRecord | null {
  try {
    const parsed = alertRecordSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export class AlertJournal {
  readonly #writer: JournalWriter

  private constructor(writer: JournalWriter) {
    this.#writer = writer
  }

  /**
   * Reads what is there, passing over what is no record, and opens it to be continued behind its last whole line.
   *
   * @throws RunError when it cannot be written
   */
  static async open(outputFile: string): Promise<{ journal: AlertJournal; recorded: readonly RecordedAlert[] }> {
    const path = streamPath(outputFile, ALERT_STREAM)
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    const recorded: RecordedAlert[] = []
    let length = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, length)) {
      const record = parseAlertLine(bytes.toString('utf8', length, end))
      length = end + 1
      if (record !== null) recorded.push({ record, until: length })
    }
    return { journal: new AlertJournal(await JournalWriter.open(path, length)), recorded }
  }

  /** Bytes written. */
  get length(): number {
    return this.#writer.length
  }

  /** Resolves when the records are durable. */
  async append(records: readonly AlertRecord[]): Promise<readonly RecordedAlert[]> {
    let until = this.length
    const encoder = new TextEncoder()
    const lines = records.map((record) => encoder.encode(`${JSON.stringify(record)}\n`))
    await this.#writer.append(Buffer.concat(lines))
    await this.#writer.flush()
    return records.map((record, i) => {
      until += lines[i].length
      return { record, until }
    })
  }

  close(): Promise<void> {
    return this.#writer.close()
  }
}
