/** @module The accounts of a run: what every meter, the grid, the network and the operator gained since its start. */

import { type Settlement, SYSTEM_ACCOUNTS, type SystemAccount } from './settlement.ts'

/**
 * Running totals in whole micro-units, all in columns a checkpoint can hold.
 *
 * A meter's account is exact up to 2^53 micro-units (9·10⁹ of the currency). The system accounts gather the amounts of
 * all meters and pass that within a year of a large fleet, so they are 64-bit integers (9·10¹² of the currency).
 */
export interface Ledger {
  readonly meters: number
  readonly balance: Float64Array
  /** What each balance would be without any trade. */
  readonly gridOnly: Float64Array
  /** By SYSTEM_ACCOUNTS. */
  readonly system: BigInt64Array
}

/** Accounts before the first slot. */
export function createLedger(meters: number): Ledger {
  return {
    meters,
    balance: new Float64Array(meters),
    gridOnly: new Float64Array(meters),
    system: new BigInt64Array(SYSTEM_ACCOUNTS.length),
  }
}

/** Adds one settled slot to the accounts. */
export function postSettlement(ledger: Ledger, settlement: Settlement): void {
  for (let i = 0; i < ledger.meters; i++) {
    ledger.balance[i] += settlement.balance[i]
    ledger.gridOnly[i] += settlement.gridOnly[i]
  }
  for (let k = 0; k < SYSTEM_ACCOUNTS.length; k++) {
    ledger.system[k] += BigInt(settlement.balance[ledger.meters + k])
  }
}

/** What a system account gained [micro-units]; negative for the operator of a rule that runs a deficit. */
export function systemBalance(ledger: Ledger, account: SystemAccount): bigint {
  return ledger.system[SYSTEM_ACCOUNTS.indexOf(account)]
}

/** The sum of all accounts [micro-units]: 0, or money was made or lost. */
export function trialBalance(ledger: Ledger): bigint {
  let sum = 0n
  for (const amount of ledger.balance) sum += BigInt(amount)
  for (const amount of ledger.system) sum += amount
  return sum
}

/** The accounts by name; views, not copies. */
export function ledgerColumns(ledger: Ledger): Map<string, Float64Array | BigInt64Array> {
  return new Map<string, Float64Array | BigInt64Array>([
    ['ledgerBalance', ledger.balance],
    ['ledgerGridOnly', ledger.gridOnly],
    ['ledgerSystem', ledger.system],
  ])
}
