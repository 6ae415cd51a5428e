/** @module The settings of IEEE 2030.5. */

import { setting } from '../setting-definition.ts'
import { DEVICE_CERTIFICATES, UTILITY_SERVER_MODES } from '../settings.ts'
import { choice, filePath, folderPath, optional, text, toggle, wholeNumber } from '../value-kinds.ts'

export const IEEE2030_SETTINGS = {
  certificatesFolder: setting('CERTS_FOLDER', folderPath(), {
    field: 'certificatesFolder',
    flag: 'certs',
    defaultText: 'certs',
    description: 'Folder of the certificates and keys of server and meters.',
  }),
  // 32473 is set aside for examples (RFC 5612).
  enterpriseNumber: setting('IEEE2030_5_PEN', wholeNumber(1, 4_294_967_295), {
    field: 'enterpriseNumber',
    defaultText: '32473',
    description: 'Private enterprise number (IANA) under which devices are named; the default is the one for examples.',
  }),
  utilityServer: setting('IEEE2030_5_SERVER', choice(UTILITY_SERVER_MODES), {
    field: 'utilityServer',
    defaultText: 'auto',
    description: 'Whether a live run has a utility server: auto means where the certificates are.',
  }),
  utilityHost: setting('IEEE2030_5_HOST', text(), {
    field: 'utilityHost',
    defaultText: '127.0.0.1',
    description: 'Address the utility server listens on; 0.0.0.0 for every one of this machine.',
  }),
  utilityStateFolder: setting('IEEE2030_5_STATE_FOLDER', optional(folderPath()), {
    field: 'utilityStateFolder',
    defaultText: '',
    whenUnset: 'utility beside the journal',
    description: 'Where the utility server keeps what it holds.',
  }),
  utilityRegistryFile: setting('IEEE2030_5_REGISTRY', optional(filePath()), {
    field: 'utilityRegistryFile',
    defaultText: '',
    whenUnset: 'none',
    description: 'JSON file with more devices that are let in.',
  }),
  registerMeters: setting('IEEE2030_5_REGISTER_METERS', toggle(), {
    field: 'registerMeters',
    defaultText: 'true',
    description: 'Lets every meter and device in whose certificate is in CERTS_FOLDER.',
  }),
  inBandRegistration: setting('IEEE2030_5_IN_BAND_REGISTRATION', toggle(), {
    field: 'inBandRegistration',
    defaultText: 'false',
    description: 'Lets devices of a trusted authority enter themselves.',
  }),
  deviceCertificates: setting('IEEE2030_5_DEVICE_CERTIFICATES', choice(DEVICE_CERTIFICATES), {
    field: 'deviceCertificates',
    defaultText: 'profile',
    description:
      "Certificates that are taken: of the standard's profile, lenient for any of a trusted authority, self-signed for those in CERTS_FOLDER/devices too.",
  }),
  lenientCiphers: setting('IEEE2030_5_LENIENT_CIPHERS', toggle(), {
    field: 'lenientCiphers',
    defaultText: 'false',
    description: "Takes clients that lack the standard's cipher suite, too: AES-GCM with ECDHE and ECDSA.",
  }),
  pollRateSeconds: setting('IEEE2030_5_POLL_RATE', wholeNumber(1, 86_400, 'seconds'), {
    field: 'pollRateSeconds',
    defaultText: '900',
    description: 'How often devices are told to look.',
  }),
  postRateSeconds: setting('IEEE2030_5_POST_RATE', wholeNumber(1, 86_400, 'seconds'), {
    field: 'postRateSeconds',
    defaultText: '300',
    description: 'How often devices are told to post.',
  }),
}
