/** @module A certificate: a bundle of consecutive certified watt-hours of one meter and interval, with one owner. */

import { instantText } from './instant-text.ts'

/** Where in its life a certificate is; `Retired` is what EnergyTag calls cancelled. */
export const CERTIFICATE_STATUSES = [
  'Active',
  'Reserved',
  'Locked',
  'Retired',
  'Claimed',
  'Expired',
  'Withdrawn',
  'Split',
] as const
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number]

/** One bundle; never changed, only replaced by its next state. */
export interface Certificate {
  /** Meter, begin of the interval and serial numbers: no two certificates share all of them. */
  readonly id: string
  /** The certificate it was split from. */
  readonly parentId: string | null
  /** The meter that measured the generation. */
  readonly meterId: string
  readonly owner: string
  readonly status: CertificateStatus
  /** On whose behalf it was retired. */
  readonly beneficiary: string | null
  /** The time of generation [ms since 1970-01-01 UTC]. */
  readonly intervalStartMs: number
  readonly intervalEndMs: number
  /** First and last serial number; one number per watt-hour. */
  readonly serialStart: number
  readonly serialEnd: number
  /** Emissions of the generation it displaces [kg CO2e/kWh]. */
  readonly kgPerKwh: number
  /** When it can no longer be used [ms since 1970-01-01 UTC]. */
  readonly expiresMs: number
}

/** Face value [Wh]. */
export function energyWh({ serialStart, serialEnd }: Pick<Certificate, 'serialStart' | 'serialEnd'>): number {
  return serialEnd - serialStart + 1
}

/** Identifier of a bundle: the issue it comes from (meter and begin of the interval), and its part of it. */
export function certificateId(
  meterId: string,
  intervalStartMs: number,
  serialStart: number,
  serialEnd: number,
): string {
  return `${meterId}/${instantText(intervalStartMs)}/${serialStart}-${serialEnd}`
}
