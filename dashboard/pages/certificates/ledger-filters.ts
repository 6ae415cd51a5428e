/** @module The filters of the ledger, as they stand in the address. */

export const EVENTS = [
  'issued',
  'split',
  'transferred',
  'reserved',
  'locked',
  'released',
  'retired',
  'claimed',
  'withdrawn',
  'expired',
]

export interface LedgerFilters {
  readonly event: string | undefined
  readonly meter_id: string | undefined
  readonly owner: string | undefined
}

export function ledgerFilters(query: URLSearchParams): LedgerFilters {
  const given = (name: string): string | undefined => query.get(name) || undefined
  return {
    event: EVENTS.find((one) => one === query.get('event')),
    meter_id: given('meter'),
    owner: given('owner'),
  }
}
