/**
 * @module The life of a certificate: what can be done with it, in which status, and by whom.
 *
 * @see EnergyTag, Granular Certificate Scheme Standard, version 2, and API Specification: actions on bundles
 */

import type { CertificateStatus } from './certificate.ts'

/** Who acts: the issuing body, the account that holds the certificate, or the one it was retired for. */
type Role = 'issuer' | 'owner' | 'beneficiary'

interface Step {
  /** The event of the ledger entry. */
  readonly event: CertificateEvent
  /** Statuses it can start from; none for what creates a certificate. */
  readonly from: readonly CertificateStatus[]
  readonly by: readonly Role[]
}

export const CERTIFICATE_EVENTS = [
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
] as const
export type CertificateEvent = (typeof CERTIFICATE_EVENTS)[number]

/** Every action once. */
export const LIFE_CYCLE = {
  issue: { event: 'issued', from: [], by: ['issuer'] },
  split: { event: 'split', from: ['Active'], by: ['owner', 'issuer'] },
  transfer: { event: 'transferred', from: ['Active'], by: ['owner'] },
  reserve: { event: 'reserved', from: ['Active'], by: ['owner', 'issuer'] },
  lock: { event: 'locked', from: ['Active'], by: ['owner', 'issuer'] },
  release: { event: 'released', from: ['Reserved', 'Locked'], by: ['owner', 'issuer'] },
  retire: { event: 'retired', from: ['Active', 'Reserved'], by: ['owner'] },
  claim: { event: 'claimed', from: ['Retired'], by: ['beneficiary'] },
  withdraw: { event: 'withdrawn', from: ['Active'], by: ['issuer'] },
  expire: { event: 'expired', from: ['Active'], by: ['issuer'] },
} as const satisfies Record<string, Step>

/** The status an event leaves its certificate in. The parent of the two parts of a split becomes `Split`. */
export const STATUS_AFTER: Readonly<Record<CertificateEvent, CertificateStatus>> = {
  issued: 'Active',
  split: 'Active',
  transferred: 'Active',
  reserved: 'Reserved',
  locked: 'Locked',
  released: 'Active',
  retired: 'Retired',
  claimed: 'Claimed',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
}

interface Act {
  /** The account that acts. */
  readonly by: string
  /** When [ms since 1970-01-01 UTC]. */
  readonly atMs: number
}

interface OnCertificate extends Act {
  readonly certificateId: string
}

/** Certifies generation of a meter; the certificate belongs to the meter's own account. */
export interface IssueAction extends Act {
  readonly type: 'issue'
  readonly meterId: string
  readonly intervalStartMs: number
  readonly intervalEndMs: number
  readonly serialStart: number
  readonly serialEnd: number
  readonly kgPerKwh: number
}

/** Something done with one certificate. */
export type BundleAction =
  /** Cuts the first `energyWh` off. */
  | (OnCertificate & { readonly type: 'split'; readonly energyWh: number })
  /** Gives the certificate, or the first `energyWh` of it, to another account. */
  | (OnCertificate & { readonly type: 'transfer'; readonly to: string; readonly energyWh?: number })
  /** Uses up the certificate, or the first `energyWh` of it, on behalf of a beneficiary. */
  | (OnCertificate & { readonly type: 'retire'; readonly beneficiary: string; readonly energyWh?: number })
  /** States what a retired certificate was used for. */
  | (OnCertificate & {
      readonly type: 'claim'
      readonly consumptionStartMs: number
      readonly consumptionEndMs: number
    })
  | (OnCertificate & { readonly type: 'reserve' | 'lock' | 'release' | 'withdraw' | 'expire' })

export type CertificateAction = IssueAction | BundleAction
