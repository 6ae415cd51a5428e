/** @module The settings of IEEE 2030.5. */

import { setting } from '../setting-definition.ts'
import { folderPath, wholeNumber } from '../value-kinds.ts'

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
}
