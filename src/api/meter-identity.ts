/** @module Who a meter is for IEEE 2030.5, as its certificate has it; its key and its PIN are never read. */

import { existsSync } from 'node:fs'
import * as z from 'zod'
import { UsageError } from '../errors/problem.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'
import { lfdi, sfdi } from '../ieee2030_5/pki/device-identifiers.ts'
import { readCertificate } from '../ieee2030_5/pki/identity.ts'
import { NEVER_MS } from '../ieee2030_5/pki/sign-certificate.ts'
import { utcText } from '../time/utc-text.ts'
import { instant } from './schemas.ts'
import type { ToldUtility } from './told-utility.ts'

export const meterIdentitySchema = z
  .strictObject({
    lfdi: z.string().describe('Long-form device identifier: 40 hex digits (IEEE 2030.5-2018, 6.3.4).'),
    sfdi: z.int().describe('Short-form device identifier (6.3.3).'),
    expires: instant.nullable().describe('When its certificate ends; null for never, as the standard has it.'),
    connected: z
      .boolean()
      .nullable()
      .describe('Whether it has a connection to the utility server open now; null where the run has none.'),
  })
  .meta({ id: 'MeterIdentity', description: 'Who a meter is for IEEE 2030.5.' })

/** @returns null where the meter has no certificate that can be read */
export function meterIdentity(
  certificatesFolder: string,
  meterId: string,
  { server }: Readonly<ToldUtility>,
): z.input<typeof meterIdentitySchema> | null {
  const { chain } = certificatePaths(certificatesFolder).meter(meterId)
  if (!existsSync(chain)) return null
  try {
    const { raw, validTo } = readCertificate(chain)
    const longForm = lfdi(raw)
    const endMs = Date.parse(validTo)
    return {
      lfdi: longForm,
      sfdi: sfdi(longForm),
      expires: endMs >= NEVER_MS ? null : utcText(endMs),
      connected: server === null ? null : server.connectedDevices.includes(longForm),
    }
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}
