/** @module The settings of IEEE 2030.5. */

import { setting } from '../setting-definition.ts'
import {
  filePath,
  folderPath,
  optional,
  registrationPinChoice,
  serviceUrl,
  text,
  toggle,
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
  utilityServerUrl: setting('UTILITY_SERVER_URL', optional(serviceUrl(['https'])), {
    field: 'utilityServerUrl',
    flag: 'utility-server',
    defaultText: '',
    whenUnset: 'the built-in server',
    description: 'Address of the IEEE 2030.5 server that the meters of a live run are clients of.',
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
  utilityServerPostRate: setting('UTILITY_SERVER_POST_RATE', wholeNumber(60, 86_400, 'seconds'), {
    field: 'utilityServerPostRate',
    defaultText: '300',
    description: 'How often meters post where the utility server does not say: whole minutes, in seconds.',
  }),
}
