/** @module Why the ledger refuses an action. */

import { formatProblem, type Problem } from '../errors/problem.ts'

/** What was wrong; stable, so that programs can tell refusals apart. */
export type CertificateFault =
  | 'unknown-certificate'
  | 'unknown-account'
  | 'not-eligible'
  | 'not-allowed'
  | 'not-active'
  | 'not-retired'
  | 'not-reserved'
  | 'already-retired'
  | 'already-issued'
  | 'over-capacity'
  | 'no-factor'
  | 'over-drawn'
  | 'bad-quantity'
  | 'bad-time'
  | 'expired'
  | 'not-expired'
  | 'broken-chain'

/** A refused action: the ledger is as it was before. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly code: CertificateFault
  readonly problem: Problem

  constructor(code: CertificateFault, problem: Omit<Problem, 'source'>) {
    const full = { source: 'certificate ledger', ...problem }
    super(formatProblem(full))
    this.code = code
    this.problem = full
  }
}
