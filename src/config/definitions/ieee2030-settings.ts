/** @module The settings of IEEE 2030.5. */

import { setting } from '../setting-definition.ts'
import { DEVICE_CERTIFICATES, UTILITY_SERVER_MODES } from '../settings.ts'
import {
  choice,
  filePath,
  folderPath,
  hostList,
  optional,
  registrationPinChoice,
  text,
  toggle,
  utilityServerAddress,
  wholeNumber,
} from '../value-kinds.ts'

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
  notificationHosts: setting('IEEE2030_5_NOTIFY_HOSTS', hostList(), {
    field: 'notificationHosts',
    defaultText: 'none',
    description: 'Where subscribers of the utility server may have their notifications sent, besides public addresses.',
  }),
  utilityDiscovery: setting('IEEE2030_5_DISCOVERY', toggle(), {
    field: 'utilityDiscovery',
    defaultText: 'false',
    description: 'Announces the utility server on the networks it listens on, so that clients find it (DNS-SD).',
  }),
  utilityServerUrl: setting('UTILITY_SERVER_URL', optional(utilityServerAddress()), {
    field: 'utilityServerUrl',
    flag: 'utility-server',
    defaultText: '',
    whenUnset: 'the built-in server',
    description:
      'Address of the IEEE 2030.5 server that the meters of a live run are clients of; discover looks for one on the local networks.',
  }),
  utilityServerCa: setting('UTILITY_SERVER_CA', optional(filePath()), {
    field: 'utilityServerCa',
    defaultText: '',
    whenUnset: 'ca/ca-bundle.pem in the folder of certificates',
    description: 'File with the authorities (PEM) of which the utility server has its certificate.',
  }),
  utilityServerCiphers: setting('UTILITY_SERVER_CIPHERS', text(), {
    field: 'utilityServerCiphers',
    defaultText: 'standard',
    description:
      'Cipher suites that meters offer: standard, which is the one of IEEE 2030.5, lenient for servers without it, or a list as OpenSSL has them.',
  }),
  utilityServerPin: setting('UTILITY_SERVER_PIN', registrationPinChoice(), {
    field: 'utilityServerPin',
    defaultText: 'own',
    description:
      "PIN by which a meter recognises its server: own is each meter's, any is not to look, or six digits for all.",
  }),
  utilityServerRegister: setting('UTILITY_SERVER_REGISTER', toggle(), {
    field: 'utilityServerRegister',
    defaultText: 'false',
    description: 'Whether meters that the utility server does not know register themselves.',
  }),
  utilityServerReservations: setting('UTILITY_SERVER_RESERVATIONS', toggle(), {
    field: 'utilityServerReservations',
    defaultText: 'false',
    description:
      'Whether batteries that are low ask the utility server for power to charge with, and charge as it is granted.',
  }),
  utilityServerPostRate: setting('UTILITY_SERVER_POST_RATE', wholeNumber(60, 86_400, 'seconds'), {
    field: 'utilityServerPostRate',
    defaultText: '300',
    description: 'How often meters post where the utility server does not say: whole minutes, in seconds.',
  }),
}
