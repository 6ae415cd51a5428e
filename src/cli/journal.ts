/** @module The `journal` commands: is a recorded run whole, and what can be made of it where it is not? */

import type { SettingSources } from '../config/setting-sources.ts'
import { RunError } from '../errors/problem.ts'
import { JournalDamage } from '../journal/journal-damage.ts'
import { rejectedPath, repairFile } from '../journal/repair-journal.ts'
import { acquireRunLock } from '../journal/run-lock.ts'
import { type FileReport, type JournalFault, verifyJournal } from '../journal/verify-journal.ts'
import { EXIT_FAILED } from './exit-codes.ts'
import { loadConfiguration } from './load-configuration.ts'
import { recordedRun } from './recorded-run.ts'
import { count, counted } from './terminal/figures.ts'

/** Faults shown of each file; the others are counted. */
const FAULTS_SHOWN = 20

/** @returns the exit code: 1 when something is damaged */
export async function verifyRun(flags: SettingSources['flags']): Promise<number> {
  const { output, run } = openRecorded(flags)
  const sum = { faults: 0, unreadable: 0, torn: 0 }
  for await (const report of reports(verifyJournal(output, run, FAULTS_SHOWN))) {
    print(describeFile(report))
    for (const fault of report.faults) print(describeFault(fault))
    const more = report.faultCount - report.faults.length
    if (more > 0) print(`  and ${count(more)} more`)
    sum.torn += report.faults.filter(({ kind }) => kind === 'torn').length
    sum.unreadable += report.unreadable
    sum.faults += report.faultCount
  }
  print(verdict(sum))
  return sum.faults > sum.torn ? EXIT_FAILED : 0
}

/**
 * Takes unreadable lines out; what is out of order stays as it is.
 *
 * @returns the exit code
 */
export async function repairRun(flags: SettingSources['flags']): Promise<number> {
  const { output, origin, run } = openRecorded(flags)
  const lock = acquireRunLock(output, origin)
  try {
    let taken = 0
    for await (const report of reports(verifyJournal(output, run))) {
      const lines = await repairFile(report)
      taken += lines
      if (lines > 0) print(`${report.path}: ${counted(lines, 'line')} taken out, kept in ${rejectedPath(report.path)}`)
    }
    print(taken === 0 ? 'Nothing to repair.' : `${counted(taken, 'line')} taken out; everything else is as it was.`)
    return 0
  } finally {
    lock.release()
  }
}

function openRecorded(flags: SettingSources['flags']) {
  const { resolved } = loadConfiguration(flags)
  const run = recordedRun(resolved)
  return { output: resolved.settings.outputFile, origin: resolved.origins.outputFile, run }
}

/** A file that cannot be decompressed is beyond repair. */
async function* reports(source: AsyncGenerator<FileReport>): AsyncGenerator<FileReport> {
  try {
    yield* source
  } catch (error) {
    if (!(error instanceof JournalDamage)) throw error
    throw new RunError(`${error.path}, byte ${error.offset}: ${error.what}. Restore the file from a copy.`)
  }
}

function describeFile({ path, records, blanks, faultCount }: FileReport): string {
  const repaired = blanks > 0 ? `, ${counted(blanks, 'line')} taken out by a repair` : ''
  return `${path}: ${counted(records, 'record')}${repaired}, ${faultCount === 0 ? 'whole' : counted(faultCount, 'fault')}`
}

function describeFault({ line, start, what, kind }: JournalFault): string {
  const note = kind === 'torn' ? ' (an unfinished end: the next --resume cuts it off)' : ''
  return `  line ${count(line)}, byte ${start}: ${what}${note}`
}

function verdict({ faults, unreadable, torn }: Readonly<Record<'faults' | 'unreadable' | 'torn', number>>): string {
  if (faults === 0) return 'The journal is whole.'
  if (faults === torn) return 'The journal is whole but for its unfinished end.'
  const remade = 'a run made again from its seed has them all.'
  return unreadable === 0
    ? `Every line is a record, but some are missing or out of place; ${remade}`
    : 'The journal is damaged. "journal repair --keep-good" takes unreadable lines out (a copy of them is kept) so that ' +
        `the rest can be delivered; ${remade}`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
