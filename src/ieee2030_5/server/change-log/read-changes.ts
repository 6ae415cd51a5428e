/** @module Reads the changes of a file back, and says where it is damaged. */

import { readFileSync, truncateSync } from 'node:fs'
import { UsageError } from '../../../errors/problem.ts'
import type { Change } from '../../utility/utility-state.ts'
import { changesOf } from './change-line.ts'

const LINE_END = 0x0a

/**
 * Hands every change of a file on.
 *
 * @param mayBeTorn - whether a last line that was not written to its end is cut off: nobody was told of it
 * @returns bytes of the file as it is now
 * @throws UsageError with the place of a line that is not what was written
 */
export function readChanges(path: string, mayBeTorn: boolean, take: (change: Change) => void): number {
  const content = readFileSync(path)
  let start = 0
  while (start < content.length) {
    const end = content.indexOf(LINE_END, start)
    const changes = end < 0 ? null : changesOf(content.subarray(start, end))
    if (changes === null) {
      const isLast = end < 0 || end === content.length - 1
      if (!(mayBeTorn && isLast)) throw damaged(path, start)
      truncateSync(path, start)
      return start
    }
    changes.forEach(take)
    start = end + 1
  }
  return start
}

function damaged(path: string, position: number): UsageError {
  return new UsageError([
    {
      source: path,
      key: `byte ${position}`,
      expected: 'a line as the utility server wrote it',
      fix: 'Restore the folder from a copy, or move it away to begin with nothing',
    },
  ])
}
