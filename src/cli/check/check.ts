/** @module What a check is: a question about this machine or its configuration, and how to mend a bad answer. */

import type { UsageError } from '../../errors/problem.ts'
import type { Configuration } from '../load-configuration.ts'

export interface CheckResult {
  /** A warning does not keep a run from starting. */
  readonly status: 'pass' | 'warn' | 'fail'
  readonly detail: string
  /** What to do, as a sentence; absent where there is nothing to do. */
  readonly fix?: string
}

/** What checks look at. */
export interface CheckContext {
  /** What a run would be made from, or why there is none. */
  readonly configuration: Configuration | UsageError
  /** Folder of the CA and the device certificates. */
  readonly certificatesFolder: string
  readonly nowMs: number
}

export interface Check {
  readonly name: string
  run(context: CheckContext): Promise<CheckResult>
}
