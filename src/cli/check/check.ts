/** @module What a check is: a question about this machine or its configuration, and how to mend a bad answer. */

import type { Settings } from '../../config/settings.ts'
import type { UsageError } from '../../errors/problem.ts'

export interface CheckResult {
  /** A warning does not keep a run from starting. */
  readonly status: 'pass' | 'warn' | 'fail'
  readonly detail: string
  /** What to do, as a sentence; absent where there is nothing to do. */
  readonly fix?: string
}

/** What checks look at. */
export interface CheckContext {
  /** The settings a run would have, or why there are none. */
  readonly configuration: Settings | UsageError
  /** Folder of the CA and the device certificates. */
  readonly certificatesFolder: string
  readonly nowMs: number
}

export interface Check {
  readonly name: string
  run(context: CheckContext): Promise<CheckResult>
}
