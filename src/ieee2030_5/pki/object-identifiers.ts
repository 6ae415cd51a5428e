/** @module The object identifiers of certificates as IEEE 2030.5 wants them. */

/** ecdsa-with-SHA256, the one signature algorithm. @see RFC 5758, 3.2 */
export const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
/** commonName. @see RFC 5280, A.1 */
export const COMMON_NAME = '2.5.4.3'

/** @see RFC 5280, 4.2.1 */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const

export const ANY_POLICY = '2.5.29.32.0'
export const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'
export const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2'

/** What kind of device a certificate is for; each has one of them. @see IEEE 2030.5-2018, 6.11 */
export const DEVICE_POLICY = {
  generic: '1.3.6.1.4.1.40732.1.1',
  mobile: '1.3.6.1.4.1.40732.1.2',
  postManufacture: '1.3.6.1.4.1.40732.1.3',
} as const

/** Marks certificates no accredited authority has issued. @see IEEE 2030.5-2018, 6.11 */
export const TEST_POLICY = '1.3.6.1.4.1.40732.2.1'

/** id-on-hardwareModuleName. @see RFC 4108, 5 */
export const HARDWARE_MODULE_NAME = '1.3.6.1.5.5.7.8.4'

/** Where the private numbers of enterprises begin. @see IANA, SMI Network Management Private Enterprise Codes */
const ENTERPRISES = '1.3.6.1.4.1'

/** Kinds of hardware under the number of whoever runs this program. */
const HARDWARE_KINDS = { meter: 1, server: 2 } as const

/** The `hwType` of a device.
 * @param enterprise - IANA private enterprise number
 */
export function hardwareType(enterprise: number, kind: keyof typeof HARDWARE_KINDS): string {
  return `${ENTERPRISES}.${enterprise}.${HARDWARE_KINDS[kind]}`
}
